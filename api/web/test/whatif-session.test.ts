import assert from 'node:assert/strict'
import test from 'node:test'
import type { Problem, ScenarioAnswer } from '../src/whatif/answer.ts'
import type { Change } from '../src/whatif/change.ts'
import { Session } from '../src/whatif/session.ts'

const give = (code: string): Change => ({ action: 'give', centre: 'x', units: [{ level: 'department', code }] })
const answered = (changes: Change[]) => ({ changes }) as unknown as ScenarioAnswer
const shown = (session: Session) => session.state.answer?.changes
const refusal: Problem = { title: 'Change refused', status: 422, detail: 'no', fix: 'leave it out', change: 1, reason: 'already-held' }

// service accepts every list without "bad", a tick later.
function service() {
  const asked: number[] = []
  let refuse = (changes: Change[]) => changes.some((c) => 'units' in c && c.units.some((u) => u.code === 'bad'))
  const session = new Session(
    async (changes) => {
      asked.push(changes.length)
      await new Promise((done) => setTimeout(done, 1))
      if (refuse(changes)) throw refusal
      return answered(changes)
    },
    (error) => error as Problem,
    () => undefined,
  )
  return { session, asked, refuseSome: (f: typeof refuse) => { refuse = f } }
}

test('edits wait for one another and build on one another', async () => {
  const { session, asked } = service()
  await Promise.all(['03', '15', '43'].map((code) => session.edit((now) => [...now, give(code)])))
  assert.deepEqual(session.changes, [give('03'), give('15'), give('43')])
  assert.deepEqual(asked, [0, 1, 2, 3]) // the base once
  assert.equal(session.state.busy, false)
})

test('undo and redo walk the same states, and an edit ends redoing', async () => {
  const { session } = service()
  await session.edit(() => [give('03')])
  await session.edit((now) => [...now, give('15')])
  assert.ok(await session.undo())
  assert.deepEqual(shown(session), [give('03')])
  assert.ok(await session.undo())
  assert.deepEqual(shown(session), [])
  assert.equal(await session.undo(), false)
  assert.ok(await session.redo())
  assert.ok(await session.redo())
  assert.deepEqual(shown(session), [give('03'), give('15')])
  assert.equal(await session.redo(), false)
  await session.undo()
  await session.edit((now) => [...now, give('43')])
  assert.equal(await session.redo(), false)
  assert.deepEqual(shown(session), [give('03'), give('43')])
})

test('a refused edit changes nothing, and says why', async () => {
  const { session } = service()
  await session.edit(() => [give('03')])
  assert.equal(await session.edit((now) => [...now, give('bad')]), false)
  assert.deepEqual(session.changes, [give('03')])
  assert.deepEqual(shown(session), [give('03')])
  assert.equal(session.state.refused?.problem, refusal)
  assert.deepEqual(session.state.refused?.tried, [give('03'), give('bad')])
  assert.ok(await session.edit((now) => [...now, give('15')]))
  assert.equal(session.state.refused, null)
})

test('changes that do not fit another day are kept, and come back with theirs', async () => {
  const { session, refuseSome } = service()
  await session.edit(() => [give('03')])
  refuseSome((changes) => changes.length > 0)
  assert.equal(await session.again(), false)
  assert.equal(shown(session), undefined)
  assert.equal(session.state.broken, refusal)
  assert.deepEqual(session.changes, [give('03')])
  assert.ok(await session.undo(), 'the base still stands')
  assert.equal(session.state.broken, null)
  refuseSome(() => false)
  assert.ok(await session.redo())
  assert.deepEqual(shown(session), [give('03')])
})

test('a link begins a new history', async () => {
  const { session } = service()
  await session.edit(() => [give('03')])
  assert.ok(await session.load([give('15')]))
  assert.deepEqual(shown(session), [give('15')])
  assert.equal(await session.undo(), false)
  assert.equal(await session.load([give('bad')]), false)
  assert.equal(session.state.broken, refusal)
  assert.ok(await session.load([]))
  assert.deepEqual(shown(session), [])
})
