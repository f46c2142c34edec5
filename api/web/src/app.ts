// What the parts of the map share. Each part is a function that takes an App,
// adds its own elements, and listens to the store.
import type { Map as MapLibre } from 'maplibre-gl'
import type { Api, MapIndex, Place, Status } from './api.ts'
import type { Figures } from './figures.ts'
import type { Store } from './view.ts'
import type { Words } from './words.ts'

/**
 * How a unit is to be shown other than by what is so: the state of a scenario,
 * or a mark drawn over it.
 */
export interface Highlight {
  status?: Status
  mark?: 'gained' | 'lost' | 'moved' | 'chosen'
}

/** Takes a click on a feature: true when it was for it, and nothing else is to happen. */
export type Picker = (layer: string, code: string, name: string, lngLat: { lng: number; lat: number }) => boolean

export interface App {
  store: Store
  api: Api
  map: MapLibre
  words: Words
  index: MapIndex
  figures: Figures
  /** Says something to who hears the page, once it is silent. */
  announce(text: string): void
  /** Makes a section of the panel that opens and closes, and returns what is to be filled. */
  panel(id: string, title: string, open?: boolean): HTMLElement
  /** Asks to be told of clicks before the card opens; the latest comes first. */
  onPick(f: Picker): () => void
  /** Shows units of a layer ("departments", "regions"…) otherwise. An empty map ends it. */
  highlight(layer: string, states: Map<string, Highlight>): void
  /** The name and ground of a territory, by its layer and code. */
  place(layer: string, code: string): Place | undefined
  /** Moves the map so that a box is seen: at once where motion is not wanted. */
  goTo(box: [number, number, number, number]): void
}

/** The layer of tiles, and collection, of a level. */
export function layerOf(level: string, code = ''): string {
  if (level === 'collectivity' || code === '978' || code === '987') return 'collectivities'
  return { region: 'regions', 'region-2015': 'regions-2015', department: 'departments', epci: 'epci', commune: 'communes' }[level] ?? level
}

/** The level of a layer of units; undefined of any other layer. */
export function levelOf(layer: string): string | undefined {
  return { regions: 'region', 'regions-2015': 'region-2015', departments: 'department', collectivities: 'department', epci: 'epci', communes: 'commune' }[layer]
}
