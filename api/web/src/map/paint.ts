// Colours units by what is so on the day, or by what a scenario would make so.
import type { Coverage } from '../api.ts'
import { layerOf, type Highlight } from '../app.ts'
import type { Map as MapLibre } from './maplibre.ts'
import { UNITS } from './style.ts'

/** Holds what each unit is shown as, and tells MapLibre no more than what changed. */
export class Paint {
  #base = new Map<string, string>() // "departments/2A" -> status
  #over = new Map<string, Map<string, Highlight>>() // by layer
  #shown = new Map<string, string>() // what MapLibre was last told

  constructor(readonly map: MapLibre) {}

  /** Shows the rows of an answer. */
  show(answer: Coverage): void {
    this.#base.clear()
    for (const t of answer.territories) this.#base.set(`${layerOf(answer.level, t.code)}/${t.code}`, t.status)
    this.#tell()
  }

  highlight(layer: string, states: Map<string, Highlight>): void {
    if (states.size > 0) this.#over.set(layer, new Map(states))
    else this.#over.delete(layer)
    this.#tell()
  }

  /** Tells everything anew: after the style, and so every state, was lost. */
  again(): void {
    this.#shown.clear()
    this.#tell()
  }

  #tell(): void {
    const want = new Map<string, string>()
    for (const [key, status] of this.#base) want.set(key, JSON.stringify({ status, mark: null }))
    for (const [layer, states] of this.#over)
      for (const [code, { status, mark }] of states) {
        const key = `${layer}/${code}`
        want.set(key, JSON.stringify({ status: status ?? this.#base.get(key) ?? null, mark: mark ?? null }))
      }
    for (const key of this.#shown.keys()) if (!want.has(key)) want.set(key, '{"status":null,"mark":null}')
    for (const [key, state] of want) {
      if (this.#shown.get(key) === state) continue
      const at = key.indexOf('/')
      const source = key.slice(0, at)
      if (!(source in UNITS) || !this.map.getSource(source)) continue
      this.map.setFeatureState({ source, sourceLayer: source, id: key.slice(at + 1) }, JSON.parse(state) as object)
      this.#shown.set(key, state)
    }
  }
}
