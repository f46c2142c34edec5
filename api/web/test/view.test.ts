import assert from 'node:assert/strict'
import test from 'node:test'
import { defaultView, differs, formatView, LAYERS, LEVELS, MEASURES, parseView, queryText, Store, type View } from '../src/view.ts'

const today = '2026-11-23'

/** A generator of numbers from 0 to 1: the seed is told, so that a failure can be had again. */
function random(seed: number): () => number {
  return () => {
    seed = (seed * 1664525 + 1013904223) >>> 0
    return seed / 2 ** 32
  }
}

test('an address holds the whole view', (t) => {
  const seed = Date.now() >>> 0
  t.diagnostic(`seed ${seed}`)
  const r = random(seed)
  const one = <T>(list: readonly T[]): T => list[Math.floor(r() * list.length)]!
  for (let i = 0; i < 500; i++) {
    const view: View = {
      datetime: `${1990 + Math.floor(r() * 110)}-0${1 + Math.floor(r() * 9)}-${10 + Math.floor(r() * 18)}`,
      level: one(LEVELS), territory: one(['france', 'overseas']), scope: one(['policy', 'any']), min_confidence: one(['high', 'low']),
      qpv: one(['2015', '2024']), measure: one(MEASURES), layers: LAYERS.filter(() => r() < 0.5),
      center: [Number((r() * 360 - 180).toFixed(4)), Number((r() * 180 - 90).toFixed(4))], zoom: Number((r() * 18).toFixed(2)),
      selected: one([null, 'departments/2A', 'overlaps/a-b+c']), scenario: one(['', 's1.ItGr6E5K_-w']),
    }
    const text = queryText(formatView(view))
    assert.deepEqual(parseView(`?${text}`, today), { view, refused: [] }, text)
  }
})

test('what cannot be read is named, and the default stands in for it', () => {
  const bad = '?v=2&datetime=2017-02-30&level=canton&territory=x&scope=&min_confidence=sure&qpv=2014&measure=kg&layers=coverage,zzz&center=1&zoom=NaN&selected=a/b&scenario=%3Cb%3E&lang=fr'
  const { view, refused } = parseView(bad, today)
  assert.deepEqual(refused, ['v', 'datetime', 'level', 'territory', 'scope', 'min_confidence', 'qpv', 'measure', 'layers', 'center', 'zoom', 'selected', 'scenario'])
  assert.deepEqual({ ...view, layers: [] }, { ...defaultView(today), layers: [] })
  for (const center of ['181,0', '0,91', '1e3,0', ',', '1,2,3', 'Infinity,0', '0x1,0'])
    assert.deepEqual(parseView(`?center=${center}`, today).refused, ['center'], center)
})

test('the store tells of what changed, and of nothing else', () => {
  const store = new Store(defaultView(today))
  const heard: [string, string][] = []
  const end = store.subscribe((now, before) => heard.push([before.level, now.level]))
  store.set({ level: 'region' })
  store.set({ level: 'region', layers: [...store.get().layers], center: [2.5, 46.5] }) // the same, said anew
  end()
  store.set({ level: 'department' })
  assert.deepEqual(heard, [['department', 'region']])
})

test('differs looks inside lists', () => {
  const a = defaultView(today)
  assert.equal(differs({ ...a, layers: [...a.layers] }, a, 'layers'), false)
  assert.equal(differs({ ...a, layers: ['gaps'] }, a, 'layers'), true)
  assert.equal(differs({ ...a, zoom: 9 }, a, 'layers', 'center'), false)
})
