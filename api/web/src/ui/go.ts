// Ways to the mainland and to each territory overseas, which no one view holds.
import type { App } from '../app.ts'
import { fill, h } from '../dom.ts'
import { MAINLAND } from '../map/create.ts'
import type { Shell } from '../shell.ts'
import type { Status } from '../api.ts'
import { swatch } from './legend.ts'

const overseas = ['971', '972', '973', '974', '976', '978', '987']

export function mountGo(app: App, shell: Shell): void {
  const { words, index, figures } = app
  const list = h('ul', {})
  const go = (box: [number, number, number, number]) => {
    app.goTo(box)
    shell.expand(false)
  }
  list.append(h('li', {}, h('button', { type: 'button', click: () => go(MAINLAND) }, words('place metropole'))))
  const marks = new Map<string, HTMLElement>()
  for (const code of overseas) {
    const place = index.places.find((p) => p.code === code && (p.level === 'department' || p.level === 'collectivity'))
    if (!place?.bbox) continue
    const box = place.bbox
    const mark = h('span', { class: 'go-mark' })
    marks.set(code, mark)
    list.append(h('li', {}, h('button', { type: 'button', click: () => go(box) }, mark, place.name)))
  }
  shell.stage.append(h('nav', { class: 'go', 'aria-label': words('goTo') }, list))
  // Each says how it stands, since the view of the mainland does not show it.
  figures.subscribe((answer) => {
    for (const [code, mark] of marks) {
      const row = answer.territories.find((t) => t.code === code || regionOf[t.code] === code && answer.level !== 'department')
      const status: Status | undefined = row?.status
      fill(mark, status ? swatch(status) : null, status ? h('span', { class: 'unseen' }, `${words(status)}, `) : null)
    }
  })
}

/** Overseas regions and their one department, by the codes of both. */
const regionOf: Record<string, string> = { '01': '971', '02': '972', '03': '973', '04': '974', '06': '976' }
