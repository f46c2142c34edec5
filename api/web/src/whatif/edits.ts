// Edits of a list of changes. Every function returns a new list.
import { centresOf, plainUnit, sameUnit, type Change, type Unit } from './change.ts'

/**
 * Gives a unit to a centre or takes it from it. Where that undoes what
 * one change did, and nothing else hangs on it, the unit leaves that change
 * instead: a click and a second click are no change. `plain` says that the base
 * network makes the two equal: of a take, that the centre held nothing of the
 * unit there; of a give, that it held all of it.
 */
export function handOver(changes: Change[], action: 'give' | 'take', centre: string, unit: Unit, plain: boolean): Change[] {
  const at = plain ? undoes(changes, action, centre, unit) : -1
  return at < 0 ? [...changes, { action, centre, units: [plainUnit(unit)] }] : withoutUnit(changes, at, unit)
}

// undoes finds the change that alone speaks of the unit for this centre, and
// does the opposite; -1 where there is none, or where other changes of the
// centre name other kinds of ground, which may lie in the unit.
function undoes(changes: Change[], action: 'give' | 'take', centre: string, unit: Unit): number {
  let at = -1
  for (const [i, change] of changes.entries()) {
    if (!centresOf(change).includes(centre)) continue
    if (change.action === 'create') continue
    if (change.action !== 'give' && change.action !== 'take') return -1
    if (change.units.some((u) => u.level !== unit.level)) return -1
    if (!change.units.some((u) => sameUnit(u, unit))) continue
    if (at >= 0 || change.action === action) return -1
    at = i
  }
  return at
}

function withoutUnit(changes: Change[], at: number, unit: Unit): Change[] {
  return changes.flatMap((change, i) => {
    if (i !== at || !('units' in change)) return [change]
    const units = change.units.filter((u) => !sameUnit(u, unit))
    return units.length > 0 ? [{ ...change, units }] : []
  })
}

/** Leaves one change out. */
export function without(changes: Change[], at: number): Change[] {
  return changes.filter((_, i) => i !== at)
}

/**
 * Makes an identifier of a name, unlike those that are taken: lower-case
 * letters, digits and hyphens.
 */
export function newID(name: string, taken: (id: string) => boolean): string {
  const plain = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  const stem = plain || 'centre'
  let id = stem
  for (let n = 2; taken(id); n++) id = `${stem}-${n}`
  return id
}
