import assert from 'node:assert/strict'
import test from 'node:test'
import type { Change, Unit } from '../src/whatif/change.ts'
import { handOver, newID, without } from '../src/whatif/edits.ts'

const d = (code: string): Unit => ({ level: 'department', code })
const give = (centre: string, ...codes: string[]): Change => ({ action: 'give', centre, units: codes.map(d) })
const take = (centre: string, ...codes: string[]): Change => ({ action: 'take', centre, units: codes.map(d) })

test('a second click undoes the first, and leaves no change', () => {
  const one = handOver([], 'give', 'x', d('2A'), true)
  assert.deepEqual(one, [give('x', '2A')])
  assert.deepEqual(handOver(one, 'take', 'x', d('2A'), true), [])
  const taken = handOver([], 'take', 'x', d('13'), true)
  assert.deepEqual(handOver(taken, 'give', 'x', d('13'), true), [])
})

test('one unit leaves a change that names several', () => {
  assert.deepEqual(handOver([give('x', '03', '15'), give('y', '15')], 'take', 'x', d('15'), true), [give('x', '03'), give('y', '15')])
})

test('ground held in part before is taken by a change of its own', () => {
  assert.deepEqual(handOver([give('x', '2A')], 'take', 'x', d('2A'), false), [give('x', '2A'), take('x', '2A')])
})

test('a change is kept where other ground of the centre may lie in the unit', () => {
  const region: Change = { action: 'give', centre: 'x', units: [{ level: 'region', code: '94' }] }
  const draw: Change = { action: 'draw', centre: 'x', geometry: { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] } }
  const move: Change = { action: 'move', from: 'x', to: 'y', units: [d('2A')] }
  for (const other of [region, draw, move]) {
    const before = [give('x', '2A'), other]
    assert.deepEqual(handOver(before, 'take', 'x', d('2A'), true), [...before, take('x', '2A')])
  }
})

test('changes of other centres do not matter', () => {
  const before = [give('x', '2A'), take('y', '13'), give('y', '2A')]
  assert.deepEqual(handOver(before, 'take', 'x', d('2A'), true), before.slice(1))
})

test('a centre just created is still that centre', () => {
  const created: Change = { action: 'create', centre: 'x', name: 'X' }
  assert.deepEqual(handOver([created, give('x', '2A')], 'take', 'x', d('2A'), true), [created])
})

test('without leaves one change out and touches no other', () => {
  const list = [give('x', '03'), give('y', '15')]
  assert.deepEqual(without(list, 0), [give('y', '15')])
  assert.equal(list.length, 2)
})

test('an identifier is plain, and unlike those taken', () => {
  assert.equal(newID('Centre « Île de Beauté »', () => false), 'centre-ile-de-beaute')
  assert.equal(newID('Cœur', () => false), 'coeur')
  assert.equal(newID('!!!', () => false), 'centre')
  assert.equal(newID('Corse', (id) => id === 'corse' || id === 'corse-2'), 'corse-3')
})
