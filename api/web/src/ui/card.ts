// The card of what is chosen. It opens beside the map, takes the focus from who
// came by keyboard, and gives it back when it closes.
import { isAbort, Problem } from '../api.ts'
import { levelOf, type App } from '../app.ts'
import { fill, h } from '../dom.ts'
import type { Box, Camera } from '../map/camera.ts'
import { kindWord } from '../map/create.ts'
import type { Shell } from '../shell.ts'
import { differs } from '../view.ts'
import { centreCard } from './card_centre.ts'
import { neighbourhoodCard, overlapCard } from './card_other.ts'
import { unitCard } from './card_unit.ts'

/** What a card says: a name, what kind of thing it is, and the rest. */
export interface CardContent {
  title: string
  kind: string
  body: (Node | null)[]
  box?: Box | null
}

/** placed says that the address holds what is to be seen: the first card then leaves it so. */
export function mountCard(app: App, shell: Shell, camera: Camera, placed: boolean): void {
  const { words, store } = app
  const title = h('h2', { tabindex: -1, id: 'card-title' })
  const kind = h('p', { class: 'card-kind' })
  const body = h('div', { class: 'card-body' })
  const close = h('button', { type: 'button', class: 'close', 'aria-label': words('close') }, h('span', { 'aria-hidden': 'true' }, '×'))
  const card = h('section', { class: 'card', 'aria-labelledby': 'card-title', hidden: true }, h('div', { class: 'card-head' }, h('div', {}, kind, title), close), body)
  shell.stage.append(card)
  let from: Element | null = null // where the focus came from
  let shown = '' // what the card shows
  let leave = placed

  // A card must not hide what was chosen: the map moves over, or up on a narrow screen.
  const makeRoom = (wanted: boolean, box: Box | null = null) => {
    shell.root.classList.toggle('has-card', wanted)
    const beside = card.clientWidth < shell.canvas.clientWidth * 0.6
    const left = wanted && beside ? card.offsetLeft + card.clientWidth : 0
    const bottom = wanted && !beside ? Math.max(0, shell.canvas.clientHeight - card.offsetTop) : 0
    camera.makeRoom({ left, bottom }, box)
  }
  const shut = () => {
    const inside = card.contains(document.activeElement)
    card.hidden = true
    shown = ''
    makeRoom(false)
    if (inside && from instanceof HTMLElement) from.focus()
  }
  const open = (key: string, content: CardContent) => {
    const fresh = shown !== key
    shown = key
    title.textContent = content.title
    kind.textContent = content.kind
    const { box } = content
    fill(body, ...content.body)
    if (box) (body.querySelector('.links') ?? body).append(h('button', { type: 'button', class: 'as-link', click: () => app.goTo(box) }, words('zoomTo')))
    card.hidden = false
    makeRoom(true, fresh && !leave ? (box ?? null) : null)
    leave = false
    if (!fresh) return
    body.scrollTop = 0
    app.announce(`${content.kind} ${content.title}`)
    if (document.activeElement?.matches(':focus-visible')) {
      from = document.activeElement
      title.focus()
    }
  }
  const show = async () => {
    const { selected } = store.get()
    if (!selected) leave = false
    if (!selected) return shut()
    try {
      const content = await contentOf(app, selected)
      if (store.get().selected === selected) open(selected, content)
    } catch (e) {
      if (isAbort(e) || store.get().selected !== selected) return
      const missing = e instanceof Problem && e.status === 404
      const code = selected.split('/')[1] ?? ''
      open(selected, { title: code, kind: kindWord(words, selected.split('/')[0] ?? ''), body: [h('p', {}, missing ? words('notShown') : words('failed'))] })
    }
  }
  close.addEventListener('click', () => store.set({ selected: null }))
  addEventListener('keydown', (e) => {
    if (e.key === 'Escape' && !card.hidden && (card.contains(document.activeElement) || document.activeElement === app.map.getCanvas())) store.set({ selected: null })
  })
  store.subscribe((now, before) => {
    if (differs(now, before, 'selected')) void show()
  })
  app.figures.subscribe(() => void (store.get().selected && show()))
  void show()
}

async function contentOf(app: App, selected: string): Promise<CardContent> {
  const at = selected.indexOf('/')
  const layer = selected.slice(0, at)
  const id = selected.slice(at + 1)
  if (levelOf(layer)) return unitCard(app, layer, id)
  if (layer === 'centres') return centreCard(app, id)
  if (layer === 'neighbourhoods') return neighbourhoodCard(app, id)
  return overlapCard(app, id)
}
