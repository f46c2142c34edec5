// The address of the page is the view: written at every change, read when the
// reader goes back.
import { settled } from './dom.ts'
import { differs, formatView, parseView, queryText, type Store, type View } from './view.ts'

/** Parts of the view of which each change is a step to go back over; moving the map is none. */
const steps: (keyof View)[] = ['datetime', 'level', 'territory', 'scope', 'min_confidence', 'qpv', 'measure', 'layers', 'selected', 'scenario']

/** How long a slider or a hand may pause before its last place becomes a step. */
const pause = 400

export function keepAddress(store: Store, today: string): void {
  let written = store.get() // what the present entry of the history holds
  let reading = false
  const write = () => {
    const now = store.get()
    const url = `${location.pathname}?${queryText(kept(now))}`
    if (differs(now, written, ...steps)) history.pushState(null, '', url)
    else history.replaceState(null, '', url)
    written = now
    otherLanguage()
  }
  const later = settled(pause, write)
  store.subscribe(() => {
    if (!reading) later()
  })
  addEventListener('popstate', () => {
    reading = true
    store.set(parseView(location.search, today).view)
    written = store.get()
    reading = false
    otherLanguage()
  })
  history.replaceState(null, '', `${location.pathname}?${queryText(kept(store.get()))}`)
  otherLanguage()
}

/** The view, and what the address said of the page itself. */
function kept(view: View): URLSearchParams {
  const q = formatView(view)
  const before = new URLSearchParams(location.search)
  for (const name of ['lang', 'f', 'generation']) if (before.has(name)) q.set(name, before.get(name)!)
  return q
}

/** Makes the link to the other language lead to the same view. */
function otherLanguage(): void {
  for (const a of document.querySelectorAll<HTMLAnchorElement>('.lang a[hreflang]')) {
    const q = new URLSearchParams(location.search)
    q.set('lang', a.hreflang)
    a.href = `${location.pathname}?${queryText(q)}`
  }
}
