// The figures of the view: asked anew when the question changes, kept so that a
// slider that comes back finds them at once.
import { address, dayQuery, isAbort, type Api, type Coverage } from './api.ts'
import { differs, type Store, type View } from './view.ts'

const kept = 48

/** The least time between two questions, in milliseconds: a hand that drags a slider asks a hundred a second. */
const breath = 90

/** The parts of the view that the answer hangs on. */
const asked: (keyof View)[] = ['datetime', 'level', 'territory', 'scope', 'min_confidence', 'qpv']

type Listener = (now: Coverage) => void
type Source = (view: View, level: string) => Promise<Coverage> | null

/** The level of the rows asked for: those of 35,000 communes are for tiles, and the totals are the same at any level. */
const rowsOf = (level: string) => (level === 'commune' || level === 'epci' ? 'region' : level)

export class Figures {
  #answers = new Map<string, Promise<Coverage>>()
  #listeners = new Set<Listener>()
  #failed = new Set<(e: unknown) => void>()
  #current: Coverage | null = null
  #source: Source | null = null
  #last = -Infinity
  #timer = 0

  constructor(readonly api: Api, readonly store: Store) {
    store.subscribe((now, before) => {
      if (differs(now, before, ...asked)) this.#soon()
    })
    api.onGeneration(() => this.#answers.clear())
  }

  /** The answer to the question of the view; null before the first. */
  current(): Coverage | null {
    return this.#current
  }

  /** Calls f with every answer that the view comes to show, and at once with the one it shows. */
  subscribe(f: Listener): () => void {
    this.#listeners.add(f)
    if (this.#current) f(this.#current)
    return () => this.#listeners.delete(f)
  }

  onFailure(f: (e: unknown) => void): void {
    this.#failed.add(f)
  }

  /**
   * Shows what another source says of the view, a scenario; null ends it. A
   * source that has no answer for the view yet returns null, and calls again.
   */
  through(source: Source | null): void {
    this.#source = source
    void this.refresh()
  }

  /** Asks for the coverage of a view, of another level perhaps. */
  ask(view: View, level = view.level): Promise<Coverage> {
    const rows = rowsOf(level)
    const query = { ...dayQuery(view), level: rows, territory: view.territory }
    const key = address('/analysis/coverage', query)
    let answer = this.#answers.get(key)
    if (!answer) {
      answer = this.api.get<Coverage>('/analysis/coverage', query)
      answer.catch(() => this.#answers.delete(key))
    }
    this.#answers.delete(key) // and again, as the latest
    this.#answers.set(key, answer)
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= kept) break
      this.#answers.delete(oldest)
    }
    return answer
  }

  /** Refreshes now, or as soon as the last question is a breath ago. */
  #soon(): void {
    clearTimeout(this.#timer)
    const wait = this.#last + breath - performance.now()
    if (wait <= 0) void this.refresh()
    else this.#timer = window.setTimeout(() => void this.refresh(), wait)
  }

  /** Answers the view as it is now. An answer that comes late, of a view gone by, is not shown. */
  async refresh(): Promise<void> {
    const view = this.store.get()
    this.#last = performance.now()
    try {
      const source = this.#source
      const answer = await (source ? source(view, rowsOf(view.level)) : this.ask(view))
      if (!answer || source !== this.#source || this.#stale(view)) return
      this.#current = answer
      for (const f of [...this.#listeners]) f(answer)
    } catch (e) {
      if (!isAbort(e)) for (const f of this.#failed) f(e)
    }
  }

  #stale(view: View): boolean {
    return differs(this.store.get(), view, ...asked)
  }
}
