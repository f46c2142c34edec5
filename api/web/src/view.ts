// The view: all that the address of the map holds, and the store that says when
// it changes.
import { isDay } from './numbers.ts'

/** The whole of what a permalink holds. */
export interface View {
  datetime: string // a day of RFC 3339
  level: string
  territory: string
  scope: string
  min_confidence: string
  qpv: string
  measure: string
  layers: string[] // those shown, in the order of LAYERS
  center: [number, number] // longitude, latitude
  zoom: number
  selected: string | null // "departments/2A"
  scenario: string // compact form of the API's `scenario` parameter, "" for none
}

/** The version of the addresses of the map. */
export const VERSION = '1'

export const LEVELS = ['region', 'region-2015', 'department', 'epci', 'commune']
export const TERRITORIES = ['france', 'metropole', 'overseas', 'drom', 'com']
export const SCOPES = ['policy', 'any']
export const CONFIDENCES = ['high', 'medium', 'low']
export const GEOGRAPHIES = ['2015', '2024']
export const MEASURES = ['neighbourhoods', 'neighbourhood_population', 'npnru_neighbourhoods', 'departments', 'population', 'area_km2']
export const LAYERS = ['coverage', 'gaps', 'overlaps', 'centres', 'neighbourhoods', 'regions', 'regions-2015', 'departments', 'labels']

const SELECTED = /^(regions|regions-2015|departments|collectivities|epci|communes|neighbourhoods|centres|gaps|overlaps)\/[A-Za-z0-9+_-]{1,120}$/

/** The view of an address that says nothing. */
export function defaultView(today: string): View {
  return {
    datetime: today, level: 'department', territory: 'france', scope: 'policy', min_confidence: 'medium', qpv: '2015',
    measure: 'neighbourhoods', layers: ['coverage', 'regions', 'departments', 'labels'],
    center: [2.5, 46.5], zoom: 4.8, selected: null, scenario: '',
  }
}

type Reader = (view: View, text: string) => boolean

const oneOf = (words: string[], set: (view: View, text: string) => void): Reader => (view, text) => {
  if (!words.includes(text)) return false
  set(view, text)
  return true
}

const readers: Record<string, Reader> = {
  v: (_, text) => text === VERSION,
  datetime: (view, text) => isDay(text) && !!(view.datetime = text),
  level: oneOf(LEVELS, (v, t) => (v.level = t)),
  territory: oneOf(TERRITORIES, (v, t) => (v.territory = t)),
  scope: oneOf(SCOPES, (v, t) => (v.scope = t)),
  min_confidence: oneOf(CONFIDENCES, (v, t) => (v.min_confidence = t)),
  qpv: oneOf(GEOGRAPHIES, (v, t) => (v.qpv = t)),
  measure: oneOf(MEASURES, (v, t) => (v.measure = t)),
  layers: (view, text) => {
    const names = text === 'none' ? [] : text.split(',')
    view.layers = LAYERS.filter((l) => names.includes(l))
    return names.every((n) => LAYERS.includes(n))
  },
  center: (view, text) => {
    const parts = text.split(',').map(number)
    const [lon, lat] = parts
    if (parts.length !== 2 || lon === undefined || lat === undefined || !(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90)) return false
    view.center = [lon, lat]
    return true
  },
  zoom: (view, text) => {
    const z = number(text)
    if (!(z >= 0 && z <= 18)) return false
    view.zoom = z
    return true
  },
  selected: (view, text) => SELECTED.test(text) && !!(view.selected = text),
  scenario: (view, text) => /^s1\.[A-Za-z0-9_-]+$/.test(text) && !!(view.scenario = text),
}

function number(text: string): number {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN
}

/** Reads the query of an address. refused names the parameters that say nothing the map can show. */
export function parseView(search: string, today: string): { view: View; refused: string[] } {
  const view = defaultView(today)
  const refused: string[] = []
  for (const [name, text] of new URLSearchParams(search)) {
    const read = readers[name]
    if (read && !read(view, text)) refused.push(name)
  }
  return { view, refused }
}

/** Writes a view as the query of an address, whole: nothing hangs on a default. */
export function formatView(view: View): URLSearchParams {
  const q = new URLSearchParams({
    v: VERSION, datetime: view.datetime, level: view.level, territory: view.territory, scope: view.scope,
    min_confidence: view.min_confidence, qpv: view.qpv, measure: view.measure, layers: view.layers.join(',') || 'none',
    center: `${fixed(view.center[0], 4)},${fixed(view.center[1], 4)}`, zoom: fixed(view.zoom, 2),
  })
  if (view.selected) q.set('selected', view.selected)
  if (view.scenario) q.set('scenario', view.scenario)
  return q
}

/** The query as text, with its commas and slashes left to be read. */
export function queryText(q: URLSearchParams): string {
  return q.toString().replace(/%2C/g, ',').replace(/%2F/g, '/')
}

const fixed = (v: number, digits: number) => String(Number(v.toFixed(digits)))

/** Holds the view, and tells of every change. */
export class Store {
  #view: View
  #listeners = new Set<(now: View, before: View) => void>()

  constructor(view: View) {
    this.#view = view
  }

  get(): View {
    return this.#view
  }

  /** Changes part of the view. Nobody is told of a change that changes nothing. */
  set(patch: Partial<View>): void {
    const before = this.#view
    const now = { ...before, ...patch }
    if ((Object.keys(now) as (keyof View)[]).every((k) => same(now[k], before[k]))) return
    this.#view = now
    for (const f of [...this.#listeners]) f(now, before)
  }

  /** Calls f after every change, until the function returned is called. */
  subscribe(f: (now: View, before: View) => void): () => void {
    this.#listeners.add(f)
    return () => this.#listeners.delete(f)
  }
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, i) => x === b[i]))
}

/** Whether any of some parts of the view differ. */
export function differs(now: View, before: View, ...parts: (keyof View)[]): boolean {
  return parts.some((p) => !same(now[p], before[p]))
}
