// Plans to full coverage, found by the service, to be put in the scenario.
import { fill, h } from '../dom.ts'
import { proposalsAddress } from './addresses.ts'
import type { Proposals } from './answer.ts'
import type { Desk } from './desk.ts'
import { button } from './parts.ts'
import { problemOf } from './problem.ts'
import { joined, named, refusalInWords } from './say.ts'

const aims = ['fewest-changes', 'even-load', 'aligned-regions'] as const
// What loads are counted in: what adds up over neighbourhoods.
const counted = ['neighbourhoods', 'neighbourhood_population', 'npnru_neighbourhoods'] as const

export function proposals(desk: Desk): HTMLElement {
  const { say, app } = desk
  const aim = h('select', { id: 'wi-aim' }, ...aims.map((a) => h('option', { value: a }, say(`aim-${a}`))))
  const measure = h('select', { id: 'wi-measure' }, ...counted.map((m) => h('option', { value: m }, say(m))))
  const create = rule('wi-create', say('ruleCreate'))
  const move = rule('wi-move', say('ruleMove'))
  const overseas = rule('wi-overseas', say('ruleOverseas'))
  const found = h('div', { class: 'wi-plan' })
  let asked = 0
  const search = async () => {
    const mine = ++asked
    const question = desk.asked()
    fill(found, h('p', { class: 'wi-hint' }, say('searching')))
    app.announce(say('searching'))
    try {
      const plan = await app.api.get<Proposals>(proposalsAddress(question, {
        aim: aim.value, measure: measure.value, create: create.input.checked, move: move.input.checked, join_overseas: overseas.input.checked,
      }))
      if (mine === asked) show(plan, question.datetime)
    } catch (error) {
      if (mine !== asked) return
      const refusal = refusalInWords(problemOf(error), [], desk.catalogue, say)
      fill(found, h('p', { class: 'wi-fault', role: 'alert', lang: refusal.foreign ? 'en' : null }, `${refusal.what} ${refusal.fix}`))
    }
  }
  const show = (plan: Proposals, datetime: string) => {
    fill(found, ...planInWords(desk, plan, datetime))
    app.announce(found.querySelector('p')?.textContent ?? '')
  }
  const go = button(say('search'), () => void search(), 'wi-main')
  // A plan starts from one network: it is gone once another is asked about.
  let of = ''
  desk.onUpdate(() => {
    const now = JSON.stringify(desk.asked())
    if (of && now !== of) {
      asked++
      fill(found)
    }
    of = now
    const accept = found.querySelector('.wi-accept')
    if (accept) accept.textContent = say(desk.session.changes.length > 0 ? 'planReplace' : 'planAccept')
  })
  return h('div', { class: 'wi-ask' }, h('label', { for: 'wi-aim' }, say('aim')), aim,
    h('label', { for: 'wi-measure' }, say('countedIn')), measure, create.row, move.row, overseas.row,
    h('div', { class: 'wi-row' }, go), found)
}

function rule(id: string, text: string): { input: HTMLInputElement; row: HTMLElement } {
  const input = h('input', { type: 'checkbox', id })
  return { input, row: h('div', { class: 'wi-radio' }, input, h('label', { for: id }, text)) }
}

function planInWords(desk: Desk, { plan, before, after, scenario }: Proposals, datetime: string): HTMLElement[] {
  const { say, format, catalogue } = desk
  if (plan.assignments.length === 0) return [h('p', {}, say('planNothing')), ...unreachable(desk, plan)]
  const created = new Map(plan.created.map((c) => [c.id, c.region.name]))
  const centre = (id: string) => (created.has(id) ? say('centreOf', created.get(id)!) : catalogue.centre(id))
  const rows = plan.assignments.map((a) => {
    const from = a.from.filter((id) => id !== a.centre)
    return from.length > 0
      ? say('planRowFrom', named(a.name, a.code), centre(a.centre), joined(from.map(centre), say))
      : say('planRow', named(a.name, a.code), centre(a.centre))
  })
  return [
    h('p', {}, say('planFound', format.count(rows.length), format.count(after.neighbourhoods.covered), format.count(after.neighbourhoods.total), format.count(before.neighbourhoods.covered))),
    ...apart(desk, before.neighbourhoods.undetermined ?? 0, after.neighbourhoods.undetermined ?? 0),
    h('p', { class: 'wi-hint' }, say(plan.proven ? 'planProven' : 'planUnproven'), ' ', say('planDay', format.day(datetime))),
    h('div', { class: 'wi-row' }, button(say(desk.session.changes.length > 0 ? 'planReplace' : 'planAccept'), () => void desk.accept(scenario.changes, say('planAccepted')), 'wi-main wi-accept')),
    h('h4', {}, say('planAssignments')),
    h('ul', {}, ...rows.map((text) => h('li', {}, text))),
    ...(created.size > 0 ? [h('p', {}, say('planCreated', joined([...created.keys()].map(centre), say)))] : []),
    ...unreachable(desk, plan),
  ]
}

/** What lies partly in covered ground, before the plan and after it. */
function apart({ say, format }: Desk, before: number, after: number): HTMLElement[] {
  if (before === 0 && after === 0) return []
  return [h('p', { class: 'wi-hint' }, say('undetermined', before === after ? format.count(after) : `${format.count(before)} → ${format.count(after)}`))]
}

function unreachable(desk: Desk, plan: Proposals['plan']): HTMLElement[] {
  const units = plan.unreachable.map((u) => named(u.name, u.code))
  return units.length > 0 ? [h('p', { class: 'wi-hint' }, desk.say('planUnreachable', joined(units, desk.say)))] : []
}
