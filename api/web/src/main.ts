// Starts the map: reads what the service tells the page, builds the frame, and
// mounts each part.
import 'maplibre-gl/dist/maplibre-gl.css'
import './map.css'
import { Api, type Coverage, type MapIndex } from './api.ts'
import { layerOf, type App } from './app.ts'
import { readConfig, type Config } from './config.ts'
import { Figures } from './figures.ts'
import { createMap, still } from './map/create.ts'
import { labelFeatures } from './map/labels.ts'
import { Layers } from './map/layers.ts'
import { Paint } from './map/paint.ts'
import { Pointing } from './map/pick.ts'
import { firstStyle } from './map/style.ts'
import type { GeoJSONSource, Map as MapLibre } from './map/maplibre.ts'
import { keepAddress } from './permalink.ts'
import { buildShell, type Shell } from './shell.ts'
import { mountHeadline } from './ui/headline.ts'
import { Store, differs, parseView } from './view.ts'
import { mountWhatIf } from './whatif/index.ts'
import { wordsOf, type Words } from './words.ts'

/** Layers of tiles that a service has whatever it loaded: tiles are asked for before the index says so. */
const always = ['regions', 'regions-2015', 'departments', 'collectivities']

async function start(root: HTMLElement): Promise<void> {
  const config = readConfig(root)
  const words = wordsOf(config.lang)
  const { view } = parseView(location.search, config.today)
  const store = new Store(view)
  const api = new Api(config.generation)
  const figures = new Figures(api, store)
  const index = api.get<MapIndex>('/map', { f: 'json' }) // while MapLibre starts
  void figures.refresh()
  const shell = buildShell(root, words)
  const map = createMap(shell.canvas, config, view, words, firstStyle(config.generation, always))
  const styled = new Promise((done) => map.once('style.load', done)) // before anything is awaited
  keepAddress(store, config.today)
  mountParts(shell, await index, { store, api, map, words, figures }, config, styled)
}

type Given = Pick<App, 'store' | 'api' | 'map' | 'words' | 'figures'>

function mountParts(shell: Shell, index: MapIndex, given: Given, _config: Config, styled: Promise<unknown>): void {
  const { map, store, figures } = given
  const pointing = new Pointing(map, store)
  const paint = new Paint(map)
  const app: App = {
    ...given, index,
    announce: shell.announce, panel: shell.section,
    onPick: (f) => pointing.onPick(f),
    highlight: (layer, states) => paint.highlight(layer, states),
    place: (layer, code) => index.places.find((p) => p.code === code && layerOf(p.level) === layer),
    goTo: (box) => map.fitBounds(box, { padding: 48, maxZoom: 9, animate: !still(), duration: 900 }),
  }
  mountHeadline(app, shell)
  void styled.then(() => {
    const layers = new Layers(map, given.api, store)
    layers.apply()
    map.getSource<GeoJSONSource>('labels')?.setData(labelFeatures(index.places))
    figures.subscribe((answer: Coverage) => paint.show(answer))
    pointing.showSelected()
    shell.root.dataset['ready'] = 'true'
  })
  followMap(map, store)
  mountWhatIf(app)
}

/** The view follows the map, and the map the view where something else moved it. */
function followMap(map: MapLibre, store: Store): void {
  map.on('moveend', () => {
    const { lng, lat } = map.getCenter().wrap()
    store.set({ center: [Number(lng.toFixed(4)), Number(lat.toFixed(4))], zoom: Number(map.getZoom().toFixed(2)) })
  })
  store.subscribe((now, before) => {
    if (!differs(now, before, 'center', 'zoom') || map.isMoving()) return
    const at = map.getCenter().wrap()
    if (Math.abs(at.lng - now.center[0]) > 1e-3 || Math.abs(at.lat - now.center[1]) > 1e-3 || Math.abs(map.getZoom() - now.zoom) > 0.01)
      map.jumpTo({ center: now.center, zoom: now.zoom })
  })
}

const root = document.getElementById('app')
if (root) void start(root)

export type { Words }
