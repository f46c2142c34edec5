// A scenario in the making. A change is in force only once the service has
// accepted the whole list it belongs to, so that what is shown, shared and
// undone is always a scenario that runs.
import type { Problem, ScenarioAnswer } from './answer.ts'
import type { Change } from './change.ts'
import { back, begin, forth, record, type History } from './history.ts'

export interface State {
  history: History<Change[]>
  base: ScenarioAnswer | null // of no change; null until the service answered
  answer: ScenarioAnswer | null // of the changes; null where they are `broken`
  broken: Problem | null // why the changes do not fit the question asked now
  refused: { problem: Problem; tried: Change[] } | null // the last edit, not in force
  busy: boolean
}

/** Sends a list of changes to the service, with the day and the query of the view. */
export type Asker = (changes: Change[]) => Promise<ScenarioAnswer>

export class Session {
  state: State = { history: begin<Change[]>([]), base: null, answer: null, broken: null, refused: null, busy: false }
  #queue: Promise<unknown> = Promise.resolve()
  #waiting = 0

  constructor(
    private readonly ask: Asker,
    private readonly problemOf: (error: unknown) => Problem,
    private readonly changed: (state: State) => void,
  ) {}

  get changes(): Change[] {
    return this.state.history.now
  }

  /**
   * Makes a new list of the present one and tries it; null is no edit. Resolves
   * to whether the list is in force. Edits wait for one another: a quick second
   * click builds on the first.
   */
  edit(make: (now: Change[]) => Change[] | null): Promise<boolean> {
    return this.#turn(async () => {
      const next = make(this.changes)
      return next === null ? false : this.#attempt(record(this.state.history, next))
    })
  }

  undo(): Promise<boolean> {
    return this.#turn(() => this.#step(back(this.state.history)))
  }

  redo(): Promise<boolean> {
    return this.#turn(() => this.#step(forth(this.state.history)))
  }

  /** Begins anew with changes from elsewhere, a link. */
  load(changes: Change[]): Promise<boolean> {
    return this.#turn(() => {
      this.#put({ history: begin(changes), answer: null, refused: null })
      return this.#everything()
    })
  }

  /**
   * Asks the same changes again, where the question around them has changed.
   * Where they do not fit it they are kept, and not shown.
   */
  again(): Promise<boolean> {
    return this.#turn(() => this.#everything())
  }

  /** Forgets the last refusal. */
  dismiss(): void {
    this.#put({ refused: null })
  }

  async #everything(): Promise<boolean> {
    try {
      const base = await this.ask([])
      this.#put({ base })
      const answer = this.changes.length === 0 ? base : await this.ask(this.changes)
      this.#put({ answer, broken: null, refused: null })
      return true
    } catch (error) {
      this.#put({ answer: null, broken: this.problemOf(error) })
      return false
    }
  }

  #step(history: History<Change[]> | null): Promise<boolean> {
    return history ? this.#attempt(history) : Promise.resolve(false)
  }

  async #attempt(history: History<Change[]>): Promise<boolean> {
    const tried = history.now
    try {
      const base = this.state.base ?? (await this.ask([]))
      const answer = tried.length === 0 ? base : await this.ask(tried)
      this.#put({ history, base, answer, broken: null, refused: null })
      return true
    } catch (error) {
      this.#put({ refused: { problem: this.problemOf(error), tried } })
      return false
    }
  }

  #turn(work: () => Promise<boolean>): Promise<boolean> {
    this.#waiting++
    this.#put({ busy: true })
    const done = this.#queue.then(work).finally(() => {
      this.#waiting--
      this.#put({ busy: this.#waiting > 0 })
    })
    this.#queue = done.catch(() => undefined)
    return done
  }

  #put(patch: Partial<State>): void {
    this.state = { ...this.state, ...patch }
    this.changed(this.state)
  }
}
