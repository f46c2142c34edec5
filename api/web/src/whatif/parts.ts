// The small elements that the panel is made of.
import { h } from '../dom.ts'

type Child = Node | string | null | undefined | false

/** A button that is never `disabled`: focus stays on it when it can do nothing. */
export function button(text: string, act: () => void, kind = ''): HTMLButtonElement {
  const b = h('button', { type: 'button', class: `wi-button ${kind}`.trim() }, text)
  b.addEventListener('click', () => {
    if (b.getAttribute('aria-disabled') !== 'true') act()
  })
  return b
}

export function enable(b: HTMLButtonElement, yes: boolean): void {
  if (yes) b.removeAttribute('aria-disabled')
  else b.setAttribute('aria-disabled', 'true')
}

/** A part of the panel with a heading, that opens and closes. */
export function fold(id: string, title: string, open: boolean, ...children: Child[]): HTMLDetailsElement {
  return h('details', { id, class: 'wi-fold', open }, h('summary', {}, h('h3', {}, title)), ...children)
}

export interface Column {
  title: string
  number?: boolean
}

/** Fills a table: the first cell of each row is its header. A cell may have a second line. */
export function fillTable(table: HTMLTableElement, caption: string, columns: Column[], rows: Child[][]): void {
  const kind = (i: number) => (columns[i]?.number ? 'n' : '')
  table.replaceChildren(
    h('caption', {}, caption),
    h('thead', {}, h('tr', {}, ...columns.map((c, i) => h('th', { scope: 'col', class: kind(i) }, c.title)))),
    h('tbody', {}, ...rows.map((cells) => h('tr', {}, ...cells.map((cell, i) =>
      i === 0 ? h('th', { scope: 'row' }, cell) : h('td', { class: kind(i) }, cell))))),
  )
}

/** A table that scrolls by itself where it is wider than the panel, by the keyboard too. */
export function scrolling(table: HTMLTableElement, label: string): HTMLElement {
  return h('div', { class: 'wi-scroll', role: 'region', 'aria-label': label, tabindex: 0 }, table)
}

/** A paragraph that is hidden while it says nothing. */
export function put(e: HTMLElement, text: string): void {
  e.textContent = text
  e.hidden = text === ''
}
