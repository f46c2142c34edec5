// The scenario beside the network as it is known: on the map, and in a table.
import { h } from '../dom.ts'
import { comparisonAddress } from './addresses.ts'
import type { Desk } from './desk.ts'
import { changedRows } from './figures.ts'
import { button, enable, fillTable, scrolling } from './parts.ts'
import { named } from './say.ts'

/** The switch that shows the map before. */
export function beforeSwitch(desk: Desk): HTMLElement {
  const { say, app } = desk
  const b = button(say('showBefore'), () => {
    desk.put({ before: !desk.hand.before })
    app.announce(say(desk.hand.before ? 'mapIsBefore' : 'mapIsAfter'))
  }, 'wi-before')
  desk.onUpdate(() => {
    b.setAttribute('aria-pressed', String(desk.hand.before))
    enable(b, desk.session.changes.length > 0 && desk.session.state.answer !== null)
  })
  return b
}

/** Every territory whose coverage changes. */
export function comparison(desk: Desk): HTMLElement {
  const { say, format } = desk
  const table = h('table', { class: 'wi-table' })
  const box = scrolling(table, say('rowsCaption'))
  const none = h('p', { class: 'wi-hint' }, say('rowsNone'))
  const page = h('a', { class: 'wi-link' }, say('comparePage'))
  desk.onUpdate(() => {
    const { answer } = desk.session.state
    const rows = answer ? changedRows(answer) : []
    box.hidden = rows.length === 0
    none.hidden = rows.length > 0
    fillTable(table, say('rowsCaption'), [
      { title: say('colTerritory') }, { title: say('colBefore') }, { title: say('colAfter') }, { title: say('colCovered'), number: true },
    ], rows.map((t) => [
      named(t.name, t.code), say(t.status_before), say(t.status_after),
      `${format.count(t.before.neighbourhoods.covered)} → ${format.count(t.after.neighbourhoods.covered)} / ${format.count(t.after.neighbourhoods.total)}`,
    ]))
    const compact = desk.session.changes.length > 0 ? answer?.compact : null
    page.hidden = !compact
    if (compact) page.href = comparisonAddress(compact, desk.asked(), 'html')
  })
  return h('div', {}, none, box, h('p', {}, page))
}
