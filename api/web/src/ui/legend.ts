// Layers to switch on and off, each with what its signs mean while it is shown.
import type { App } from '../app.ts'
import { fill, h, svg } from '../dom.ts'
import { FILLINGS } from '../map/patterns.ts'
import { FINE } from '../map/style.ts'
import type { Shell } from '../shell.ts'
import { differs, LAYERS, type View } from '../view.ts'
import type { Word } from '../words.ts'

export function mountLegend(app: App, shell: Shell): void {
  const { store, words } = app
  const body = app.panel('layers', words('layers'), true)
  defineFillings(shell.root)
  const list = h('ul', { class: 'layers' })
  body.append(list)
  const rows = LAYERS.map((layer) => layerRow(app, layer))
  list.append(...rows.map((r) => r.row))
  const show = (view: View) => rows.forEach((r) => r.show(view))
  show(store.get())
  store.subscribe((now, before) => {
    if (differs(now, before, 'layers', 'level', 'territory')) show(now)
  })
}

/** A layer with its box; its signs stand beside its name, those of coverage under it. */
function layerRow(app: App, layer: string): { row: HTMLElement; show(view: View): void } {
  const { store, words } = app
  const name = words(`layer ${layer}` as Word)
  const box = h('input', { type: 'checkbox', id: `layer-${layer}` })
  const sign = h('span', { class: 'sign' })
  const under = h('div', {})
  box.addEventListener('change', () => {
    const shown = new Set(store.get().layers)
    if (box.checked) shown.add(layer)
    else shown.delete(layer)
    store.set({ layers: LAYERS.filter((l) => shown.has(l)) })
    app.announce(words(box.checked ? 'shown' : 'hidden', name))
  })
  return {
    row: h('li', {}, h('label', { for: `layer-${layer}` }, box, h('span', {}, name), sign), under),
    show(view) {
      box.checked = view.layers.includes(layer)
      fill(sign, box.checked ? signOf(layer) : null)
      fill(under, ...(box.checked ? explained(app, layer, view) : []))
    },
  }
}

function signOf(layer: string): SVGElement | null {
  switch (layer) {
    case 'gaps': return swatch('uncovered', '#8a4b08')
    case 'overlaps': return swatch('overlapped')
    case 'centres': return stroke('#4b2e83', 3)
    case 'neighbourhoods': return dot()
    case 'regions': return stroke('#17222d', 2)
    case 'regions-2015': return stroke('#8a4b08', 2.4, '6 4')
    case 'departments': return stroke('#76838f', 1)
    default: return null
  }
}

/** What one sign does not say. */
function explained(app: App, layer: string, view: View): HTMLElement[] {
  const { words } = app
  const sign = (status: string, word: Word) => h('li', {}, swatch(status), h('span', {}, words(word)))
  switch (layer) {
    case 'coverage': {
      const part = view.territory !== 'france' && !FINE.includes(view.level)
      return [h('ul', { class: 'signs' }, sign('covered', 'covered'), sign('partial', 'partial'), sign('uncovered', 'uncovered'), part && sign('quiet', 'outside'))]
    }
    case 'overlaps': return [h('p', { class: 'sign-note' }, words('overlapped'))]
    case 'neighbourhoods': return [h('p', { class: 'sign-note' }, words('neighbourhoodPoints'))]
    default: return []
  }
}

/** A piece of the map, as a legend shows it. */
export function swatch(filling: string, edge = '#4a5865'): SVGElement {
  return svg('svg', { class: 'swatch', width: 26, height: 16, viewBox: '0 0 26 16', 'aria-hidden': 'true' },
    svg('rect', { x: 0.5, y: 0.5, width: 25, height: 15, fill: `url(#w-${filling})`, stroke: edge }))
}

function stroke(color: string, width: number, dashes = ''): SVGElement {
  return svg('svg', { class: 'swatch', width: 26, height: 16, viewBox: '0 0 26 16', 'aria-hidden': 'true' },
    svg('path', { d: 'M1 8H25', stroke: color, 'stroke-width': width, ...(dashes ? { 'stroke-dasharray': dashes } : {}) }))
}

function dot(): SVGElement {
  return svg('svg', { class: 'swatch', width: 26, height: 16, viewBox: '0 0 26 16', 'aria-hidden': 'true' },
    svg('circle', { cx: 13, cy: 8, r: 4.5, fill: '#9c2f14', stroke: '#fff' }))
}

/** The fillings as patterns of the page, for every swatch of it: in a section that closes they would fill nothing. */
function defineFillings(root: HTMLElement): void {
  const patterns = Object.entries(FILLINGS).map(([name, f]) =>
    svg('pattern', { id: `w-${name}`, width: 16, height: 16, patternUnits: 'userSpaceOnUse', patternTransform: 'scale(.5)' },
      svg('rect', { width: 16, height: 16, fill: f.ground }),
      svg('path', f.filled ? { d: f.path, fill: f.ink } : { d: f.path || 'M0 0', fill: 'none', stroke: f.ink, 'stroke-width': 2 })))
  root.append(svg('svg', { class: 'defs', width: 0, height: 0, 'aria-hidden': 'true' }, svg('defs', {}, ...patterns)))
}
