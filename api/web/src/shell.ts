// The frame of the map: a panel, the stage with the map in it, and a voice for
// who cannot see either.
import { h } from './dom.ts'
import type { Words } from './words.ts'

export interface Shell {
  root: HTMLElement
  panel: HTMLElement // scrolls
  stage: HTMLElement
  canvas: HTMLElement // where MapLibre draws
  notices: HTMLElement // what went wrong, or changed
  announce(text: string): void
  section(id: string, title: string, open?: boolean): HTMLElement
  /** Shows the whole panel, where only its top is seen. */
  expand(open: boolean): void
}

export function buildShell(root: HTMLElement, words: Words): Shell {
  const title = root.querySelector('h1')!
  root.querySelector('noscript')?.remove()
  const live = h('p', { class: 'aloud', role: 'status', 'aria-live': 'polite' })
  const notices = h('div', { class: 'notices' })
  const canvas = h('div', { class: 'canvas' })
  const body = h('div', { class: 'panel-body' })
  const grip = h('button', { type: 'button', class: 'grip', 'aria-expanded': 'false', 'aria-controls': 'panel-body', 'aria-label': words('expand') }, h('span', { 'aria-hidden': 'true' }))
  body.id = 'panel-body'
  const panel = h('div', { class: 'panel', role: 'region', 'aria-label': words('panel') }, grip, body)
  const stage = h('div', { class: 'stage' }, canvas, notices)
  body.append(title)
  root.replaceChildren(panel, stage, live)

  const expand = (open: boolean) => {
    panel.classList.toggle('open', open)
    grip.setAttribute('aria-expanded', String(open))
    grip.setAttribute('aria-label', words(open ? 'collapse' : 'expand'))
    if (!open) body.scrollTop = 0
  }
  grip.addEventListener('click', () => expand(!panel.classList.contains('open')))
  // What is reached by Tab must be seen, though the panel was low.
  body.addEventListener('focusin', (e) => {
    if (e.target instanceof Element && e.target.matches(':focus-visible')) expand(true)
  })
  return { root, panel: body, stage, canvas, notices, announce: voice(live), section: sections(body), expand }
}

/** Says one thing at a time: what comes quickly after replaces it. */
function voice(live: HTMLElement): (text: string) => void {
  let timer = 0
  return (text) => {
    clearTimeout(timer)
    timer = window.setTimeout(() => (live.textContent = text), 250)
  }
}

function sections(body: HTMLElement) {
  return (id: string, title: string, open = false): HTMLElement => {
    const inside = h('div', { class: 'section-body' })
    const section = h('details', { class: 'section', id: `section-${id}`, open }, h('summary', {}, h('h2', {}, title)), inside)
    body.append(section)
    return inside
  }
}
