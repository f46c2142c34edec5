// What the parts of the what-if panel share: the scenario, what is chosen, and
// everything that can be done.
import type { App } from '../app.ts'
import { type Asked, questionAddress } from './addresses.ts'
import type { ScenarioAnswer } from './answer.ts'
import { Catalogue, holding, type Holding } from './catalogue.ts'
import { centresOf, plainUnit, sameUnit, unitsOf, type Change, type Ground, type Unit } from './change.ts'
import { handOver, newID, without } from './edits.ts'
import { formatIn, type Format } from './format.ts'
import { problemOf } from './problem.ts'
import { changeInWords, type Refusal } from './say.ts'
import { Session } from './session.ts'
import { speaker, type Say } from './words.ts'

export type Tool = 'card' | 'toggle' | 'move' | 'draw'
export type Grain = 'department' | 'region' | 'commune'

/** What the hand holds, beside the scenario itself. */
export interface Hand {
  centre: string | null
  tool: Tool
  grain: Grain
  picking: boolean // the next click on the map chooses the centre
  before: boolean // the map shows the network without the scenario
}

/** Something to be told; where `drop` is set, the scenario of a link that cannot be used. */
export interface Notice {
  text: string
  drop?: boolean
  detail?: Refusal
}

/** A choice to be made before something can be done. */
export interface Question {
  text: string
  options: { text: string; act: () => void }[]
}

export class Desk {
  readonly say: Say
  readonly format: Format
  readonly session: Session
  hand: Hand = { centre: null, tool: 'toggle', grain: 'department', picking: false, before: false }
  notice: Notice | null = null
  question: Question | null = null
  /** Whether the panel is open: while it is not, the map is left alone. */
  active: () => boolean = () => true
  #parts: (() => void)[] = []

  constructor(readonly app: App, readonly catalogue: Catalogue) {
    this.say = speaker(app.words.lang)
    this.format = formatIn(app.words.lang, this.say('notKnown'))
    this.session = new Session((changes) => this.#send(changes), problemOf, () => this.update())
  }

  /** Calls f after every change of the scenario or of the hand. */
  onUpdate(f: () => void): void {
    this.#parts.push(f)
  }

  update(): void {
    const { answer } = this.session.state
    if (answer) this.catalogue.learn(answer)
    for (const f of this.#parts) f()
  }

  put(patch: Partial<Hand>): void {
    this.hand = { ...this.hand, ...patch }
    this.update()
  }

  tell(notice: Notice | null): void {
    this.notice = notice
    if (notice) this.app.announce(notice.text)
    this.update()
  }

  ask(question: Question | null): void {
    this.question = question
    if (question) this.app.announce(question.text)
    this.update()
  }

  /** What is asked of the service: departments are rows fine enough for the lists. */
  asked(): Asked {
    const { datetime, territory, scope, min_confidence, qpv } = this.app.store.get()
    return { datetime, level: 'department', territory, scope, min_confidence, qpv }
  }

  #send(changes: Change[]): Promise<ScenarioAnswer> {
    const asked = this.asked()
    return this.app.api.post<ScenarioAnswer>(questionAddress(asked), { datetime: asked.datetime, changes })
  }

  /** Who holds a unit in the scenario; null of a unit that departments do not tell. */
  held(unit: Unit): Holding | null {
    const { answer, base } = this.session.state
    const parts = this.catalogue.parts(unit)
    const shown = answer ?? base
    return parts && shown ? holding(shown, parts) : null
  }

  give(unit: Unit): Promise<boolean> {
    return this.#handOver('give', unit)
  }

  take(unit: Unit): Promise<boolean> {
    return this.#handOver('take', unit)
  }

  #handOver(action: 'give' | 'take', unit: Unit): Promise<boolean> {
    const { centre } = this.hand
    if (!centre) return this.#refuse('centreFirst')
    return this.#done(
      this.session.edit((now) => handOver(now, action, centre, unit, this.#plain(action, unit, centre))),
      changeInWords({ action, centre, units: [unit] }, this.catalogue, this.say),
    )
  }

  /**
   * Whether leaving a unit out of the change that handed it over is the same as
   * handing it back: it is, where the base holds nothing of it, or all.
   */
  #plain(action: 'give' | 'take', unit: Unit, centre: string): boolean {
    const { base } = this.session.state
    const parts = this.catalogue.parts(unit)
    const around = parts ?? this.catalogue.around(unit)
    if (!base || !around || around.length !== 1) return false
    const was = holding(base, around)
    return action === 'take' ? !was.some.includes(centre) : was.whole.includes(centre)
  }

