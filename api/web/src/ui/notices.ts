// What went wrong, said over the map with what can be done about it.
import { Problem } from '../api.ts'
import type { App } from '../app.ts'
import { fill, h } from '../dom.ts'
import type { Shell } from '../shell.ts'
import type { Words } from '../words.ts'

export function mountNotices(app: App, shell: Shell, refused: string[]): void {
  const { words, figures, api } = app
  const show = (...nodes: (Node | string)[]) => {
    const close = h('button', { type: 'button', class: 'close', 'aria-label': words('close'), click: () => fill(shell.notices) }, h('span', { 'aria-hidden': 'true' }, '×'))
    fill(shell.notices, h('div', { class: 'notice', role: 'alert' }, h('div', {}, ...nodes), close))
  }
  if (refused.length > 0) show(h('p', {}, words('badAddress', refused.join(', '))), h('p', {}, h('a', { href: location.pathname }, words('openDefault'))))
  figures.onFailure((e) => show(
    ...problemText(words, e),
    h('p', {}, h('button', { type: 'button', class: 'as-link', click: () => { fill(shell.notices); void figures.refresh() } }, words('retry')))))
  figures.subscribe(() => {
    if (shell.notices.querySelector('.notice .as-link')) fill(shell.notices)
  })
  api.onGeneration(() => {
    show(h('p', {}, words('newData')))
    void figures.refresh()
  })
}

/** A failure in words, with what the service itself says of it and how to mend it. */
export function problemText(words: Words, e: unknown): HTMLElement[] {
  if (!(e instanceof Problem) || e.status === 0) return [h('p', {}, words('failed')), h('p', {}, words('failedHow'))]
  return [h('p', {}, words('refused', ''), h('span', { lang: 'en' }, e.detail || e.title)), ...(e.fix ? [h('p', { lang: 'en' }, e.fix)] : [])]
}

/** Says that the map cannot be drawn, where everything else still can. */
export function noMap(shell: Shell, words: Words): void {
  fill(shell.canvas, h('p', { class: 'no-map' }, words('noWebGL')))
}
