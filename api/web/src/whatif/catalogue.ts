// What centres and territories are called, and who holds what.
import type { Centre, NamedUnit, ScenarioAnswer } from './answer.ts'
import { unitsOf, type Change, type Unit } from './change.ts'
import { named, type Names } from './say.ts'
import type { Say } from './words.ts'

export interface Place {
  level: string
  code: string
  name: string
}

/** A pair of the crosswalk of regions: which departments the two share. */
export interface RegionPair {
  since: { code: string }
  department_codes: string[]
}

export class Catalogue implements Names {
  readonly #units = new Map<string, string>()
  readonly #created = new Map<string, string>()
  readonly departments: NamedUnit[] // and collectivities
  readonly regions: (NamedUnit & { departments: string[] })[]

  constructor(readonly centres: Centre[], places: Place[], pairs: RegionPair[], private readonly say: Say) {
    const units = places as NamedUnit[]
    for (const u of units) this.#units.set(key(u), u.name)
    this.departments = units.filter((u) => u.level === 'department' || u.level === 'collectivity')
    this.regions = units
      .filter((u) => u.level === 'region')
      .map((u) => ({ ...u, departments: pairs.filter((p) => p.since.code === u.code).flatMap((p) => p.department_codes) }))
  }

  /** Learns the names that an answer and its changes bring. */
  learn(answer: ScenarioAnswer): void {
    const patches = [answer.gaps_closed, answer.gaps_opened, ...answer.ground.flatMap((g) => [g.gained, g.lost])]
    for (const u of patches.flatMap((p) => [...p.units, ...p.pieces])) this.#units.set(key(u), u.name)
    this.#created.clear()
    for (const c of answer.changes) if (c.action === 'create' && c.name) this.#created.set(c.centre, c.name)
  }

  /** Learns the name of one unit. */
  call(unit: Unit, name: string): void {
    this.#units.set(key(unit), name)
  }

  centre(id: string): string {
    const known = this.centres.find((c) => c.id === id)
    if (known) return known.named ? known.name : this.say('unnamed', id)
    return this.#created.get(id) ?? id
  }

  unit(unit: Unit): string {
    const name = this.#units.get(key(unit))
    if (name === undefined) return unit.level === 'epci' ? this.say('epci', unit.code) : unit.level === 'commune' ? this.say('communeOf', unit.code) : unit.code
    return unit.level === 'region' || unit.level === 'region-2015' ? this.say('regionWhole', name) : named(name, unit.code)
  }

  /** Whether an identifier is that of a centre, known or created by changes. */
  isCentre(id: string, changes: Change[]): boolean {
    return this.centres.some((c) => c.id === id) || changes.some((c) => c.action === 'create' && c.centre === id)
  }

  /** The centres that changes create, those closed again left out. */
  createdBy(changes: Change[]): string[] {
    const ids = new Set<string>()
    for (const c of changes) {
      if (c.action === 'create' && !this.centres.some((k) => k.id === c.centre)) ids.add(c.centre)
      if (c.action === 'close') ids.delete(c.centre)
    }
    return [...ids]
  }

  /** The departments and collectivities a unit is made of; null where it is finer. */
  parts(unit: Unit): string[] | null {
    if (unit.level === 'department' || unit.level === 'collectivity') return [unit.code]
    if (unit.level !== 'region') return null
    return this.regions.find((r) => r.code === unit.code)?.departments ?? null
  }

  /** The department that a commune lies in, by its code; null of other units. */
  around(unit: Unit): string[] | null {
    if (unit.level !== 'commune') return null
    const code = unit.code.slice(0, /^9[78]/.test(unit.code) ? 3 : 2)
    return this.departments.some((d) => d.code === code) ? [code] : null
  }
}

const key = (u: Unit) => `${u.level}/${u.code}`

/** Who holds how much of a unit. */
export interface Holding {
  some: string[] // centres that hold some of it
  whole: string[] // those that hold all of it, as far as departments tell
}

/** holding reads who holds a unit from the departments of an answer. */
export function holding(answer: ScenarioAnswer, parts: string[]): Holding {
  const rows = answer.territories.filter((t) => parts.includes(t.code))
  const some = [...new Set(rows.flatMap((t) => t.centres))].sort()
  const all = (id: string) => rows.length > 0 && rows.every((t) => t.status_after === 'covered' && t.centres.includes(id))
  return { some, whole: some.filter(all) }
}

/** Whether changes name ground finer than departments, which rows cannot tell apart. */
export function finer(changes: Change[]): boolean {
  return changes.some((c) => 'geometry' in c || unitsOf(c).some((u) => u.level === 'commune' || u.level === 'epci'))
}
