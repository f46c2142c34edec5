// What the scenario changes: figures, gaps, overlaps, loads.
import { fill, h } from '../dom.ts'
import type { Burden, Patch, ScenarioAnswer } from './answer.ts'
import { centresOf } from './change.ts'
import type { Desk } from './desk.ts'
import { concerned, figureChanges, less } from './figures.ts'
import { fillTable, put, scrolling } from './parts.ts'
import { groundInWords, isEmpty, joined } from './say.ts'
import type { Word } from './words.ts'

/** The figure that matters most, large, with what it was. */
export function verdict(desk: Desk): HTMLElement {
  const { say, format } = desk
  const value = h('span', { class: 'wi-value' })
  const of = h('span', { class: 'wi-of' })
  const gap = h('span', { class: 'wi-gap' })
  const against = h('p', { class: 'wi-against' })
  desk.onUpdate(() => {
    const { answer, base } = desk.session.state
    const shown = answer ?? base
    if (!shown) return
    const { covered, total, share } = shown.after.neighbourhoods
    const was = shown.before.neighbourhoods
    value.textContent = format.count(covered)
    of.textContent = total === null ? '' : say('verdictOf', format.count(total), format.percent(share))
    const difference = less(covered, was.covered)
    const edited = desk.session.changes.length > 0 && answer !== null
    gap.textContent = edited ? format.signed(difference) : ''
    gap.className = `wi-gap ${difference ? (difference > 0 ? 'wi-up' : 'wi-down') : ''}`
    put(against, edited ? say('sentenceAgainst', format.count(was.covered), format.percent(was.share)) : '')
  })
  return h('div', { class: 'wi-verdict' }, h('p', { class: 'wi-figure' }, value, ' ', gap, ' ', of), against)
}

/** Everything else that changes, in tables and sentences. */
export function outcome(desk: Desk): HTMLElement {
  const { say } = desk
  const figures = h('table', { class: 'wi-table' })
  const loads = h('table', { class: 'wi-table' })
  const words = h('div', { class: 'wi-words' })
  const loadsBox = h('div', {}, h('h4', {}, say('loads')), scrolling(loads, say('loads')))
  desk.onUpdate(() => {
    const { answer, base } = desk.session.state
    const shown = answer ?? base
    if (!shown) return
    figureTable(desk, figures, shown)
    const named = new Set([...desk.session.changes.flatMap(centresOf), ...(desk.hand.centre ? [desk.hand.centre] : [])])
    loadsBox.hidden = loadTable(desk, loads, shown, named) === 0
    fill(words, ...sentences(desk, shown))
  })
  return h('div', {}, scrolling(figures, say('outcome')), words, loadsBox)
}

function figureTable(desk: Desk, table: HTMLTableElement, answer: ScenarioAnswer): void {
  const { say, format } = desk
  fillTable(table, say('figuresCaption', format.day(answer.datetime)), [
    { title: say('colMeasure') }, { title: say('colBefore'), number: true }, { title: say('colAfter'), number: true },
    { title: say('colDifference'), number: true },
  ], figureChanges(answer.before, answer.after).map((f) => [
    twoLines(say(f.measure), f.total === null ? '' : say('ofTotal', format.count(f.total))), twoLines(format.count(f.before), share(f.shareBefore)), twoLines(format.count(f.after), share(f.share)),
    format.signed(f.difference),
  ]))
  function share(v: number | null): string {
    return v === null ? '' : format.percent(v)
  }
}

function twoLines(first: string, second: string): HTMLElement {
  return h('span', {}, first, second && h('small', {}, second))
}

const burdens = ['neighbourhoods', 'neighbourhood_population', 'city_contracts'] as const satisfies (keyof Burden)[]

function loadTable(desk: Desk, table: HTMLTableElement, answer: ScenarioAnswer, named: Set<string>): number {
  const { say, format, catalogue } = desk
  const rows = concerned(answer, named)
  fillTable(table, say('loadsCaption'),
    [{ title: say('colCentre') }, ...burdens.map((b) => ({ title: say(`load ${b}`), number: true }))],
    rows.map((l) => [catalogue.centre(l.id), ...burdens.map((b) => {
      const difference = less(l.after[b], l.before[b])
      const apart = l.after[`${b}_undetermined`]
      const small = [difference ? `${format.signed(difference)} (${format.count(l.before[b])})` : '', apart ? say('apart', format.count(apart)) : '']
      return twoLines(format.count(l.after[b]), small.filter(Boolean).join(' · '))
    })]))
  return rows.length
}

