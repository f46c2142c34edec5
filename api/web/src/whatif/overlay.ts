// The scenario on the map: units coloured by what it makes of them, marks on
// what changes hands, and the outlines of ground finer than departments.
import type { GeoJSONSource } from 'maplibre-gl'
import type { Coverage } from '../api.ts'
import { isAbort } from '../api.ts'
import { layerOf, type Highlight } from '../app.ts'
import type { View } from '../view.ts'
import { scenarioAddress } from './addresses.ts'
import type { Figures, ScenarioAnswer } from './answer.ts'
import { finer } from './catalogue.ts'
import type { Desk } from './desk.ts'
import { marksOf, type Mark } from './marks.ts'

const source = 'whatif-ground'
const layers = ['departments', 'collectivities']

/** Keeps the map in step with the scenario. */
export function paintScenario(desk: Desk): void {
  let shown: ScenarioAnswer | null = null
  let compact = ''
  desk.onUpdate(() => {
    const { answer } = desk.session.state
    const now = desk.hand.before || desk.session.changes.length === 0 ? null : answer
    paintCentre(desk, now)
    if (now === shown) return
    shown = now
    desk.app.figures.through(now ? (view, level) => (answers(now, view) ? coverageOf(desk, now, level) : null) : null)
    compact = now && finer(now.changes) ? (now.compact ?? '') : ''
    void paintGround(desk, compact, () => compact)
  })
}

let told = ''

/** Marks what changes hands, and outlines what the centre chosen holds. */
function paintCentre(desk: Desk, now: ScenarioAnswer | null): void {
  const rows = now ?? desk.session.state.base
  const { centre } = desk.hand
  const marks = new Map<string, Mark>()
  if (centre && desk.active()) for (const t of rows?.territories ?? []) if (t.centres.includes(centre)) marks.set(`${layerOf('department', t.code)}/${t.code}`, 'chosen')
  if (now && !finer(now.changes)) for (const [key, mark] of marksOf(now.ground)) marks.set(key, mark)
  const text = JSON.stringify([...marks])
  if (text === told) return
  told = text
  for (const layer of layers) {
    const states = new Map<string, Highlight>()
    for (const [key, mark] of marks) if (key.startsWith(`${layer}/`)) states.set(key.slice(layer.length + 1), { mark })
    desk.app.highlight(layer, states)
  }
}

/** Whether an answer is to the question of a view: it may have moved on. */
function answers(answer: ScenarioAnswer, view: View): boolean {
  return answer.datetime === view.datetime && answer.territory === view.territory && answer.scope === view.scope &&
    answer.min_confidence === view.min_confidence && answer.qpv === view.qpv
}

/** The scenario as the answer that the rest of the map reads. */
async function coverageOf(desk: Desk, answer: ScenarioAnswer, level: string): Promise<Coverage> {
  const rows = level === 'department' || !answer.compact
    ? answer
    : await desk.app.api.get<ScenarioAnswer>(scenarioAddress(answer.compact, { ...desk.asked(), level }, 'json'), {}, 'whatif-level')
  return {
    datetime: answer.datetime, level: rows.level, territory: desk.asked().territory, generation: answer.generation,
    centres: { known: answer.centres_known.after }, totals: totalsOf(answer.after), scenario: true,
    territories: rows.territories.map((t) => ({ code: t.code, name: t.name, status: t.status_after, centres: t.centres, measures: { ...t.after } })),
  }
}

/** The totals, without the intervals where the changes cannot be made at every threshold. */
function totalsOf(after: Figures): Coverage['totals'] {
  return Object.fromEntries(Object.entries(after).map(([measure, figure]) => {
    const { band, ...rest } = figure
    const whole = band && Object.values(band).every((b) => b.covered !== null)
    return [measure, whole ? figure : rest]
  }))
}

/** Draws the outlines of ground that tiles of departments do not have: communes and polygons. */
async function paintGround(desk: Desk, compact: string, wanted: () => string): Promise<void> {
  const { map, api } = desk.app
  let data: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }
  if (compact) {
    try {
      data = await api.get<GeoJSON.FeatureCollection>(scenarioAddress(compact, desk.asked(), 'geojson'), {}, 'whatif-ground')
    } catch (error) {
      if (isAbort(error)) return
    }
  }
  if (wanted() !== compact) return
  if (compact) addLayers(desk)
  map.getSource<GeoJSONSource>(source)?.setData({ ...data, features: data.features.filter((f) => f.geometry) })
}

function addLayers(desk: Desk): void {
  const { map } = desk.app
  if (map.getSource(source)) return
  map.addSource(source, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } })
  for (const change of ['gained', 'lost'])
    map.addLayer({ id: `${source}-${change}`, type: 'fill', source, filter: ['==', ['get', 'change'], change],
      paint: { 'fill-pattern': `fill-${change}`, 'fill-antialias': false } })
  map.addLayer({ id: `${source}-halo`, type: 'line', source, paint: { 'line-color': '#ffffff', 'line-width': 4 } })
  map.addLayer({ id: `${source}-line`, type: 'line', source, paint: { 'line-color': '#0b1620', 'line-width': 1.6 } })
}
