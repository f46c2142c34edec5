// What the service answers about scenarios: the parts the map reads.
import type { Figure as Known } from '../api.ts'
import type { Change, Level, Unit } from './change.ts'

export const measures = ['departments', 'neighbourhoods', 'neighbourhood_population', 'npnru_neighbourhoods', 'population', 'area_km2'] as const
export type Measure = (typeof measures)[number]

export interface Figure extends Known {
  undetermined?: number
}
export type Figures = Record<Measure, Figure>

export interface NamedUnit extends Unit {
  name: string
}

/** What ground may hold beside what it holds whole. */
export interface Apart {
  population_undetermined: number
  neighbourhoods_undetermined: number
  neighbourhood_population_undetermined: number | null
  npnru_neighbourhoods_undetermined: number | null
}

export interface Patch extends Apart {
  units: NamedUnit[]
  pieces: NamedUnit[]
  area_km2: number | null
  population: number | null
  neighbourhoods: number | null
  neighbourhood_population: number | null
  npnru_neighbourhoods: number | null
}

export type Status = 'covered' | 'partial' | 'uncovered'

export interface Row {
  code: string
  name: string
  status_before: Status
  status_after: Status
  centres: string[] // after
  before: Figures
  after: Figures
}

export interface Burden extends Apart {
  neighbourhoods: number | null
  neighbourhood_population: number | null
  npnru_neighbourhoods: number | null
  population: number | null
  area_km2: number | null
  city_contracts: number
  city_contracts_undetermined: number
}

export interface Load {
  id: string
  name: string
  before: Burden
  after: Burden
}

export interface CentreGround {
  id: string
  name: string
  gained: Patch
  lost: Patch
  lost_to: string[]
}

export interface Turn {
  code: string
  name: string
  from: string
  to: string
}

export interface Standing {
  counts: Record<string, number>
  index: { neighbourhoods: number | null }
}

export interface ScenarioAnswer {
  datetime: string
  level: string
  territory: string
  scope: string
  min_confidence: string
  qpv: string
  hash: string
  compact: string | null // too long for an address
  changes: Change[]
  before: Figures
  after: Figures
  hypothetical: Figures
  centres_known: { before: number; after: number }
  realignment: { before: Standing; after: Standing; changes: Turn[] }
  territories: Row[]
  status_changes: (NamedUnit & { before: Status; after: Status })[]
  gaps_closed: Patch
  gaps_opened: Patch
  overlaps_created: (Patch & { centres: string[] })[]
  overlaps_removed: (Patch & { centres: string[] })[]
  ground: CentreGround[]
  loads: Load[]
  generation: string
}

export interface Candidate {
  centre: string
  score: number
  load_after: number
}

export interface GapCandidates extends NamedUnit {
  neighbourhoods: number
  reason?: string
  candidates: Candidate[]
  parts?: GapCandidates[]
}

export interface Proposals {
  plan: {
    proven: boolean
    assignments: (NamedUnit & { centre: string; created: boolean; from: string[] })[]
    created: { id: string; region: NamedUnit }[]
    closed: string[]
    unreachable: (NamedUnit & { neighbourhoods: number; reason: string })[]
  }
  gaps: GapCandidates[]
  before: Figures
  after: Figures
  scenario: { changes: Change[]; compact: string | null }
}

export interface Assignment extends NamedUnit {
  centre: string | null
  centre_name: string | null
}

export interface Centre {
  id: string
  name: string
  named: boolean
  acronym: string | null
}

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
