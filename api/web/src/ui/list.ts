// The territories as a table: what the map says, for who does not see it, and a
// way to choose one without it.
import type { Coverage, Territory } from '../api.ts'
import { layerOf, type App } from '../app.ts'
import { fill, h } from '../dom.ts'
import { day, percent, count } from '../numbers.ts'
import type { Shell } from '../shell.ts'
import { differs } from '../view.ts'
import { swatch } from './legend.ts'

const order = { uncovered: 0, partial: 1, covered: 2 }

export function mountList(app: App, shell: Shell): void {
  const { words, figures, store } = app
  const body = app.panel('list', words('list'))
  const section = body.parentElement as HTMLDetailsElement
  let stale = true
  const show = (answer: Coverage) => {
    stale = !section.open
    if (stale) return
    const rows = [...answer.territories].sort((a, b) => order[a.status] - order[b.status] || a.name.localeCompare(b.name, words.lang))
    fill(body, h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': words('list') },
      h('table', {}, h('caption', {}, words('listCaption', day(words.lang, answer.datetime))),
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, words('name')), h('th', { scope: 'col' }, words('status')), h('th', { scope: 'col', class: 'n' }, words('share')))),
        h('tbody', {}, ...rows.map((t) => row(app, shell, answer, t))))))
  }
  figures.subscribe(show)
  section.addEventListener('toggle', () => {
    const answer = figures.current()
    if (section.open && stale && answer) show(answer)
  })
  store.subscribe((now, before) => {
    const answer = figures.current()
    if (answer && differs(now, before, 'measure')) show(answer)
  })
}

function row(app: App, shell: Shell, answer: Coverage, t: Territory): HTMLElement {
  const { words, store } = app
  const f = t.measures[store.get().measure]
  const text = f?.share == null ? '–' : percent(words.lang, f.share)
  const of = f?.covered == null || f.total == null ? '' : words('coveredOf', count(words.lang, f.covered), count(words.lang, f.total))
  const choose = () => {
    store.set({ selected: `${layerOf(answer.level, t.code)}/${t.code}` })
    shell.expand(false)
  }
  return h('tr', {},
    h('th', { scope: 'row' }, h('button', { type: 'button', class: 'as-link', click: choose }, t.name), h('small', {}, t.code)),
    h('td', { class: 'state' }, swatch(t.status), ' ', words(t.status)),
    h('td', { class: 'n' }, text, h('small', {}, of)))
}
