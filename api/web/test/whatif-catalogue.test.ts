import assert from 'node:assert/strict'
import test from 'node:test'
import type { Figures, Row, ScenarioAnswer, Status } from '../src/whatif/answer.ts'
import { Catalogue, holding } from '../src/whatif/catalogue.ts'
import { changedRows, concerned, figureChanges, less } from '../src/whatif/figures.ts'
import { marksOf } from '../src/whatif/marks.ts'
import { speaker } from '../src/whatif/words.ts'

const figures = (neighbourhoods: number | null): Figures => {
  const one = { covered: neighbourhoods, total: 10, share: neighbourhoods === null ? null : neighbourhoods / 10 }
  return { departments: one, neighbourhoods: one, neighbourhood_population: one, npnru_neighbourhoods: one, population: one, area_km2: { ...one, approximate: true } }
}
const told = { population_undetermined: 0, neighbourhoods_undetermined: 0, neighbourhood_population_undetermined: 0, npnru_neighbourhoods_undetermined: 0 }
const row = (code: string, centres: string[], before: Status, after: Status): Row => ({
  code, name: code, centres, status_before: before, status_after: after, before: figures(1), after: figures(1),
})
const rows = [row('2A', ['x'], 'uncovered', 'covered'), row('2B', ['x', 'y'], 'covered', 'covered'), row('13', ['y'], 'covered', 'partial')]
const answer = { territories: rows } as unknown as ScenarioAnswer

const catalogue = new Catalogue(
  [{ id: 'x', name: 'X', named: true, acronym: null }, { id: 'y', name: '', named: false, acronym: null }],
  [{ level: 'region', code: '94', name: 'Corse' }, { level: 'department', code: '2A', name: 'Corse-du-Sud' }, { level: 'department', code: '971', name: 'Guadeloupe' }, { level: 'collectivity', code: '987', name: 'Polynésie française' }],
  [{ since: { code: '94' }, department_codes: ['2A'] }, { since: { code: '94' }, department_codes: ['2B'] }],
  speaker('fr'),
)

test('holding tells some from whole, over all the departments of a unit', () => {
  assert.deepEqual(holding(answer, ['2A', '2B']), { some: ['x', 'y'], whole: ['x'] })
  assert.deepEqual(holding(answer, ['13']), { some: ['y'], whole: [] })
  assert.deepEqual(holding(answer, ['99']), { some: [], whole: [] })
})

test('a region is made of departments, a commune lies in one, by its code', () => {
  assert.deepEqual(catalogue.parts({ level: 'region', code: '94' }), ['2A', '2B'])
  assert.deepEqual(catalogue.parts({ level: 'collectivity', code: '987' }), ['987'])
  assert.equal(catalogue.parts({ level: 'commune', code: '2A004' }), null)
  assert.deepEqual(catalogue.around({ level: 'commune', code: '2A004' }), ['2A'])
  assert.deepEqual(catalogue.around({ level: 'commune', code: '97105' }), ['971'])
  assert.equal(catalogue.around({ level: 'commune', code: '99001' }), null)
})

test('what has no name is called by its code', () => {
  assert.equal(catalogue.centre('x'), 'X')
  assert.equal(catalogue.centre('y'), 'Centre sans nom connu (y)')
  assert.equal(catalogue.centre('z'), 'z')
  assert.equal(catalogue.unit({ level: 'department', code: '2A' }), 'Corse-du-Sud (2A)')
  assert.equal(catalogue.unit({ level: 'region', code: '94' }), 'région Corse')
  assert.equal(catalogue.unit({ level: 'commune', code: '2A004' }), 'commune 2A004')
})

test('created centres are those not closed again', () => {
  const created = catalogue.createdBy([
    { action: 'create', centre: 'a', name: 'A' }, { action: 'create', centre: 'b', name: 'B' },
    { action: 'close', centre: 'a' }, { action: 'close', centre: 'x' }, { action: 'create', centre: 'x' },
  ])
  assert.deepEqual(created, ['b'])
})

test('differences keep what is not known, and do not drift', () => {
  assert.equal(less(0.3, 0.1), 0.2)
  assert.equal(less(null, 1), null)
  const [departments] = figureChanges(figures(7), figures(null))
  assert.deepEqual(departments, { measure: 'departments', before: 7, after: null, difference: null, total: 10, share: null, shareBefore: 0.7, approximate: false })
  assert.ok(figureChanges(figures(1), figures(1)).at(-1)?.approximate)
})

test('rows that change are those of another status or figure', () => {
  const moved = { ...row('75', [], 'covered', 'covered'), after: figures(2) }
  const same = row('78', [], 'covered', 'covered')
  assert.deepEqual(changedRows({ territories: [...rows, moved, same] } as unknown as ScenarioAnswer).map((t) => t.code), ['2A', '13', '75'])
})

test('loads concerned are those that change, the most first, and those named', () => {
  const load = (id: string, before: number, after: number) => {
    const burden = (neighbourhoods: number) => ({ neighbourhoods, neighbourhood_population: 0, npnru_neighbourhoods: 0, population: 0, area_km2: 0, city_contracts: 0, city_contracts_undetermined: 0, ...told })
    return { id, name: id, before: burden(before), after: burden(after) }
  }
  const loads = [load('a', 1, 2), load('b', 5, 5), load('c', 9, 1), load('d', 3, 3)]
  assert.deepEqual(concerned({ loads } as unknown as ScenarioAnswer, new Set(['d'])).map((l) => l.id), ['c', 'a', 'd'])
})

test('what one centre loses and another gains has moved', () => {
  const patch = (...codes: string[]) => ({
    units: codes.map((code) => ({ level: code === '987' ? 'collectivity' as const : 'department' as const, code, name: code })),
    pieces: [], area_km2: 0, population: 0, neighbourhoods: 0, neighbourhood_population: 0, npnru_neighbourhoods: 0, ...told,
  })
  const marks = marksOf([
    { id: 'x', name: 'X', gained: patch('26', '987'), lost: patch(), lost_to: [] },
    { id: 'y', name: 'Y', gained: patch(), lost: patch('26', '38'), lost_to: ['x'] },
  ])
  assert.deepEqual([...marks].sort(), [['collectivities/987', 'gained'], ['departments/26', 'moved'], ['departments/38', 'lost']])
})
