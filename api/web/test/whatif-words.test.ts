import assert from 'node:assert/strict'
import test from 'node:test'
import type { Problem } from '../src/whatif/answer.ts'
import type { Change } from '../src/whatif/change.ts'
import { formatIn } from '../src/whatif/format.ts'
import { changeInWords, joined, refusalInWords, type Names } from '../src/whatif/say.ts'
import { speaker } from '../src/whatif/words.ts'

const fr = speaker('fr')
const en = speaker('en')
const names: Names = {
  centre: (id) => (id === 'cite-ressources' ? 'Cité Ressources' : id),
  unit: (u) => (u.code === '2A' ? 'Corse-du-Sud (2A)' : u.code),
}
const give: Change = { action: 'give', centre: 'cite-ressources', units: [{ level: 'department', code: '2A' }] }

test('every change has words', () => {
  const geometry = { type: 'Polygon' as const, coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] }
  const changes: [Change, string, string][] = [
    [give, 'Donner Corse-du-Sud (2A) à Cité Ressources', 'Give Corse-du-Sud (2A) to Cité Ressources'],
    [{ ...give, action: 'take' } as Change, 'Retirer Corse-du-Sud (2A) à Cité Ressources', 'Take Corse-du-Sud (2A) from Cité Ressources'],
    [{ action: 'move', from: 'x', to: 'cite-ressources', units: [{ level: 'department', code: '2A' }] }, 'Déplacer Corse-du-Sud (2A) de x à Cité Ressources', 'Move Corse-du-Sud (2A) from x to Cité Ressources'],
    [{ action: 'create', centre: 'c', name: 'Corse' }, 'Créer Corse', 'Create Corse'],
    [{ action: 'create', centre: 'cite-ressources' }, 'Rouvrir Cité Ressources', 'Open Cité Ressources again'],
    [{ action: 'close', centre: 'cite-ressources' }, 'Fermer Cité Ressources', 'Close Cité Ressources'],
    [{ action: 'draw', centre: 'x', geometry }, 'Donner à x un polygone de 3 sommets', 'Give x a polygon of 3 vertices'],
    [{ action: 'erase', centre: 'x', geometry }, 'Retirer à x un polygone de 3 sommets', 'Take from x a polygon of 3 vertices'],
  ]
  for (const [change, french, english] of changes) {
    assert.equal(changeInWords(change, names, fr), french)
    assert.equal(changeInWords(change, names, en), english)
  }
})

test('one is one, and many are many', () => {
  assert.equal(fr('shown', '1'), '1 territoire affiché.')
  assert.equal(fr('shown', '0'), '0 territoire affiché.')
  assert.equal(fr('shown', '1\u202f202'), '1\u202f202 territoires affichés.')
  assert.equal(en('shown', '0'), '0 territories shown.')
  assert.equal(en('drawCount', '1'), '1 vertex.')
})

test('a long list is counted, none is lost', () => {
  assert.equal(joined([], fr), '')
  assert.equal(joined(['a'], fr), 'a')
  assert.equal(joined(['a', 'b', 'c'], en), 'a, b and c')
  assert.equal(joined([...'abcdefg'], fr), 'a, b, c, d, e, f et g')
  assert.equal(joined([...'abcdefgh'], fr), 'a, b, c, d, e, f et 2 autres')
})

test('a refusal names the centre, the unit and the fix', () => {
  const problem: Problem = { title: 'Change refused', status: 422, detail: 'it holds it', fix: 'Leave it out.', change: 0, centre: 'cite-ressources', unit: { level: 'department', code: '2A' }, reason: 'already-held' }
  assert.deepEqual(refusalInWords(problem, [give], names, fr), {
    what: 'Cité Ressources sert déjà Corse-du-Sud (2A) en entier.',
    fix: 'Cette modification ne changerait rien\u00a0: laissez-la de côté.', foreign: false,
  })
  const near = refusalInWords({ ...problem, reason: 'unknown-centre', centre: 'cite', nearest: 'cite-ressources' }, [give], names, en)
  assert.match(near.fix, /The nearest: cite-ressources\.$/)
})

test('a problem without words here is told as the service tells it', () => {
  const problem: Problem = { title: 'Too busy', status: 503, detail: 'Many computations run.', fix: 'Ask again.' }
  assert.deepEqual(refusalInWords(problem, [], names, fr), { what: 'Many computations run.', fix: 'Ask again.', foreign: true })
  assert.ok(refusalInWords({ ...problem, reason: 'constructor' }, [], names, fr).foreign)
})

test('numbers are those of the pages', () => {
  const f = formatIn('fr', fr('notKnown'))
  const e = formatIn('en', en('notKnown'))
  assert.equal(f.count(1202), '1\u202f202')
  assert.equal(e.count(1202), '1,202')
  assert.equal(f.count(null), 'non connu')
  assert.equal(f.signed(5), '+5')
  assert.equal(f.signed(-1515), '\u22121\u202f515')
  assert.equal(f.signed(0), '0')
  assert.equal(f.signed(0.2), '0')
  assert.equal(f.signed(-0.2), '0')
  assert.equal(f.percent(0.7939), '79,4\u202f%')
  assert.equal(e.percent(0.9997), '99.9%')
  assert.equal(e.percent(0.0001), '0.1%')
  assert.equal(f.day('2017-03-01'), '1er\u00a0mars 2017')
  assert.equal(e.day('2017-03-16'), '16\u00a0March 2017')
})
