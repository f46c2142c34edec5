// The scenario and the address of the page, kept in step both ways.
import { differs, type View } from '../view.ts'
import { scenarioAddress } from './addresses.ts'
import type { ScenarioAnswer } from './answer.ts'
import type { Desk } from './desk.ts'
import { problemOf } from './problem.ts'
import { refusalInWords } from './say.ts'

// Read before the page writes its own address over it.
const madeOf = new URLSearchParams(location.hash.slice(1)).get('data')

/** Writes the scenario to the view, and reads it where the view brings another. */
export function followLink(desk: Desk): Promise<void> {
  const { store } = desk.app
  let held = store.get().scenario // the compact form that the session holds, or reads
  let ours = false
  const set = (patch: Partial<View>) => {
    ours = true
    store.set(patch)
    ours = false
  }
  desk.onUpdate(() => {
    const { answer, busy } = desk.session.state
    const { changes } = desk.session
    // What cannot be used stays in the address until it is dropped or replaced.
    if (busy || !answer || (desk.notice?.drop && changes.length === 0)) return
    held = changes.length > 0 ? (answer.compact ?? '') : ''
    set({ scenario: held })
  })
  store.subscribe((now, before) => {
    if (ours) return
    if (now.scenario !== held) {
      held = now.scenario
      void read(desk, held, set)
    } else if (differs(now, before, 'datetime', 'territory', 'scope', 'min_confidence', 'qpv')) {
      void desk.session.again()
    }
  })
  return read(desk, held, set).then(() => warnOfData(desk))
}

/** Reads a scenario from its compact form: the service alone knows how. */
async function read(desk: Desk, compact: string, set: (patch: Partial<View>) => void): Promise<void> {
  const { app, say } = desk
  if (!compact) return void (await desk.session.load([]))
  try {
    const { datetime, changes } = await app.api.get<ScenarioAnswer>(scenarioAddress(compact, desk.asked(), 'json'))
    const moved = datetime !== app.store.get().datetime
    set({ datetime })
    if (moved) desk.tell({ text: say('dayOfScenario', desk.format.day(datetime)) })
    await desk.session.load(changes)
  } catch (error) {
    const refusal = refusalInWords(problemOf(error), [], desk.catalogue, say)
    desk.tell({ text: `${say('brokenLink')}. ${say('brokenLinkWhy')}`, drop: true, detail: refusal })
    await desk.session.load([])
  }
}

function warnOfData(desk: Desk): void {
  const { answer } = desk.session.state
  if (madeOf && answer && desk.session.changes.length > 0 && answer.generation !== madeOf) desk.tell({ text: desk.say('dataChanged') })
}
