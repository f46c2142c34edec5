// The one client of the service. Every refusal becomes a Problem; a request is
// dropped when a newer one takes its place.
import { served } from './place.ts'
import type { components } from './schemas.d.ts'
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

type Schemas = components['schemas']

/** What the map reads of an answer must be there; the rest may be. */
type Reads<T, K extends keyof T> = Pick<T, K> & Partial<T>

export type Figure = Reads<Schemas['Figure'], 'covered' | 'total' | 'share'>
/** Figures by the name of the measure, which the view holds as a text. */
export type FigureSet = Record<string, Figure>
export type Status = Schemas['Coverage']['territories'][number]['status']
export type Territory = Pick<Schemas['Coverage']['territories'][number], 'code' | 'name' | 'status' | 'centres'> & {
  evidence_year?: number | null // a scenario has none
  measures: FigureSet
}

export type Coverage = Pick<Schemas['Coverage'], 'datetime' | 'generation'> & {
  level: string
  territory: string
  centres: Reads<Schemas['Coverage']['centres'], 'known'>
  totals: FigureSet
  territories: Territory[]
  scenario?: true // what a scenario would make so, not what is known
}

export type MapIndex = Schemas['Map']
export type Place = Schemas['MapPlace']
export type UnitRef = Schemas['UnitReference']
export type TrajectoryEvent = Pick<Schemas['Event'], 'centre' | 'name' | 'kinds' | 'date' | 'gained' | 'lost'>

export type Trajectory = Pick<Schemas['Trajectory'], 'from' | 'to'> & {
  start: { datetime: string; totals: FigureSet }
  steps: { datetime: string; events: TrajectoryEvent[]; after: { totals: FigureSet } }[]
}

export type Centre = Pick<Schemas['CentreProperties'], 'id' | 'name' | 'named' | 'acronym' | 'seat' | 'website'> & { status: string | null }
export type Perimeter = Schemas['Perimeter']

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
