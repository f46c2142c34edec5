// Which centre the hand works for, and what a click on the map does.
import { fill, h } from '../dom.ts'
import type { Desk, Grain, Tool } from './desk.ts'
import { button, enable, put } from './parts.ts'
import type { Word } from './words.ts'

/** The choice of the centre, with its creation and its closing. */
export function chooseCentre(desk: Desk): HTMLElement {
  const { say } = desk
  const select = h('select', { id: 'wi-centre', change: () => desk.put({ centre: select.value || null, picking: false }) })
  const pick = button(say('pickOnMap'), () => desk.put({ picking: !desk.hand.picking }))
  const close = button(say('closeCentre'), () => {
    const { centre } = desk.hand
    if (centre) void desk.add({ action: 'close', centre })
  })
  close.setAttribute('aria-label', say('closeThis'))
  const { form, open } = newCentre(desk)
  const hint = h('p', { class: 'wi-hint' })
  let shown = ''
  desk.onUpdate(() => {
    const { centre, picking } = desk.hand
    const listing = JSON.stringify([groups(desk), centre])
    if (listing !== shown) fill(select, h('option', { value: '' }, say('chooseCentre')), ...groups(desk).map(([title, ids]) =>
      h('optgroup', { label: title }, ...ids.map((id) => h('option', { value: id, selected: id === centre }, desk.catalogue.centre(id))))))
    shown = listing
    select.value = centre ?? ''
    pick.setAttribute('aria-pressed', String(picking))
    enable(close, centre !== null)
    put(hint, picking ? say('pickOnMapOn') : centre === null ? say('centreBefore') : '')
  })
  return h('div', { class: 'wi-centre' },
    h('label', { for: 'wi-centre' }, say('centre')), select,
    h('div', { class: 'wi-row' }, pick, open, close), form, hint)
}

/** Every centre, in groups: those with ground in the scenario, those created, the rest. */
function groups(desk: Desk): [string, string[]][] {
  const { say, catalogue, session } = desk
  const shown = session.state.answer ?? session.state.base
  const active = new Set(shown?.territories.flatMap((t) => t.centres))
  const created = catalogue.createdBy(session.changes)
  const name = (a: string, b: string) => catalogue.centre(a).localeCompare(catalogue.centre(b))
  const known = catalogue.centres.map((c) => c.id)
  const all: [string, string[]][] = [
    [say('centresNew'), created],
    [say('centresActive'), known.filter((id) => active.has(id)).sort(name)],
    [say('centresIdle'), known.filter((id) => !active.has(id)).sort(name)],
  ]
  return all.filter(([, ids]) => ids.length > 0)
}

function newCentre(desk: Desk): { form: HTMLElement; open: HTMLButtonElement } {
  const { say } = desk
  const name = h('input', { id: 'wi-name', type: 'text', maxlength: 150, autocomplete: 'off', 'aria-describedby': 'wi-name-fault' })
  const fault = h('p', { id: 'wi-name-fault', class: 'wi-fault', hidden: true })
  const form = h('form', { class: 'wi-new', hidden: true })
  const open = button(say('new'), () => show(form.hidden !== false))
  const show = (yes: boolean) => {
    form.hidden = !yes
    open.setAttribute('aria-expanded', String(yes))
    put(fault, '')
    ;(yes ? name : open).focus()
  }
  open.setAttribute('aria-expanded', 'false')
  open.setAttribute('aria-label', say('newCentre'))
  form.append(h('label', { for: 'wi-name' }, say('newCentreName')), name, fault,
    h('div', { class: 'wi-row' }, h('button', { type: 'submit', class: 'wi-button wi-main' }, say('create')), button(say('cancel'), () => show(false))))
  form.addEventListener('submit', (e) => {
    e.preventDefault()
    const text = name.value.trim()
    put(fault, text ? '' : say('nameNeeded'))
    if (!text) return name.focus()
    void desk.create(text).then((made) => {
      if (!made) return
      name.value = ''
      show(false)
    })
  })
  form.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') show(false)
  })
  return { form, open }
}

const tools: [Tool, Word][] = [['toggle', 'toolToggle'], ['move', 'toolMove'], ['draw', 'toolDraw'], ['card', 'toolCard']]

/** What a click on the map does, and to which units. */
export function chooseTool(desk: Desk): HTMLElement {
  const { say } = desk
  const radios = tools.map(([tool, word]) => {
    const input = h('input', { type: 'radio', name: 'wi-tool', value: tool, id: `wi-tool-${tool}`, change: () => desk.put({ tool, picking: false }) })
    return { tool, input, row: h('div', { class: 'wi-radio' }, input, h('label', { for: input.id }, say(word))) }
  })
  const grains: [Grain, Word][] = [['department', 'grainDepartment'], ['region', 'grainRegion'], ['commune', 'grainCommune']]
  const grain = h('select', { id: 'wi-grain', change: () => desk.put({ grain: grain.value as Grain }) },
    ...grains.map(([value, word]) => h('option', { value }, say(word))))
  desk.onUpdate(() => {
    for (const r of radios) r.input.checked = r.tool === desk.hand.tool
    grain.value = desk.hand.grain
  })
  return h('div', { class: 'wi-tools' },
    h('fieldset', {}, h('legend', {}, say('onClick')), ...radios.map((r) => r.row)),
    h('div', { class: 'wi-grain' }, h('label', { for: 'wi-grain' }, say('grain')), grain))
}