/** Gaps, overlaps, ground lost, regions, and what the figures rest on. */
function sentences(desk: Desk, answer: ScenarioAnswer): HTMLElement[] {
  if (desk.session.changes.length === 0 || !desk.session.state.answer) return []
  const { say } = desk
  return [
    ...section(say('gaps'), gapLines(desk, answer), say('gapsSame')),
    ...section(say('overlaps'), overlapLines(desk, answer), say('overlapsSame')),
    ...section(say('realignment'), regionLines(desk, answer), say('turnsNone')),
    ...footLines(desk, answer).map((text) => h('p', { class: 'wi-hint' }, text)),
  ]
}

function section(title: string, lines: string[], none: string): HTMLElement[] {
  return [h('h4', {}, title), lines.length === 0 ? h('p', {}, none) : h('ul', {}, ...lines.map((l) => h('li', {}, l)))]
}

function gapLines(desk: Desk, answer: ScenarioAnswer): string[] {
  const { say, catalogue } = desk
  const line = (word: Word, patch: Patch) => (isEmpty(patch) ? [] : [say(word, counted(desk, patch))])
  const lost = answer.ground.filter((g) => !isEmpty(g.lost)).map((g) => {
    const takers = g.lost_to.map((id) => catalogue.centre(id))
    return takers.length > 0
      ? say('lostTo', catalogue.centre(g.id), groundInWords(g.lost, say), joined(takers, say))
      : say('lostToNone', catalogue.centre(g.id), groundInWords(g.lost, say))
  })
  return [...line('gapsClosed', answer.gaps_closed), ...line('gapsOpened', answer.gaps_opened), ...lost]
}

/** Ground in words, with its neighbourhoods where they are known, and those that lie partly there. */
function counted(desk: Desk, patch: Patch): string {
  const words = groundInWords(patch, desk.say)
  if (patch.neighbourhoods_undetermined) return desk.say('withHoodsApart', words, desk.format.count(patch.neighbourhoods), desk.format.count(patch.neighbourhoods_undetermined))
  return patch.neighbourhoods ? desk.say('withHoods', words, desk.format.count(patch.neighbourhoods)) : words
}

function overlapLines(desk: Desk, answer: ScenarioAnswer): string[] {
  const { say, catalogue } = desk
  const line = (word: Word, list: ScenarioAnswer['overlaps_created']) =>
    list.map((o) => say(word, joined(o.centres.map((id) => catalogue.centre(id)), say), counted(desk, o)))
  return [...line('overlapsCreated', answer.overlaps_created), ...line('overlapsRemoved', answer.overlaps_removed)]
}

function regionLines(desk: Desk, answer: ScenarioAnswer): string[] {
  const { say, format } = desk
  const { before, after, changes } = answer.realignment
  const turns = changes.map((t) => say('turn', t.name, say(`region-${t.from}` as Word), say(`region-${t.to}` as Word)))
  const [was, is] = [before.counts['aligned'] ?? 0, after.counts['aligned'] ?? 0]
  return was === is ? turns : [...turns, say('alignedCount', format.count(is), format.count(was))]
}

function footLines(desk: Desk, answer: ScenarioAnswer): string[] {
  const { say, format } = desk
  const { after, before, hypothetical } = answer
  const out: string[] = []
  const { covered, undetermined } = hypothetical.neighbourhoods
  if (undetermined) out.push(say('hypotheticalApart', format.count(covered), format.count(undetermined)))
  else if (covered) out.push(say('hypothetical', format.count(covered)))
  if (after.neighbourhoods.unsourced) out.push(say('unsourced', format.count(after.neighbourhoods.unsourced), format.count(before.neighbourhoods.unsourced ?? 0)))
  if (after.neighbourhoods.undetermined) out.push(say('undetermined', format.count(after.neighbourhoods.undetermined)))
  if (concerned(answer, new Set()).some((l) => burdens.some((b) => l.after[`${b}_undetermined`]))) out.push(say('loadsApart'))
  if (after.area_km2.approximate) out.push(say('approximate'))
  return out
}
