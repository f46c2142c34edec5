// Pointing at the map: what is under the pointer, or in the middle for who has
// none, is shown and chosen.
import type { Picker } from '../app.ts'
import type { Store } from '../view.ts'
import { differs } from '../view.ts'
import type { Map as MapLibre, MapGeoJSONFeature } from './maplibre.ts'
import { UNITS } from './style.ts'

interface Target { source: string; sourceLayer: string; id: string }

export class Pointing {
  #pickers: Picker[] = []
  #hover: Target | null = null
  #selected: Target | null = null

  constructor(readonly map: MapLibre, readonly store: Store) {
    map.on('click', (e) => this.#pick(e.point, e.lngLat))
    map.on('mousemove', (e) => this.#point(this.#at(e.point)[0] ?? null))
    map.on('mouseout', () => this.#point(null))
    map.getCanvas().addEventListener('keydown', (e) => {
      if (e.key !== 'Enter' && e.key !== ' ') return
      e.preventDefault()
      const middle = map.getCenter()
      this.#pick(map.project(middle), middle)
    })
    store.subscribe((now, before) => {
      if (differs(now, before, 'selected')) this.showSelected()
    })
  }

  onPick(f: Picker): () => void {
    this.#pickers.unshift(f)
    return () => (this.#pickers = this.#pickers.filter((g) => g !== f))
  }

  /** Outlines what the view has chosen. */
  showSelected(): void {
    if (this.#selected) this.#state(this.#selected, { selected: false })
    const [layer = '', id = ''] = (this.store.get().selected ?? '').split('/')
    this.#selected = this.#target(layer === 'communes' || layer === 'epci' ? 'coverage' : layer, id)
    if (this.#selected) this.#state(this.#selected, { selected: true })
  }

  #pick(point: { x: number; y: number }, lngLat: { lng: number; lat: number }): void {
    const hits = this.#at(point)
    for (const f of this.#pickers)
      for (const hit of hits) if (f(layerOfHit(hit), String(hit.id), String(hit.properties['name'] ?? ''), lngLat)) return
    const top = hits[0]
    this.store.set({ selected: top ? `${layerOfHit(top)}/${top.id}` : null })
  }

  /** What is at a point of the screen, the topmost first; small things are easier to hit than they look. */
  #at({ x, y }: { x: number; y: number }): MapGeoJSONFeature[] {
    const there = (ids: string[]) => ids.filter((id) => this.map.getLayer(id) && this.map.getLayoutProperty(id, 'visibility') !== 'none')
    const near: [[number, number], [number, number]] = [[x - 5, y - 5], [x + 5, y + 5]]
    const small = there(['neighbourhoods-dots', 'neighbourhoods-fill', 'overlaps-fill'])
    const units = there([...Object.keys(UNITS).map((l) => `hit-${l}`), 'hit-coverage'])
    return [
      ...(small.length ? this.map.queryRenderedFeatures(near, { layers: small }) : []),
      ...(units.length ? this.map.queryRenderedFeatures([x, y], { layers: units }) : []),
    ].filter((f) => f.id !== undefined)
  }

  #point(f: MapGeoJSONFeature | null): void {
    this.map.getCanvas().style.cursor = f ? 'pointer' : ''
    const target = f && this.#target(f.source, String(f.id))
    if (target?.id === this.#hover?.id && target?.source === this.#hover?.source) return
    if (this.#hover) this.#state(this.#hover, { hover: false })
    this.#hover = target
    if (target) this.#state(target, { hover: true })
  }

  /** What has a state of its own: units, and the fine ones that coverage tiles hold. */
  #target(source: string, id: string): Target | null {
    return (source in UNITS || source === 'coverage') && this.map.getSource(source) ? { source, sourceLayer: source, id } : null
  }

  #state(t: Target, state: object): void {
    if (this.map.getSource(t.source)) this.map.setFeatureState(t, state)
  }
}

/** The layer, as the rest of the program names it: tiles of coverage hold units of their own level. */
function layerOfHit(f: MapGeoJSONFeature): string {
  if (f.source !== 'coverage') return f.source
  return f.properties['level'] === 'commune' ? 'communes' : 'epci'
}
