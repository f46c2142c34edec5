// The scenario beside the network as it is known: on the map, and in a table.
import { h } from '../dom.ts'
import { drawFilling, FILLINGS } from '../map/patterns.ts'
import { served } from '../place.ts'
import { comparisonAddress } from './addresses.ts'
import type { Desk } from './desk.ts'
import { changedRows } from './figures.ts'
import { button, enable, fillTable, scrolling } from './parts.ts'
import { named } from './say.ts'
import type { Word } from './words.ts'

/** The switch that shows the map before. */
export function beforeSwitch(desk: Desk): HTMLElement {
  const { say, app } = desk
  const b = button(say('showBefore'), () => {
    desk.put({ before: !desk.hand.before })
    app.announce(say(desk.hand.before ? 'mapIsBefore' : 'mapIsAfter'))
  }, 'wi-before')
  b.setAttribute('aria-label', say('showBeforeHow'))
  desk.onUpdate(() => {
    b.setAttribute('aria-pressed', String(desk.hand.before))
    enable(b, desk.session.changes.length > 0 && desk.session.state.answer !== null)
  })
  return b
}

/** What the marks of a scenario mean, while they are on the map. */
export function signs(desk: Desk): HTMLElement {
  const { say } = desk
  const marks: [string, Word][] = [['gained', 'legendGained'], ['lost', 'legendLost'], ['moved', 'legendMoved']]
  const changed = marks.map(([name, word]) => h('li', {}, swatch(name), say(word)))
  const chosen = h('li', {}, h('span', { class: 'wi-chosen' }), say('legendChosen'))
  desk.onUpdate(() => {
    const on = desk.session.changes.length > 0 && desk.session.state.answer !== null && !desk.hand.before
    for (const e of changed) e.hidden = !on
    chosen.hidden = desk.hand.centre === null
  })
  return h('ul', { class: 'wi-signs' }, ...changed, chosen)
}

/** The very filling that the map draws. */
function swatch(name: string): HTMLCanvasElement {
  const canvas = h('canvas', { width: 36, height: 24, 'aria-hidden': 'true' })
  const tile = h('canvas', { width: 32, height: 32 })
  tile.getContext('2d')!.putImageData(drawFilling(FILLINGS[name]!), 0, 0)
  const c = canvas.getContext('2d')!
  c.fillStyle = c.createPattern(tile, 'repeat')!
  c.fillRect(0, 0, canvas.width, canvas.height)
  return canvas
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
    if (compact) page.href = served(comparisonAddress(compact, desk.asked(), 'html'))
  })
  return h('div', {}, none, box, h('p', {}, page))
}
