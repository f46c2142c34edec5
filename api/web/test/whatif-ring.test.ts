import assert from 'node:assert/strict'
import test from 'node:test'
import { added, box, closed, faultOf, parse, type Position } from '../src/whatif/ring.ts'

test('vertices are read as they are written', () => {
  const want: Position[] = [[8.5, 41.3], [9.6, 41.3], [9.6, 42.2]]
  for (const text of ['8.5, 41.3\n9.6, 41.3\n9.6, 42.2', '8,5 41,3\n9,6 41,3\n9,6 42,2\n', '8.5;41.3\n\n 9,6 ; 41,3\n9.6 42.2', '8.5,41.3\n9.6,41.3\n9.6,42.2\n8.5,41.3'])
    assert.deepEqual(parse(text), { vertices: want, fault: null }, text)
})

test('a line that is no place is refused by its number', () => {
  assert.deepEqual(parse('1, 2\nici').fault, { kind: 'line', line: 2, text: 'ici' })
  assert.deepEqual(parse('1 2 3').fault, { kind: 'line', line: 1, text: '1 2 3' })
  assert.deepEqual(parse('1e3, 2').fault, { kind: 'line', line: 1, text: '1e3, 2' })
  assert.deepEqual(parse('NaN, 2').fault, { kind: 'line', line: 1, text: 'NaN, 2' })
  assert.deepEqual(parse('48, 2\n2, 148').fault, { kind: 'range', line: 2, text: '2, 148' })
  assert.deepEqual(parse('1, 2\n3, 4').fault, { kind: 'few' })
})

test('sides that cross are told, sides that meet at a vertex are not', () => {
  assert.deepEqual(faultOf([[0, 0], [1, 1], [1, 0], [0, 1]]), { kind: 'crossed' })
  assert.equal(faultOf([[0, 0], [1, 0], [1, 1], [0, 1]]), null)
  assert.deepEqual(faultOf([[0, 0], [2, 0], [2, 2], [1, 0], [0, 2]]), { kind: 'crossed' }) // a vertex on a side
})

test('crossing sides are told as an exhaustive look at fine steps does', () => {
  const seed = Date.now() % 1e6
  let state = seed
  const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648
  let crossed = 0
  for (let i = 0; i < 500; i++) {
    const ring = Array.from({ length: 4 + Math.floor(random() * 4) }, (): Position => [random(), random()])
    const told = faultOf(ring) !== null
    assert.equal(told, meets(ring), `seed ${seed}, ring ${JSON.stringify(ring)}`)
    if (told) crossed++
  }
  assert.ok(crossed > 50 && crossed < 500, `seed ${seed}: ${crossed} of 500 cross`)
})

// meets solves for the crossing of each pair of sides: another way to tell.
function meets(ring: Position[]): boolean {
  const n = ring.length
  const at = (i: number) => ring[i % n]!
  for (let i = 0; i < n; i++)
    for (let k = i + 2; k < n; k++) {
      if (i === 0 && k === n - 1) continue
      const [a, b, c, d] = [at(i), at(i + 1), at(k), at(k + 1)]
      const det = (b[0] - a[0]) * (c[1] - d[1]) - (c[0] - d[0]) * (b[1] - a[1])
      const s = ((c[0] - a[0]) * (c[1] - d[1]) - (c[0] - d[0]) * (c[1] - a[1])) / det
      const t = ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / det
      if (s >= 0 && s <= 1 && t >= 0 && t <= 1) return true
    }
  return false
}

test('a double click adds one vertex', () => {
  assert.deepEqual(added(added([], [1, 2]), [1, 2]), [[1, 2]])
  assert.deepEqual(added([[1, 2]], [1.000004, 2.000006]), [[1, 2], [1, 2.00001]])
})

test('a polygon is closed, and the frame of the map is one', () => {
  const ring = box(8, 41, 10, 43)
  assert.equal(faultOf(ring), null)
  assert.deepEqual(closed(ring), { type: 'Polygon', coordinates: [[[8, 41], [10, 41], [10, 43], [8, 43], [8, 41]]] })
})
