// The one client of the service. Every refusal becomes a Problem; a request is
// dropped when a newer one takes its place.
import { served } from './place.ts'
import type { View } from './view.ts'

/** What the service says when it refuses (RFC 9457). */
export class Problem extends Error {
  constructor(readonly status: number, readonly title: string, readonly detail: string, readonly fix: string, readonly type = '',
    /** The other members of the problem: of a scenario, the change at fault. */
    readonly about: Readonly<Record<string, unknown>> = {}) {
    super(detail || title)
    this.name = 'Problem'
  }
}

export interface Figure {
  covered: number | null
  total: number | null
  share: number | null
  unsourced?: number
  approximate?: boolean
  of?: string
  reason?: string
  evidence?: Record<'attested' | 'up_to_1_year' | 'up_to_3_years' | 'up_to_5_years' | 'older' | 'undated', number | null>
  band?: Record<'high' | 'medium' | 'low', { covered: number | null; share: number | null }>
}

export type FigureSet = Record<string, Figure>
export type Status = 'covered' | 'partial' | 'uncovered'

export interface Territory {
  code: string
  name: string
  status: Status
  centres: string[]
  evidence_year?: number | null
  measures: FigureSet
}

export interface Coverage {
  datetime: string
  level: string
  territory: string
  centres: { known: number; published?: number; published_at?: string }
  totals: FigureSet
  territories: Territory[]
  generation: string
  scenario?: true // what a scenario would make so, not what is known
}

export interface Place {
  level: string
  code: string
  name: string
  bbox: [number, number, number, number] | null
  label: [number, number] | null
}

export interface MapIndex {
  layers: string[]
  places: Place[]
  generation: string
}

export interface UnitRef { level: string; code: string; name: string }

export interface TrajectoryEvent {
  centre: string
  name: string
  kinds: string[]
  date: { text: string; precision: string }
  gained: { whole: UnitRef[]; part: UnitRef[] }
  lost: { whole: UnitRef[]; part: UnitRef[] }
}

export interface Trajectory {
  from: string
  to: string
  start: { datetime: string; totals: FigureSet }
  steps: { datetime: string; events: TrajectoryEvent[]; after: { totals: FigureSet } }[]
}

export interface Centre { id: string; name: string; named: boolean; acronym: string | null; seat: string | null; website: string | null; status: string | null }

export interface Perimeter {
  id: string
  centre: string
  from: string | null
  to: string | null
  first_day: string | null
  last_day: string | null
  scope: string
  confidence: string
  sourced: boolean
  sources: string[]
  units: UnitRef[]
  drawn: boolean
  note: string | null
}

type Query = Record<string, string | number | undefined>

/** The part of a view that is asked of every analysis of a day. */
export function dayQuery(view: View): Record<string, string> {
  const { datetime, scope, min_confidence, qpv } = view
  return { datetime, scope, min_confidence, qpv }
}

export interface Sent { path: string; query?: Query; method?: string; body?: unknown; lane?: string }

export class Api {
  #lanes = new Map<string, AbortController>()
  #onGeneration = new Set<(generation: string) => void>()

  constructor(public generation: string) {}

  /** Tells when the service has other data than the map began with. */
  onGeneration(f: (generation: string) => void): void {
    this.#onGeneration.add(f)
  }

  /** Asks for JSON. In one lane a newer request drops the older, which rejects with an AbortError. */
  async get<T>(path: string, query: Query = {}, lane = ''): Promise<T> {
    return this.send<T>({ path, query, lane })
  }

  /** Sends JSON, and reads JSON. */
  async post<T>(path: string, body: unknown, query: Query = {}, lane = ''): Promise<T> {
    return this.send<T>({ path, query, method: 'POST', body, lane })
  }

  async send<T>({ path, query = {}, method = 'GET', body, lane = '' }: Sent): Promise<T> {
    const control = new AbortController()
    if (lane) {
      this.#lanes.get(lane)?.abort()
      this.#lanes.set(lane, control)
    }
    const headers: Record<string, string> = { Accept: 'application/json' }
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    let answer: Response
    try {
      answer = await fetch(address(path, query), {
        method, headers, signal: control.signal, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    } catch (e) {
      if (isAbort(e)) throw e
      throw new Problem(0, 'offline', String(e), '')
    }
    if (!answer.ok) throw await problemOf(answer)
    this.#heed(answer.headers.get('X-Generation'))
    return (await answer.json()) as T
  }

  #heed(generation: string | null): void {
    if (!generation || generation === this.generation) return
    this.generation = generation
    for (const f of this.#onGeneration) f(generation)
  }
}

/** The address of a question, without what is undefined. */
export function address(path: string, query: Query = {}): string {
  const q = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== '') q.set(name, String(value))
  const text = q.toString()
  return served(text ? `${path}?${text}` : path)
}

async function problemOf(answer: Response): Promise<Problem> {
  try {
    const p = (await answer.json()) as { title?: string; detail?: string; fix?: string; type?: string }
    return new Problem(answer.status, p.title ?? '', p.detail ?? '', p.fix ?? '', p.type ?? '', p)
  } catch {
    return new Problem(answer.status, `HTTP ${answer.status}`, '', '')
  }
}

/** Whether an error says no more than that a newer request took over. */
export function isAbort(e: unknown): boolean {
  return e instanceof DOMException && e.name === 'AbortError'
}
