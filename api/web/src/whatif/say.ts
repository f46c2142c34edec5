// Changes, ground and refusals in words.
import type { Patch, Problem } from './answer.ts'
import { unitsOf, type Change, type Ground, type Unit } from './change.ts'
import { isWord, type Say } from './words.ts'

/** Names tells what things are called; what is not known is called by its code. */
export interface Names {
  centre(id: string): string
  unit(unit: Unit): string
}

// listed is how many units a sentence names before it counts the rest.
const listed = 6

/** Tells one change. */
export function changeInWords(change: Change, names: Names, say: Say): string {
  const units = () => unitsInWords(unitsOf(change), names, say)
  switch (change.action) {
    case 'give': return say('giveTo', units(), names.centre(change.centre))
    case 'take': return say('takeFrom', units(), names.centre(change.centre))
    case 'move': return say('moveTo', units(), names.centre(change.from), names.centre(change.to))
    case 'create': return change.name ? say('createOf', change.name) : say('reopenOf', names.centre(change.centre))
    case 'close': return say('closeOf', names.centre(change.centre))
    case 'draw': return say('drawFor', names.centre(change.centre), String(vertices(change.geometry)))
    case 'erase': return say('eraseFor', names.centre(change.centre), String(vertices(change.geometry)))
  }
}

function vertices(ground: Ground): number {
  const polygons = ground.type === 'Polygon' ? [ground.coordinates] : ground.coordinates
  return polygons.flat().reduce((sum, ring) => sum + ring.length - 1, 0)
}

export function unitsInWords(units: Unit[], names: Names, say: Say): string {
  return joined(units.map((u) => names.unit(u)), say)
}

/** Writes a list as a sentence does: a, b et c. */
export function joined(items: string[], say: Say, most = listed): string {
  if (items.length > most + 1) return say('unitsMore', items.slice(0, most).join(', '), String(items.length - most))
  const last = items.at(-1)
  if (items.length < 2 || last === undefined) return items.join('')
  return say('and', items.slice(0, -1).join(', '), last)
}

/** Tells of units held whole and of parts of others. */
export function groundInWords(patch: Patch, say: Say): string {
  const whole = patch.units.map((u) => named(u.name, u.code))
  const parts = patch.pieces.map((u) => say('inPart', named(u.name, u.code)))
  return joined([...whole, ...parts], say, 2 * listed)
}

export function isEmpty(patch: Patch): boolean {
  return patch.units.length === 0 && patch.pieces.length === 0
}

export function named(name: string, code: string): string {
  return `${name} (${code})`
}

/** Refusal is a problem as a page says it: what is wrong, what to do. */
export interface Refusal {
  what: string
  fix: string
  foreign: boolean // in English whatever the language of the page
}

/**
 * Says a problem in the language of the page. A kind of problem
 * that has no words here is told as the service does, in English.
 */
export function refusalInWords(problem: Problem, changes: Change[], names: Names, say: Say): Refusal {
  const what = `refuse-${problem.reason}`
  const fix = `fix-${problem.reason}`
  if (!isWord(what) || !isWord(fix)) return { what: problem.detail, fix: problem.fix, foreign: true }
  const change = problem.change === undefined ? undefined : changes[problem.change]
  const centre = problem.centre ? names.centre(problem.centre) : ''
  const unit = problem.unit ? names.unit(problem.unit) : change ? unitsInWords(unitsOf(change), names, say) : ''
  const ground = problem.successors?.map((unit) => `${unit.name} (${unit.code})`).join(', ')
  const near = ground ? ` ${say('successors', ground)}` : problem.nearest ? ` ${say('nearest', problem.nearest)}` : ''
  return { what: say(what, centre, unit || say('somewhere')), fix: say(fix) + near, foreign: false }
}
