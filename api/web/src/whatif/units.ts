// The list of territories: the map's gestures, for the keyboard and the ear.
import { fill, h } from '../dom.ts'
import type { NamedUnit } from './answer.ts'
import type { Unit } from './change.ts'
import type { Desk } from './desk.ts'
import { button, enable, put } from './parts.ts'
import { joined } from './say.ts'

/** The territories of the grain chosen, each to give, take or move. */
export function unitList(desk: Desk): HTMLElement {
  const { say } = desk
  const filter = h('input', { id: 'wi-filter', type: 'search', autocomplete: 'off', input: () => draw() })
  const list = h('ul', { class: 'wi-units' })
  const count = h('p', { class: 'wi-hint', role: 'status' })
  const byName = h('div', {}, h('label', { for: 'wi-filter' }, say('filter')), filter, count, list)
  const byCode = communeForm(desk)
  const rows = new Map<string, Row>()
  const draw = () => {
    const { grain } = desk.hand
    byName.hidden = grain === 'commune'
    byCode.hidden = grain !== 'commune'
    const units = matching(grain === 'region' ? desk.catalogue.regions : desk.catalogue.departments, filter.value)
    for (const unit of units) {
      const id = unit.level + unit.code
      if (!rows.has(id)) rows.set(id, unitRow(desk, unit))
    }
    const wanted = units.map((u) => rows.get(u.level + u.code)!)
    // The rows stay the same elements, so that focus stays on their buttons.
    if (wanted.length !== list.children.length || wanted.some((r, i) => list.children[i] !== r.element)) fill(list, ...wanted.map((r) => r.element))
    for (const row of wanted) row.update()
    const text = filter.value.trim() === '' ? '' : units.length === 0 ? say('noneShown') : say('shown', String(units.length))
    if (count.textContent !== text) put(count, text)
  }
  desk.onUpdate(draw)
  return h('div', { class: 'wi-list' }, byName, byCode)
}

function matching(units: NamedUnit[], text: string): NamedUnit[] {
  const want = plain(text)
  return units.filter((u) => plain(u.name).includes(want) || plain(u.code).startsWith(want)).sort((a, b) => a.code.localeCompare(b.code))
}

const plain = (text: string) => text.trim().normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase()

interface Row {
  element: HTMLElement
  update(): void
}

function unitRow(desk: Desk, unit: NamedUnit): Row {
  const { say, catalogue } = desk
  const name = catalogue.unit(unit)
  const holders = h('span', { class: 'wi-holders' })
  const main = button('', () => void (has() ? desk.take(unit) : desk.give(unit)))
  const more = h('span', { class: 'wi-more' })
  const has = () => desk.held(unit)?.some.includes(desk.hand.centre ?? '') ?? false
  let shown = ''
  const update = () => {
    const held = desk.held(unit)
    const { centre } = desk.hand
    const state = JSON.stringify([held, centre, held?.some.map((id) => catalogue.centre(id)), centre && catalogue.centre(centre)])
    if (state === shown) return
    shown = state
    const mine = has()
    holders.textContent = held && held.some.length > 0 ? say('heldBy', joined(held.some.map((id) => catalogue.centre(id)), say)) : say('heldByNone')
    element.classList.toggle('wi-mine', mine)
    main.textContent = mine ? say('take') : say('give')
    const to = centre ? catalogue.centre(centre) : say('centre')
    main.setAttribute('aria-label', mine ? say('takeFrom', name, to) : say('giveTo', name, to))
    enable(main, centre !== null)
    fill(more, ...others(desk, unit, name, mine))
  }
  const element = h('li', {}, h('span', { class: 'wi-unit' }, name, ' ', holders), h('span', { class: 'wi-acts' }, main, more))
  return { element, update }
}

/** The buttons beside the first: the rest of a unit held in part, and moves from others. */
function others(desk: Desk, unit: Unit, name: string, mine: boolean): HTMLElement[] {
  const { say, catalogue } = desk
  const { centre } = desk.hand
  const held = desk.held(unit)
  if (!centre || !held) return []
  const out: HTMLElement[] = []
  const to = catalogue.centre(centre)
  if (mine && !held.whole.includes(centre)) {
    const rest = button(say('give'), () => void desk.give(unit))
    rest.setAttribute('aria-label', say('giveTo', name, to))
    out.push(rest)
  }
  const from = held.some.filter((id) => id !== centre)
  for (const id of from) {
    const text = from.length === 1 ? say('move') : say('moveFrom', catalogue.centre(id))
    const b = button(text, () => void desk.move(unit, id))
    b.setAttribute('aria-label', `${text} : ${say('moveTo', name, catalogue.centre(id), to)}`)
    out.push(b)
  }
  return out
}

/** Communes by their code: they are known whether or not their boundaries are loaded. */
function communeForm(desk: Desk): HTMLElement {
  const { say } = desk
  const code = h('input', { id: 'wi-commune', type: 'text', maxlength: 5, autocomplete: 'off', autocapitalize: 'characters', 'aria-describedby': 'wi-commune-hint wi-commune-fault' })
  const fault = h('p', { id: 'wi-commune-fault', class: 'wi-fault', hidden: true })
  const act = (work: (unit: Unit) => Promise<boolean>) => {
    const text = code.value.trim().toUpperCase()
    const good = /^(\d{5}|2[AB]\d{3})$/.test(text)
    put(fault, good ? '' : say('communeWrong'))
    if (!good) return code.focus()
    void work({ level: 'commune', code: text })
  }
  const form = h('form', { class: 'wi-new' }, h('label', { for: 'wi-commune' }, say('communeCode')), code,
    h('p', { id: 'wi-commune-hint', class: 'wi-hint' }, say('communeHint')), fault,
    h('div', { class: 'wi-row' }, h('button', { type: 'submit', class: 'wi-button wi-main' }, say('give')), button(say('take'), () => act((u) => desk.take(u)))))
  form.addEventListener('submit', (e) => {
    e.preventDefault()
    act((u) => desk.give(u))
  })
  return form
}
