// What was refused, and what can be done about it; and small questions.
import { fill, h } from '../dom.ts'
import { without } from './edits.ts'
import type { Desk } from './desk.ts'
import { button } from './parts.ts'
import { refusalInWords } from './say.ts'

/** The place where the panel speaks up. */
export function notices(desk: Desk): HTMLElement {
  const alerts = h('div', { role: 'alert' })
  const plain = h('div', {})
  let shown = ''
  desk.onUpdate(() => {
    const { refused, broken } = desk.session.state
    const state = JSON.stringify([refused, broken, desk.notice, desk.question?.text])
    if (state === shown) return
    shown = state
    const had = [alerts, plain].some((e) => e.contains(document.activeElement))
    fill(alerts, ...(broken ? [brokenNotice(desk)] : refused ? [refusedNotice(desk)] : []))
    fill(plain, ...(desk.question ? [questionNotice(desk)] : desk.notice ? [plainNotice(desk)] : []))
    const first = alerts.firstElementChild ?? plain.firstElementChild
    if (first && desk.active()) first.scrollIntoView({ block: 'nearest' })
    // A notice that goes away takes no focus with it.
    if (had) (alerts.querySelector('button') ?? plain.querySelector('button') ?? document.getElementById('wi-centre'))?.focus()
  })
  return h('div', { class: 'wi-notices' }, alerts, plain)
}

function refusedNotice(desk: Desk): HTMLElement {
  const { say, session } = desk
  const { problem, tried } = session.state.refused!
  const refusal = refusalInWords(problem, tried, desk.catalogue, say)
  const at = problem.change
  const acts = [button(say('dismiss'), () => session.dismiss())]
  // A change made before may be what stands in the way of leaving another out.
  if (at !== undefined && tried.length > 1 && session.changes.length >= tried.length) acts.unshift(button(say('removeFaulty'), () => void desk.accept(without(tried, at), say('removed'))))
  return box(say('refused'), refusal, acts)
}

function brokenNotice(desk: Desk): HTMLElement {
  const { say, session } = desk
  const problem = session.state.broken!
  const refusal = refusalInWords(problem, session.changes, desk.catalogue, say)
  const at = problem.change
  const acts = problem.status === 0 || problem.status === 503
    ? [button(say('retry'), () => void session.again())]
    : [
        ...(at !== undefined && session.changes.length > 1 ? [button(say('removeFaulty'), () => void desk.remove(at))] : []),
        button(say('drop'), () => void desk.drop()),
      ]
  return box(say('broken'), { ...refusal, more: say('brokenWhy') }, acts)
}

function box(title: string, r: { what: string; fix: string; foreign: boolean; more?: string }, acts: HTMLElement[]): HTMLElement {
  const lang = r.foreign ? 'en' : null
  return h('div', { class: 'wi-notice wi-wrong' }, h('p', { class: 'wi-notice-title' }, title), r.more && h('p', {}, r.more),
    h('p', { lang }, r.what), h('p', { lang }, r.fix), h('div', { class: 'wi-row' }, ...acts))
}

function plainNotice(desk: Desk): HTMLElement {
  const { say } = desk
  const { text, drop, detail } = desk.notice!
  return h('div', { class: 'wi-notice' }, h('p', {}, text),
    ...(detail ? [h('p', { lang: detail.foreign ? 'en' : null }, detail.what), h('p', { lang: detail.foreign ? 'en' : null }, detail.fix)] : []),
    h('div', { class: 'wi-row' }, drop && button(say('drop'), () => void desk.drop()), !drop && button(say('dismiss'), () => desk.tell(null))))
}

function questionNotice(desk: Desk): HTMLElement {
  const { say } = desk
  const { text, options } = desk.question!
  const answer = (act: () => void) => {
    desk.ask(null)
    act()
  }
  return h('div', { class: 'wi-notice', role: 'group', 'aria-label': text }, h('p', {}, text),
    h('div', { class: 'wi-row' }, ...options.map((o) => button(o.text, () => answer(o.act))), button(say('cancel'), () => answer(() => undefined))))
}
