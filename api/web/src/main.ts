// Starts the map: reads what the service tells the page, builds the frame, and
// mounts each part.
import 'maplibre-gl/dist/maplibre-gl.css'
import './map.css'
import { Api, type MapIndex } from './api.ts'
import { layerOf, type App } from './app.ts'
import { readConfig, type Config } from './config.ts'
import { Figures } from './figures.ts'
import { withBaseMap } from './map/base.ts'
import { centreLabels } from './map/centre_labels.ts'
import { Camera } from './map/camera.ts'
import { createMap, followMap } from './map/create.ts'
import { labelFeatures } from './map/labels.ts'
import { Layers } from './map/layers.ts'
import type { GeoJSONSource, Map as MapLibre } from './map/maplibre.ts'
import { Paint } from './map/paint.ts'
import { Pointing } from './map/pick.ts'
import { firstStyle } from './map/style.ts'
import { keepAddress } from './permalink.ts'
import { buildShell, type Shell } from './shell.ts'
import { mountCard } from './ui/card.ts'
import { centresOf } from './ui/facts.ts'
import { mountFoot } from './ui/foot.ts'
import { mountGo } from './ui/go.ts'
import { mountHeadline } from './ui/headline.ts'
import { mountLegend } from './ui/legend.ts'
import { mountList } from './ui/list.ts'
import { mountNotices, noMap } from './ui/notices.ts'
import { mountSearch } from './ui/search.ts'
import { mountSettings } from './ui/settings.ts'
import { mountTimeline } from './ui/timeline.ts'
import { differs, parseView, Store } from './view.ts'
import { mountWhatIf } from './whatif/index.ts'
import { wordsOf, type Words } from './words.ts'

/** Layers of tiles that a service has whatever it loaded: they are asked for before its index is there. */
const always = ['regions', 'regions-2015', 'departments', 'collectivities']

async function start(root: HTMLElement): Promise<void> {
  const config = readConfig(root)
  const words = wordsOf(config.lang)
  const { view, refused } = parseView(location.search, config.today)
  const store = new Store(view)
  const placed = new URLSearchParams(location.search).has('center') // asked before the address is written
  const api = new Api(config.generation)
  const figures = new Figures(api, store)
  const index = api.get<MapIndex>('/map', { f: 'json' }) // while MapLibre starts
  void figures.refresh()
  const shell = buildShell(root, words)
  const map = await open(shell, config, words, store, placed)
  if (!map) return
  const styled = new Promise((done) => map.once('style.load', done)) // before anything is awaited
  keepAddress(store, config.today)
  followMap(map, store)
  mountParts(shell, await index, { store, api, map, words, figures }, config, refused, placed, styled)
}

/** Makes the map; null where the browser cannot draw one, which the page then says. */
async function open(shell: Shell, config: Config, words: Words, store: Store, placed: boolean): Promise<MapLibre | null> {
  const own = firstStyle(config.generation, always)
  const style = await withBaseMap(own, config.baseMap, config.baseMapCredit).catch(() => own) // a map without its base is still a map
  try {
    return createMap(shell.canvas, config, store.get(), words, style, placed)
  } catch {
    noMap(shell, words)
    return null
  }
}

type Given = Pick<App, 'store' | 'api' | 'map' | 'words' | 'figures'>

function mountParts(shell: Shell, index: MapIndex, given: Given, config: Config, refused: string[], placed: boolean, styled: Promise<unknown>): void {
  const { map, store } = given
  const pointing = new Pointing(map, store)
  const paint = new Paint(map)
  const camera = new Camera(map, shell.canvas)
  const app: App = {
    ...given, index,
    announce: shell.announce, panel: shell.section,
    onPick: (f) => pointing.onPick(f),
    highlight: (layer, states) => paint.highlight(layer, states),
    place: (layer, code) => index.places.find((p) => p.code === code && layerOf(p.level) === layer),
    goTo: (box) => camera.goTo(box),
  }
  mountHeadline(app, shell)
  mountSearch(app, shell)
  mountLegend(app, shell)
  mountSettings(app)
  mountWhatIf(app)
  mountList(app, shell)
  mountFoot(app, shell, config)
  mountGo(app, shell)
  mountTimeline(app, shell, config.today)
  mountCard(app, shell, camera, placed)
  mountNotices(app, shell, refused)
  void styled.then(() => draw(app, paint, pointing, shell))
}

/** Shows what the map has of its own, once it has a style to show it in. */
function draw(app: App, paint: Paint, pointing: Pointing, shell: Shell): void {
  const { map, api, store, figures, index } = app
  new Layers(map, api, store).apply()
  map.getSource<GeoJSONSource>('labels')?.setData(labelFeatures(index.places))
  figures.subscribe((answer) => paint.show(answer))
  nameCentres(app)
  pointing.showSelected()
  map.once('idle', () => (shell.root.dataset['ready'] = 'true'))
}

/** Writes the names of centres while their layer is shown. */
function nameCentres(app: App): void {
  const { map, store, figures, index } = app
  const show = async () => {
    const answer = figures.current()
    if (!answer || !store.get().layers.includes('centres')) return
    map.getSource<GeoJSONSource>('centre-labels')?.setData(centreLabels(answer, index.places, await centresOf(app)))
  }
  figures.subscribe(() => void show())
  store.subscribe((now, before) => {
    if (differs(now, before, 'layers')) void show()
  })
}

const root = document.getElementById('app')
if (root) void start(root)
