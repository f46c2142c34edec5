// Drawing a polygon: by clicks, by the keyboard over the map, or as text.
import type { GeoJSONSource, MapMouseEvent } from 'maplibre-gl'
import { h } from '../dom.ts'
import type { Desk } from './desk.ts'
import { button, enable, put } from './parts.ts'
import { added, box, closed, faultOf, parse, rounded, type Fault, type Position } from './ring.ts'
import { faultInWords } from './words.ts'

const source = 'whatif-drawing'

/** The panel of the drawing tool. It listens to the map while the tool is in hand. */
export function drawing(desk: Desk): HTMLElement {
  const { say, app } = desk
  let vertices: Position[] = []
  let fault: Fault | null = { kind: 'few' }
  let done = false // no click adds a vertex to a closed polygon

  const text = h('textarea', { id: 'wi-vertices', rows: 4, spellcheck: 'false', autocomplete: 'off', 'aria-describedby': 'wi-draw-fault' })
  const count = h('p', { class: 'wi-hint', role: 'status' })
  const wrong = h('p', { id: 'wi-draw-fault', class: 'wi-fault', hidden: true })
  const commit = (action: 'draw' | 'erase') => {
    if (fault) return put(wrong, faultInWords(fault, say))
    void desk.draw(action, closed(vertices)).then((ok) => ok && set([]))
  }
  const give = button(say('drawGive'), () => commit('draw'), 'wi-main')
  const take = button(say('drawTake'), () => commit('erase'))
  const clear = button(say('drawClear'), () => drop())

  const set = (next: Position[], close = false, from?: 'text') => {
    vertices = next
    fault = faultOf(next)
    done = close && fault === null
    if (from !== 'text') text.value = next.map((v) => v.join(', ')).join('\n')
    show()
  }
  const show = () => {
    put(count, done ? say('drawClosed', String(vertices.length)) : vertices.length > 0 ? say('drawCount', String(vertices.length)) : '')
    put(wrong, fault && fault.kind !== 'few' ? faultInWords(fault, say) : '')
    enable(clear, vertices.length > 0)
    const on = desk.hand.tool === 'draw'
    app.map.getSource<GeoJSONSource>(source)?.setData(shape(on ? vertices : [], done))
  }
  const drop = () => {
    set([])
    app.announce(say('drawDropped'))
  }
  const finish = () => {
    set(vertices, true)
    if (fault) put(wrong, faultInWords(fault, say))
    app.announce(fault ? faultInWords(fault, say) : say('drawClosed', String(vertices.length)))
  }
  const add = (at: Position) => {
    set(added(done ? [] : vertices, at))
    app.announce(say('drawCount', String(vertices.length)))
  }
  text.addEventListener('input', () => {
    const read = parse(text.value)
    set(read.vertices, read.fault === null, 'text')
    fault = read.fault
    put(wrong, read.fault && read.fault.kind !== 'few' ? faultInWords(read.fault, say) : '')
  })
  listen(desk, { add, finish, drop, back: () => set(vertices.slice(0, -1)), count: () => vertices.length })

  const here = button(say('drawCentreOfMap'), () => add(middle(desk)))
  const frame = button(say('drawBox'), () => {
    const b = app.map.getBounds()
    set(box(b.getWest(), b.getSouth(), b.getEast(), b.getNorth()), true)
    app.announce(say('drawClosed', '4'))
  })
  const panel = h('div', { class: 'wi-draw' }, h('p', { class: 'wi-hint' }, say('drawHow')),
    h('div', { class: 'wi-row' }, here, frame),
    h('label', { for: 'wi-vertices' }, say('drawVertices')), text, count, wrong,
    h('div', { class: 'wi-row' }, give, take, clear))
  let on = false
  desk.onUpdate(() => {
    const now = desk.hand.tool === 'draw'
    panel.hidden = !now
    if (now === on) return
    on = now
    app.map.getContainer().classList.toggle('wi-drawing', on)
    if (on) addLayers(desk)
    show()
  })
  return panel
}

function middle(desk: Desk): Position {
  const { lng, lat } = desk.app.map.getCenter().wrap()
  return rounded([lng, lat])
}

interface Gestures {
  add(at: Position): void
  finish(): void
  drop(): void
  back(): void
  count(): number
}

/** What the pointer and the keys do over the map while the tool is in hand. */
function listen(desk: Desk, g: Gestures): void {
  const { map } = desk.app
  const on = () => desk.active() && desk.hand.tool === 'draw'
  map.on('click', (e: MapMouseEvent) => {
    if (on()) g.add(rounded([e.lngLat.wrap().lng, e.lngLat.lat]))
  })
  map.on('dblclick', (e: MapMouseEvent) => {
    if (!on()) return
    e.preventDefault() // it would zoom
    g.finish()
  })
  // Before the map takes Enter and the space bar as clicks of its own.
  map.getContainer().addEventListener('keydown', (e) => {
    if (!on() || e.target !== map.getCanvas()) return
    const act = { Enter: g.finish, ' ': () => g.add(middle(desk)), Escape: g.drop, Backspace: g.back }[e.key]
    if (!act) return
    e.preventDefault()
    e.stopPropagation()
    act()
  }, { capture: true })
  document.addEventListener('keydown', (e) => {
    if (e.key === 'Escape' && on() && e.target === document.body && g.count() > 0) g.drop()
  })
}

function addLayers(desk: Desk): void {
  const { map } = desk.app
  if (map.getSource(source)) return
  map.addSource(source, { type: 'geojson', data: shape([], false) })
  map.addLayer({ id: `${source}-fill`, type: 'fill', source, filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': '#4b2e83', 'fill-opacity': 0.18 } })
  map.addLayer({ id: `${source}-halo`, type: 'line', source, filter: ['==', ['geometry-type'], 'LineString'], paint: { 'line-color': '#ffffff', 'line-width': 5 } })
  map.addLayer({ id: `${source}-line`, type: 'line', source, filter: ['==', ['geometry-type'], 'LineString'], paint: { 'line-color': '#4b2e83', 'line-width': 2.4, 'line-dasharray': [2, 1] } })
  map.addLayer({ id: `${source}-dots`, type: 'circle', source, filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-radius': 5, 'circle-color': '#ffffff', 'circle-stroke-color': '#4b2e83', 'circle-stroke-width': 2.4 } })
}

/** Vertices, the sides between them, and the ground once there are three. */
function shape(vertices: Position[], done: boolean): GeoJSON.FeatureCollection {
  const feature = (geometry: GeoJSON.Geometry): GeoJSON.Feature => ({ type: 'Feature', properties: {}, geometry })
  const features = vertices.map((coordinates) => feature({ type: 'Point', coordinates }))
  const first = vertices[0]
  if (first && vertices.length > 1) features.push(feature({ type: 'LineString', coordinates: done ? [...vertices, first] : vertices }))
  if (first && vertices.length > 2) features.push(feature({ type: 'Polygon', coordinates: [[...vertices, first]] }))
  return { type: 'FeatureCollection', features }
}
