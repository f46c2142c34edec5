// What-if: a scenario made on the map, answered by the service at every change.
import './whatif.css'
import type { App } from '../app.ts'
import { fill, h } from '../dom.ts'
import type { Centre } from './answer.ts'
import { Catalogue, type RegionPair } from './catalogue.ts'
import { chooseCentre, chooseTool } from './choose.ts'
import { beforeSwitch, comparison, signs } from './compare.ts'
import { Desk } from './desk.ts'
import { drawing } from './draw.ts'
import { editList, undoBar, undoKeys } from './edit-list.ts'
import { listenToMap } from './gestures.ts'
import { followLink } from './link.ts'
import { notices } from './notices.ts'
import { outcome, verdict } from './outcome.ts'
import { paintScenario } from './overlay.ts'
import { button, fold } from './parts.ts'
import { proposals } from './proposals.ts'
import { sharing } from './share.ts'
import { unitList } from './units.ts'
import { speaker } from './words.ts'

/**
 * Adds the what-if panel. Nothing is asked of the service before it is opened,
 * unless the address holds a scenario.
 */
export function mountWhatIf(app: App): void {
  const say = speaker(app.words.lang)
  const body = app.panel('whatif', say('title'), app.store.get().scenario !== '')
  const section = body.closest('details')
  let started = false
  const begin = () => {
    if (started) return
    started = true
    start(app, body, () => section?.open ?? true).catch((error: unknown) => {
      started = false
      console.warn(error)
      fill(body, h('p', { role: 'alert' }, `${say('unreachable')} ${say('unreachableFix')}`), button(say('retry'), begin))
    })
  }
  if (!section || section.open) begin()
  section?.addEventListener('toggle', () => section.open && begin())
  // A scenario may come with the back button, before the panel was ever opened.
  app.store.subscribe((now) => now.scenario !== '' && begin())
}

async function start(app: App, body: HTMLElement, active: () => boolean): Promise<void> {
  const [{ centres }, { pairs }] = await Promise.all([
    app.api.get<{ centres: Centre[] }>('/centres', { f: 'json' }),
    app.api.get<{ pairs: RegionPair[] }>('/crosswalk', { f: 'json' }),
  ])
  const desk = new Desk(app, new Catalogue(centres, app.index.places, pairs, speaker(app.words.lang)))
  desk.active = active
  fill(body, ...panel(desk))
  body.closest('details')?.addEventListener('toggle', () => desk.update())
  listenToMap(desk)
  undoKeys(desk)
  paintScenario(desk)
  await followLink(desk)
}

function panel(desk: Desk): HTMLElement[] {
  const { say } = desk
  return [h('div', { class: 'wi' },
    h('p', { class: 'wi-hint' }, say('intro')),
    h('div', { class: 'wi-top' }, verdict(desk), h('div', { class: 'wi-row' }, undoBar(desk), beforeSwitch(desk)), notices(desk)),
    signs(desk),
    chooseCentre(desk), chooseTool(desk), drawing(desk),
    fold('wi-units', say('units'), false, unitList(desk)),
    fold('wi-edits', say('edits'), true, editList(desk)),
    fold('wi-outcome', say('outcome'), true, outcome(desk)),
    fold('wi-compare', say('compare'), false, comparison(desk)),
    fold('wi-proposals', say('proposals'), false, proposals(desk)),
    fold('wi-sharing', say('share'), false, sharing(desk)))]
}
