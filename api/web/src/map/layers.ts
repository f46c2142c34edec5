// Which layers of the map are seen, and the tiles of those that hang on the day.
import { dayQuery, type Api } from '../api.ts'
import { differs, type Store, type View } from '../view.ts'
import type { LayerSpecification, Map as MapLibre, VectorTileSource } from './maplibre.ts'
import { FINE, UNITS, chosenLayers, coverageLayers, tilesOf, vectorSource } from './style.ts'

/** From afar the lines between 35,000 communes would bleach what is covered to what is covered in part. */
const faint = ['interpolate', ['linear'], ['zoom'], 5, ['case', ['==', ['get', 'level'], 'commune'], 0, 0.55], 8, 0.55] as unknown as never

/** Layers whose tiles hang on the question: what they are asked, and how they are drawn. */
interface Dated {
  promoteId: string
  query(view: View): Record<string, string>
  before: string // the layer they stand under
  layers: LayerSpecification[]
}

const violet = '#4b2e83'
const rust = '#9c2f14'

const dated: Record<string, Dated> = {
  coverage: {
    promoteId: 'code', before: 'line-departments',
    query: (v) => ({ ...dayQuery(v), territory: v.territory, level: v.level }),
    layers: [
      ...coverageLayers('coverage', 'coverage'),
      { id: 'line-coverage', type: 'line', source: 'coverage', 'source-layer': 'coverage', paint: { 'line-color': '#ffffff', 'line-opacity': faint, 'line-width': ['interpolate', ['linear'], ['zoom'], 5, 0.1, 9, 0.7, 12, 1.4] } },
      ...chosenLayers('coverage'),
    ],
  },
  gaps: {
    promoteId: 'code', before: 'line-departments',
    query: (v) => ({ ...dayQuery(v), territory: v.territory, level: FINE.includes(v.level) ? 'department' : v.level }),
    layers: [
      { id: 'gaps-fill', type: 'fill', source: 'gaps', 'source-layer': 'gaps', paint: { 'fill-pattern': 'fill-uncovered' } },
      { id: 'gaps-line', type: 'line', source: 'gaps', 'source-layer': 'gaps', paint: { 'line-color': '#8a4b08', 'line-width': 1.6 } },
    ],
  },
  overlaps: {
    promoteId: 'id', before: 'line-departments',
    query: (v) => ({ ...dayQuery(v), territory: v.territory }),
    layers: [
      { id: 'overlaps-fill', type: 'fill', source: 'overlaps', 'source-layer': 'overlaps', paint: { 'fill-pattern': 'fill-overlapped' } },
      { id: 'overlaps-line', type: 'line', source: 'overlaps', 'source-layer': 'overlaps', paint: { 'line-color': '#3b2a5c', 'line-width': 2 } },
    ],
  },
  centres: {
    promoteId: 'id', before: 'halo-regions',
    query: ({ datetime, scope, min_confidence }) => ({ datetime, scope, min_confidence }),
    layers: [
      { id: 'centres-halo', type: 'line', source: 'centres', 'source-layer': 'centres', layout: { 'line-join': 'round' }, paint: { 'line-color': '#fff', 'line-width': 6, 'line-opacity': 0.85 } },
      { id: 'centres-line', type: 'line', source: 'centres', 'source-layer': 'centres', layout: { 'line-join': 'round' }, paint: { 'line-color': violet, 'line-width': 3 } },
    ],
  },
  neighbourhoods: {
    promoteId: 'code', before: 'halo-regions',
    query: ({ qpv }) => ({ qpv }),
    layers: [
      { id: 'neighbourhoods-fill', type: 'fill', source: 'neighbourhoods', 'source-layer': 'neighbourhoods', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': rust, 'fill-opacity': 0.6 } },
      {
        id: 'neighbourhoods-dots', type: 'circle', source: 'neighbourhoods', 'source-layer': 'neighbourhoods', filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-color': rust, 'circle-stroke-color': '#fff',
          'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 4, 0.6, 9, 1.5],
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 4, 2.2, 7, 3.5, 11, 7],
        },
      },
    ],
  },
}

