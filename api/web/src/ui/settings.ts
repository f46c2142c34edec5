// What is asked: level, measure, confidence, mission, territory, neighbourhoods.
import type { App } from '../app.ts'
import { h } from '../dom.ts'
import { CONFIDENCES, GEOGRAPHIES, LEVELS, MEASURES, SCOPES, TERRITORIES, type View } from '../view.ts'
import { isWord, type Word } from '../words.ts'

type Choice = 'level' | 'measure' | 'min_confidence' | 'scope' | 'territory' | 'qpv'

export function mountSettings(app: App): void {
  const { words, store, index } = app
  const body = app.panel('settings', words('settings'), true)
  const loaded = (level: string) => level !== 'epci' && level !== 'commune' || index.layers.includes(level === 'epci' ? 'epci' : 'communes')
  const fields: { name: Choice; label: Word; values: string[]; word: string }[] = [
    { name: 'level', label: 'level', values: LEVELS.filter(loaded), word: 'level' },
    { name: 'measure', label: 'measure', values: MEASURES, word: 'measure' },
    { name: 'min_confidence', label: 'confidence', values: CONFIDENCES, word: 'confidence' },
    { name: 'scope', label: 'scope', values: SCOPES, word: 'scope' },
    { name: 'territory', label: 'territory', values: TERRITORIES, word: 'territory' },
    { name: 'qpv', label: 'qpv', values: GEOGRAPHIES, word: '' },
  ]
  const selects = new Map<Choice, HTMLSelectElement>()
  const grid = h('div', { class: 'fields' })
  for (const { name, label, values, word } of fields) {
    const select = h('select', { id: `set-${name}` }, ...values.map((v) => {
      const key = `${word} ${v}`
      return h('option', { value: v }, isWord(key) ? words(key) : v)
    }))
    select.addEventListener('change', () => store.set({ [name]: select.value } as Partial<View>))
    selects.set(name, select)
    grid.append(h('div', { class: 'field' }, h('label', { for: `set-${name}` }, words(label)), select))
  }
  body.append(grid)
  const show = (view: View) => {
    for (const [name, select] of selects) if (select.value !== view[name]) select.value = view[name]
  }
  show(store.get())
  store.subscribe(show)
}
