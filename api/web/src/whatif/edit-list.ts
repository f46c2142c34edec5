// What is in force, in words, and the way back.
import { fill, h } from '../dom.ts'
import type { Desk } from './desk.ts'
import { button, enable } from './parts.ts'
import { changeInWords } from './say.ts'

/** Undo, redo and reset. */
export function undoBar(desk: Desk): HTMLElement {
  const { say } = desk
  const undo = button(say('undo'), () => void desk.undo(), 'wi-undo')
  const redo = button(say('redo'), () => void desk.redo(), 'wi-redo')
  const reset = button(say('reset'), () => void desk.reset(), 'wi-reset')
  undo.setAttribute('aria-keyshortcuts', 'Control+Z')
  redo.setAttribute('aria-keyshortcuts', 'Control+Shift+Z')
  desk.onUpdate(() => {
    const { past, now, future } = desk.session.state.history
    enable(undo, past.length > 0)
    enable(redo, future.length > 0)
    enable(reset, now.length > 0)
  })
  return h('div', { class: 'wi-row wi-undobar', role: 'group', 'aria-label': say('edits') }, undo, redo, reset)
}

/** Every change, each with a button that leaves it out. */
export function editList(desk: Desk): HTMLElement {
  const { say } = desk
  const none = h('p', { class: 'wi-hint', tabindex: -1 }, say('editsNone'))
  const list = h('ol', { class: 'wi-edits' })
  let shown = ''
  desk.onUpdate(() => {
    const texts = desk.session.changes.map((c) => changeInWords(c, desk.catalogue, say))
    none.hidden = texts.length > 0
    list.hidden = texts.length === 0
    const now = JSON.stringify(texts)
    if (now === shown) return
    shown = now
    fill(list, ...texts.map((text, i) => {
      const leave = button(say('remove'), () => void desk.remove(i).then((ok) => ok && focusNear(list, none, i)))
      leave.setAttribute('aria-label', say('removeEdit', text))
      return h('li', {}, h('span', {}, text), leave)
    }))
  })
  return h('div', {}, none, list)
}

/** Once a line is gone, focus goes to the one in its place, or to what stands there instead. */
function focusNear(list: HTMLElement, none: HTMLElement, at: number): void {
  const buttons = list.querySelectorAll('button')
  const next = buttons[Math.min(at, buttons.length - 1)]
  ;(next ?? none).focus()
}

/** Ctrl+Z undoes and Ctrl+Shift+Z or Ctrl+Y redoes, save where text is written. */
export function undoKeys(desk: Desk): void {
  document.addEventListener('keydown', (e) => {
    if (!(e.ctrlKey || e.metaKey) || e.altKey || isText(e.target)) return
    const key = e.key.toLowerCase()
    const again = key === 'y' || (key === 'z' && e.shiftKey)
    if (key !== 'z' && !again) return
    const { past, future } = desk.session.state.history
    if ((again ? future : past).length === 0) return
    e.preventDefault()
    void (again ? desk.redo() : desk.undo())
  })
}

function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && !['radio', 'checkbox', 'button', 'range'].includes(target.type)
}