export class Layers {
  #tiles = new Map<string, string>() // what each source was last asked: a new one does not tell yet

  constructor(readonly map: MapLibre, readonly api: Api, readonly store: Store) {
    store.subscribe((now, before) => {
      if (differs(now, before, 'layers', 'level', 'selected', 'datetime', 'scope', 'min_confidence', 'qpv', 'territory')) this.apply()
    })
    api.onGeneration(() => this.renew())
  }

  /** Makes the map show the layers of the view, and no other. */
  apply(): void {
    const view = this.store.get()
    const on = (layer: string) => view.layers.includes(layer)
    const fine = FINE.includes(view.level)
    for (const [source, levels] of Object.entries(UNITS)) {
      if (!this.map.getSource(source)) continue
      const here = levels.includes(view.level)
      this.#see(`hit-${source}`, here)
      // Tiles of what is neither coloured, outlined nor chosen are not even asked for.
      const used = here || on(source) || (view.selected ?? '').startsWith(`${source}/`)
      for (const id of [`halo-${source}`, `chosen-${source}`, ...['gained', 'lost', 'moved'].map((m) => `mark-${source}-${m}`)]) this.#see(id, used)
      for (const id of [`coverage-${source}`, `coverage-${source}-partial`, `coverage-${source}-uncovered`]) this.#see(id, on('coverage') && here)
    }
    this.#see('line-collectivities', on('departments') || on('regions'))
    for (const l of ['departments', 'regions', 'regions-2015']) this.#see(`line-${l}`, on(l))
    this.#see('line-regions-2015-halo', on('regions-2015')) // dashes are lost on a dark ground without it
    // White lines part coloured departments; on bare ground they must be dark.
    if (this.map.getLayer('line-departments')) this.map.setPaintProperty('line-departments', 'line-color', on('coverage') && !fine ? '#ffffff' : '#76838f')
    for (const name of Object.keys(dated)) this.#dated(name, name === 'coverage' ? fine && on('coverage') : on(name), view)
    this.#labels(view)
  }

  /** Asks for the tiles of another generation. */
  renew(): void {
    for (const source of Object.keys(UNITS)) this.map.getSource<VectorTileSource>(source)?.setTiles([tilesOf(source, this.api.generation)])
    this.apply()
  }

  #dated(name: string, on: boolean, view: View): void {
    const one = dated[name]!
    const source = this.map.getSource<VectorTileSource>(name)
    if (on) {
      const tiles = tilesOf(name, this.api.generation, one.query(view))
      if (!source) {
        this.map.addSource(name, vectorSource(tiles, one.promoteId))
        const before = [one.before, 'halo-regions', 'labels-department'].find((id) => this.map.getLayer(id))
        for (const l of one.layers) this.map.addLayer(l, before)
      } else if (this.#tiles.get(name) !== tiles) source.setTiles([tiles])
      this.#tiles.set(name, tiles)
    }
    for (const l of one.layers) this.#see(l.id, on)
  }

  /** Names of what is drawn, and no name twice: those of centres leave no room for others. */
  #labels(view: View): void {
    const on = (layer: string) => view.layers.includes(layer)
    const centres = on('labels') && on('centres')
    this.#see('labels-centre', centres)
    const former = !on('regions') && (on('regions-2015') || view.level === 'region-2015')
    this.#see('labels-region', on('labels') && !centres && !former)
    this.#see('labels-region-2015', on('labels') && !centres && former)
    this.#see('labels-department', on('labels') && !centres && (on('departments') || view.level === 'department'))
    this.#see('labels-collectivity', on('labels'))
  }

  #see(id: string, on: boolean): void {
    if (!this.map.getLayer(id)) return
    const want = on ? 'visible' : 'none'
    if ((this.map.getLayoutProperty(id, 'visibility') ?? 'visible') !== want) this.map.setLayoutProperty(id, 'visibility', want)
  }
}