  /** Gives a unit, or what of it is missing; takes it where the centre holds all of it. */
  async toggle(unit: Unit): Promise<boolean> {
    const { centre } = this.hand
    if (centre && this.#all(unit, centre)) return this.take(unit)
    if (await this.give(unit)) return true
    return this.session.state.refused?.problem.reason === 'already-held' ? this.take(unit) : false
  }

  /** Whether a centre holds all of a unit, as far as the map can tell. */
  #all(unit: Unit, centre: string): boolean {
    const held = this.held(unit)
    if (held) return held.whole.includes(centre)
    const last = this.session.changes.findLast((c) => centresOf(c).includes(centre) && unitsOf(c).some((u) => sameUnit(u, unit)))
    if (last) return last.action === 'give' || (last.action === 'move' && last.to === centre)
    const { answer } = this.session.state
    const around = this.catalogue.around(unit)
    return !!answer && !!around && holding(answer, around).whole.includes(centre)
  }

  move(unit: Unit, from: string): Promise<boolean> {
    const { centre } = this.hand
    return centre ? this.add({ action: 'move', from, to: centre, units: [plainUnit(unit)] }) : this.#refuse('centreFirst')
  }

  draw(action: 'draw' | 'erase', geometry: Ground): Promise<boolean> {
    const { centre } = this.hand
    return centre ? this.add({ action, centre, geometry }) : this.#refuse('centreFirst')
  }

  /** Adds one change at the end. */
  add(change: Change): Promise<boolean> {
    const said = changeInWords(change, this.catalogue, this.say)
    return this.#done(this.session.edit((now) => [...now, change]), said)
  }

  async create(name: string): Promise<boolean> {
    const changes = this.session.changes
    const id = newID(name, (one) => this.catalogue.isCentre(one, changes))
    const made = await this.add({ action: 'create', centre: id, name })
    if (made) this.put({ centre: id })
    return made
  }

  remove(at: number): Promise<boolean> {
    return this.#done(this.session.edit((now) => without(now, at)), this.say('removed'))
  }

  reset(): Promise<boolean> {
    return this.#done(this.session.edit((now) => (now.length === 0 ? null : [])), this.say('resetDone'))
  }

  undo(): Promise<boolean> {
    return this.#done(this.session.undo(), this.say('undone'))
  }

  redo(): Promise<boolean> {
    return this.#done(this.session.redo(), this.say('redone'))
  }

  /** Puts other changes in the place of all there are. */
  accept(changes: Change[], said: string): Promise<boolean> {
    return this.#done(this.session.edit(() => changes), said)
  }

  /** Leaves a scenario that cannot be used, with its history. */
  async drop(): Promise<void> {
    await this.session.load([])
    this.tell(null)
    this.app.announce(this.say('dropped'))
  }

  #refuse(word: 'centreFirst'): Promise<boolean> {
    this.tell({ text: this.say(word) })
    return Promise.resolve(false)
  }

  /** Says aloud what was done, with the figure it leads to. */
  async #done(work: Promise<boolean>, said: string): Promise<boolean> {
    const ok = await work
    const { answer, base } = this.session.state
    if (!ok || !answer || !base) return ok
    if (this.notice) this.tell(null)
    const { covered, total } = answer.after.neighbourhoods
    const done = /[.!?]$/.test(said) ? said : `${said}.`
    this.app.announce(
      covered === null || total === null
        ? this.say('saidUnmeasured', done)
        : this.say('said', done, this.format.count(covered), this.format.count(total), this.format.count(base.after.neighbourhoods.covered)),
    )
    return ok
  }
}
