// The scenario as an address: to share, and to export.
import { h } from '../dom.ts'
import { pinned, served } from '../place.ts'
import { formatView, queryText } from '../view.ts'
import { assignmentsAddress, scenarioAddress, type Format } from './addresses.ts'
import type { Desk } from './desk.ts'
import { button } from './parts.ts'
import type { Word } from './words.ts'

const formats: [Format, Word][] = [['html', 'page'], ['csv', 'csv'], ['geojson', 'geojson'], ['json', 'json']]

export function sharing(desk: Desk): HTMLElement {
  const { say, app } = desk
  const field = h('input', { id: 'wi-share', type: 'text', readonly: true, focus: () => field.select() })
  const said = h('p', { class: 'wi-hint', role: 'status' })
  const copy = button(say('copy'), () => void copied(field).then((yes) => {
    said.textContent = say(yes ? 'copied' : 'copyByHand')
  }), 'wi-main')
  const links = formats.map(([format, word]) => ({ format, a: h('a', { class: 'wi-link', download: format === 'csv' || format === 'geojson' ? '' : null }, say(word)) }))
  const assignments = h('a', { class: 'wi-link', download: '' }, say('assignmentsCSV'))
  const none = h('p', { class: 'wi-hint' })
  const box = h('div', { class: 'wi-share' }, h('label', { for: 'wi-share' }, say('link')), field, h('div', { class: 'wi-row' }, copy), said,
    h('ul', { class: 'wi-exports' }, ...links.map((l) => h('li', {}, l.a))))
  const refresh = () => {
    const { answer } = desk.session.state
    const edited = desk.session.changes.length > 0 && answer !== null
    const compact = edited ? answer.compact : null
    box.hidden = !compact
    none.hidden = !!compact
    none.textContent = edited ? say('tooLong') : say('shareNone')
    assignments.href = served(`${assignmentsAddress(desk.asked())}&f=csv`)
    if (!compact) return
    for (const l of links) l.a.href = served(scenarioAddress(compact, desk.asked(), l.format))
    const address = linkTo(desk, answer!.generation)
    if (field.value !== address) said.textContent = ''
    field.value = address
  }
  desk.onUpdate(refresh)
  app.store.subscribe(refresh)
  return h('div', { class: 'wi-share' }, none, box, h('p', {}, assignments))
}

/** The address of the view with its scenario, and of the data its figures are of. */
function linkTo(desk: Desk, generation: string): string {
  const q = formatView(desk.app.store.get())
  if (pinned) q.set('generation', pinned)
  return `${location.origin}${location.pathname}?${queryText(q)}#data=${generation}`
}

/** Copies what a field holds; false where the browser does not let us: it is then selected. */
async function copied(field: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    field.focus()
    field.select()
    try {
      return document.execCommand('copy') // the one way left on plain http
    } catch {
      return false
    }
  }
}
