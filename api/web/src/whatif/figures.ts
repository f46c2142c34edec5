// Figures before and after, and what differs.
import { measures, type Figure, type Figures, type Load, type Measure, type Row, type ScenarioAnswer } from './answer.ts'

export interface FigureChange {
  measure: Measure
  before: number | null
  after: number | null
  difference: number | null // null where either is not known
  total: number | null
  share: number | null // after, of the total
  shareBefore: number | null
  approximate: boolean
}

/** Sets each measure before beside that after. */
export function figureChanges(before: Figures, after: Figures): FigureChange[] {
  return measures.map((measure) => ({ measure, ...beside(before[measure], after[measure]) }))
}

function beside(b: Figure, a: Figure): Omit<FigureChange, 'measure'> {
  return {
    before: b.covered,
    after: a.covered,
    difference: less(a.covered, b.covered),
    total: a.total,
    share: a.share,
    shareBefore: b.share,
    approximate: Boolean(a.approximate ?? b.approximate),
  }
}

/** Subtracts what is known; area in km² comes with four decimals. */
export function less(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.round((a - b) * 1e4) / 1e4
}

/**
 * Keeps the loads that a scenario changes, and those of the centres
 * it names, the most changed first.
 */
export function concerned(answer: ScenarioAnswer, named: Set<string>): Load[] {
  const weight = (l: Load) => Math.abs(less(l.after.neighbourhoods, l.before.neighbourhoods) ?? 0)
  return answer.loads
    .filter((l) => named.has(l.id) || JSON.stringify(l.before) !== JSON.stringify(l.after))
    .sort((x, y) => weight(y) - weight(x) || x.id.localeCompare(y.id))
}

/** Keeps the territories whose status or coverage differs. */
export function changedRows(answer: ScenarioAnswer): Row[] {
  return answer.territories.filter(
    (t) => t.status_before !== t.status_after || measures.some((m) => t.before[m].covered !== t.after[m].covered),
  )
}
