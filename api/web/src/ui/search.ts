// One box to find anything by its name or code: a combobox with a list, as
// ARIA's authoring practices describe it.
import { isAbort } from '../api.ts'
import { levelOf, type App } from '../app.ts'
import { fill, h, settled } from '../dom.ts'
import { kindWord } from '../map/create.ts'
import type { Shell } from '../shell.ts'

interface Found {
  collection: string
  id: string
  name: string
  context: string | null
  former_code: string | null
  bbox: [number, number, number, number] | null
}

const most = 10
const typing = 140 // milliseconds

export function mountSearch(app: App, shell: Shell): void {
  const { words, store } = app
  const list = h('ul', { role: 'listbox', id: 'found', 'aria-label': words('results'), class: 'found', hidden: true })
  const input = h('input', {
    id: 'search', type: 'text', role: 'combobox', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false',
    'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'found', placeholder: words('searchHint'), maxlength: 80,
  })
  const none = h('p', { class: 'found-none', hidden: true }, words('noResult'))
  shell.panel.append(h('div', { class: 'search' }, h('label', { for: 'search' }, words('search')), input, list, none))
  let results: Found[] = []
  let active = -1
  let listed = '' // what the results are of
  let hasty = false // Enter was pressed before they came

  const close = () => {
    list.hidden = true
    none.hidden = true
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
    active = -1
  }
  const choose = (f: Found) => {
    input.value = f.name || f.id
    close()
    show(app, f)
    shell.expand(false)
    store.set({ selected: `${f.collection}/${f.id}` })
  }
  const mark = (at: number) => {
    active = at
    ;[...list.children].forEach((li, i) => li.setAttribute('aria-selected', String(i === at)))
    if (at < 0) return input.removeAttribute('aria-activedescendant')
    input.setAttribute('aria-activedescendant', `found-${at}`)
    list.children[at]?.scrollIntoView({ block: 'nearest' })
  }
  const open = (q: string, found: Found[]) => {
    const first = found[0]
    results = found
    listed = q
    if (hasty && first) {
      hasty = false
      return choose(first)
    }
    hasty = false
    fill(list, ...found.map((f, i) => option(app, f, i, () => choose(f))))
    list.hidden = found.length === 0
    none.hidden = found.length > 0
    input.setAttribute('aria-expanded', String(found.length > 0))
    mark(-1)
    app.announce(found.length === 0 ? words('noResult') : found.length === 1 ? words('oneResult') : words('resultsCount', found.length))
  }
  const ask = settled(typing, async () => {
    const q = input.value.trim()
    if (!/[\p{L}\p{N}]/u.test(q)) return close()
    try {
      const found = (await app.api.get<{ results: Found[] }>('/search', { q, limit: most, qpv: store.get().qpv }, 'search')).results
      if (document.activeElement === input) open(q, found)
    } catch (e) {
      if (!isAbort(e)) close()
    }
  })

  input.addEventListener('input', ask)
  input.addEventListener('blur', () => setTimeout(close, 150)) // a click on the list comes first
  input.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') {
      if (list.hidden && none.hidden) input.value = ''
      close()
    } else if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && results.length > 0 && !list.hidden) {
      e.preventDefault()
      const step = e.key === 'ArrowDown' ? 1 : -1
      mark((active + step + results.length + (active < 0 && step < 0 ? 1 : 0)) % results.length)
    } else if (e.key === 'ArrowDown') ask()
    else if (e.key === 'Enter') {
      const chosen = results[Math.max(active, 0)]
      if (chosen && !list.hidden && listed === input.value.trim()) return choose(chosen)
      hasty = true
      ask()
    } else hasty = false
  })
}

function option(app: App, f: Found, i: number, choose: () => void): HTMLElement {
  const kind = kindWord(app.words, f.collection)
  const li = h('li', { role: 'option', id: `found-${i}`, 'aria-selected': 'false' },
    h('span', { class: 'found-name' }, f.name || f.id),
    h('span', { class: 'found-kind' }, [kind, f.collection === 'centres' ? '' : f.id, f.former_code ? app.words('formerCode', f.former_code) : '', f.context ?? ''].filter(Boolean).join(' · ')))
  li.addEventListener('mousedown', (e) => {
    e.preventDefault() // the box keeps the focus
    choose()
  })
  return li
}

/** Moves the map to what was found; a centre has no coordinates, and is where the ground it serves is. */
function show(app: App, f: Found): void {
  if (f.bbox) app.goTo(f.bbox)
  else if (f.collection === 'centres') {
    const box = servedBox(app, f.id)
    if (box) app.goTo(box)
  }
  const level = levelOf(f.collection)
  if (level && level !== 'department' && f.collection !== 'collectivities') app.store.set({ level })
  if (f.collection === 'departments') app.store.set({ level: 'department' })
  if (f.collection === 'neighbourhoods') app.store.set({ layers: [...new Set([...app.store.get().layers, 'neighbourhoods'])] })
}

/** The box around the territories that a centre serves in the answer shown; null where it serves none. */
export function servedBox(app: App, centre: string): [number, number, number, number] | null {
  let box: [number, number, number, number] | null = null
  const answer = app.figures.current()
  for (const t of answer?.territories ?? []) {
    if (!t.centres.includes(centre)) continue
    const b = app.index.places.find((p) => p.code === t.code && (p.level === answer!.level || p.level === 'collectivity'))?.bbox
    if (b) box = box ? [Math.min(box[0], b[0]), Math.min(box[1], b[1]), Math.max(box[2], b[2]), Math.max(box[3], b[3])] : [...b]
  }
  return box
}
