import assert from 'node:assert/strict'
import test from 'node:test'
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import type { StyleSpecification } from 'maplibre-gl'
import type { Coverage, Place, Trajectory } from '../src/api.ts'
import { merged } from '../src/map/base.ts'
import { centreLabels, middlemost, shortName } from '../src/map/centre_labels.ts'
import { intoView } from '../src/map/camera.ts'
import { wrap } from '../src/map/labels.ts'
import { FILLINGS } from '../src/map/patterns.ts'
import { firstStyle } from '../src/map/style.ts'
import { moments, stepsPath } from '../src/ui/history.ts'

Object.assign(globalThis, { location: { origin: 'http://127.0.0.1:8080' } })
const loaded = ['regions', 'regions-2015', 'departments', 'collectivities']

test('the style of the map is a style of MapLibre', () => {
  assert.deepEqual(validateStyleMin(firstStyle('0123456789abcdef', loaded)).map((e) => e.message), [])
  assert.deepEqual(validateStyleMin(firstStyle('0123456789abcdef', [])).map((e) => e.message), [])
})

test('over a base map no name is in both styles', () => {
  const own = firstStyle('0123456789abcdef', loaded)
  const base = {
    version: 8, glyphs: 'https://tiles.example.org/{fontstack}/{range}.pbf',
    sources: { departments: { type: 'vector', tiles: ['https://tiles.example.org/{z}/{x}/{y}.pbf'] } },
    layers: [
      { id: 'background', type: 'background', paint: { 'background-color': '#fff' } },
      { id: 'line-departments', type: 'line', source: 'departments', 'source-layer': 'a' },
    ],
  } as StyleSpecification
  const both = merged(own, base)
  assert.deepEqual(validateStyleMin(both).map((e) => e.message), [])
  assert.equal(new Set(both.layers.map((l) => l.id)).size, both.layers.length)
  assert.equal(both.layers.filter((l) => l.type === 'background').length, 1)
  assert.equal(both.layers[1]!.id, 'base:line-departments')
  assert.deepEqual(both.sources['departments'], own.sources['departments'])
})

test('fillings differ by their pattern alone', () => {
  const shown = Object.entries(FILLINGS).filter(([name]) => name !== 'quiet').map(([, f]) => f.path)
  // Lost ground and overlaps share a pattern, of opposite lightness.
  assert.equal(new Set(shown).size, shown.length - 1)
})

test('a name breaks near its middle, and loses no letter', () => {
  assert.deepEqual(wrap('Corse'), ['Corse'])
  assert.deepEqual(wrap('Provence-Alpes-Côte d\'Azur'), ['Provence-Alpes-', 'Côte d\'Azur'])
  assert.deepEqual(wrap('Pays de la Loire'), ['Pays de', 'la Loire'])
  assert.deepEqual(wrap('Meurthe-et-Moselle'), ['Meurthe-', 'et-Moselle'])
  for (const name of ['Bourgogne-Franche-Comté', 'Saint-Pierre-et-Miquelon', 'Unbreakablelongname'])
    assert.equal(wrap(name).join('').replace(/ /g, ''), name.replace(/ /g, ''))
})

const totals = (share: number | null) => ({ neighbourhoods: { covered: null, total: null, share } })
const history: Trajectory = {
  from: '1990-01-01', to: '2000-01-01', start: { datetime: '1990-01-01', totals: totals(0.25) },
  steps: [{ datetime: '1995-01-01', events: [], after: { totals: totals(0.5) } }],
}

test('the history is drawn as steps that hold until the next', () => {
  const list = moments(history, 'neighbourhoods')
  assert.deepEqual(list, [{ datetime: '1990-01-01', share: 0.25 }, { datetime: '1995-01-01', share: 0.5 }])
  assert.equal(stepsPath(list, '1990-01-01', '2000-01-01'), 'M0 30H500V21H1000')
  assert.equal(stepsPath(moments(history, 'population'), '1990-01-01', '2000-01-01'), '')
})

test('a centre is named on ground it serves', () => {
  assert.deepEqual(middlemost([[0, 0], [10, 0], [4, 1]]), [4, 1])
  const place = (code: string, at: [number, number]): Place => ({ level: 'department', code, name: code, bbox: null, label: at })
  const row = (code: string, centres: string[]) => ({ code, name: code, status: 'covered' as const, centres, measures: {} })
  const answer = { level: 'department', territories: [row('01', ['a']), row('02', ['a', 'b']), row('03', [])] } as unknown as Coverage
  const out = centreLabels(answer, [place('01', [1, 1]), place('02', [2, 2]), place('03', [3, 3])], new Map())
  assert.deepEqual(out.features.map((f) => [f.properties!['id'], (f.geometry as GeoJSON.Point).coordinates]), [['a', [1, 1]], ['b', [2, 2]]])
})

test('a centre without a name is told by its identifier', () => {
  const centre = { id: 'x', name: 'X', named: false, acronym: null, seat: null, website: null, status: null }
  assert.equal(shortName('x', centre), 'x')
  assert.equal(shortName('x', { ...centre, named: true, name: 'Labo Cités' }), 'Labo Cités')
  assert.equal(shortName('x', { ...centre, named: true, acronym: 'ORIV', name: 'Observatoire régional de l\'intégration et de la ville' }), 'ORIV')
})

test('what lies outside is moved in by no more than it must', () => {
  assert.equal(intoView([10, 20], [0, 100]), 0)
  assert.equal(intoView([-10, 20], [0, 100]), 10)
  assert.equal(intoView([90, 130], [0, 100]), -30)
  assert.equal(intoView([-50, 150], [0, 100]), 0) // too long, and seen in part
  assert.equal(intoView([120, 320], [0, 100]), -170) // too long, and not seen: its middle is
})
