// What the service answers about scenarios: the parts the map reads.
import type { Figure as Known } from '../api.ts'
import type { components } from '../schemas.d.ts'
import type { Change, Level, Unit } from './change.ts'

export const measures = ['departments', 'neighbourhoods', 'neighbourhood_population', 'npnru_neighbourhoods', 'population', 'area_km2'] as const
export type Measure = (typeof measures)[number]

type Schemas = components['schemas']
type Result = Schemas['ScenarioResult']

export type Figure = Known
export type Figures = Record<Measure, Figure>
export type NamedUnit = Unit & { name: string }
export type Status = Result['status_changes'][number]['before']
export type Patch = Omit<Schemas['Patch'], 'units' | 'pieces'> & { units: NamedUnit[]; pieces: NamedUnit[] }
export type SharedPatch = Patch & { centres: string[] }
export type Burden = Schemas['Burden']
export type Load = Result['loads'][number]
export type CentreGround = Omit<Result['ground'][number], 'gained' | 'lost'> & { gained: Patch; lost: Patch }
export type Row = Pick<Result['territories'][number], 'code' | 'name' | 'status_before' | 'status_after' | 'centres'> & { before: Figures; after: Figures }

/** What the map reads of the answer about a scenario; its changes as the map makes them. */
export type ScenarioAnswer = Pick<Result, 'datetime' | 'level' | 'territory' | 'scope' | 'min_confidence' | 'qpv' | 'hash' | 'compact' | 'centres_known' | 'status_changes' | 'loads' | 'generation' | 'realignment'> & {
  changes: Change[]
  before: Figures
  after: Figures
  hypothetical: Figures
  territories: Row[]
  gaps_closed: Patch
  gaps_opened: Patch
  overlaps_created: SharedPatch[]
  overlaps_removed: SharedPatch[]
  ground: CentreGround[]
}

export type Proposals = Pick<Schemas['Proposals'], 'plan' | 'gaps'> & {
  before: Figures
  after: Figures
  scenario: { changes: Change[]; compact: string | null }
}
export type Centre = Pick<Schemas['CentreProperties'], 'id' | 'name' | 'named' | 'acronym'>

/** Problem is application/problem+json, of RFC 9457, as the service writes it. */
export interface Problem {
  title: string
  status: number
  detail: string
  fix: string
  nearest?: string
  /** Who has the ground of a code of the past today. */
  successors?: { level: Level; code: string; name: string }[]
  change?: number
  centre?: string
  unit?: { level: Level; code: string }
  reason?: string
}
