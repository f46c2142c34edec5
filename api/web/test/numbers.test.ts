import assert from 'node:assert/strict'
import test from 'node:test'
import { count, dateOf, day, dayNumber, isDay, percent, published, signed } from '../src/numbers.ts'
import { evidence } from '../src/ui/headline.ts'
import { addMonths } from '../src/ui/timeline.ts'
import { allWords, wordsOf } from '../src/words.ts'

test('numbers are written as the pages write them', () => {
  assert.equal(count('fr', 1202), '1\u202f202')
  assert.equal(count('en', 5435060), '5,435,060')
  assert.equal(count('fr', -12), '−12')
  assert.equal(signed('en', 5), '+5')
  assert.equal(signed('fr', 0), '0')
  assert.equal(percent('fr', 0.7939), '79,4\u202f%')
  assert.equal(percent('en', 0.7939), '79.4%')
})

test('a share is shown as none or all only where it is', () => {
  assert.equal(percent('en', 0.9999), '99.9%')
  assert.equal(percent('en', 0.0001), '0.1%')
  assert.equal(percent('en', 1), '100.0%')
  assert.equal(percent('en', 0), '0.0%')
})

test('verbs take the number of what is counted', () => {
  const said = (lang: 'fr' | 'en', n: string) => wordsOf(lang)('headline', 'd', n, '25', 'm', 'p')
  assert.match(said('fr', '0'), /p est dans/)
  assert.match(said('fr', '1'), /p est dans/)
  assert.match(said('fr', '1\u202f202'), /p sont dans/)
  assert.match(said('en', '0'), /p lie in/)
  assert.match(said('en', '1'), /p lies in/)
})

test('evidence tells of what there is', () => {
  const none = { attested: 0, up_to_1_year: 0, up_to_3_years: 0, up_to_5_years: 0, older: 0, undated: 0 }
  assert.equal(evidence(wordsOf('en'), { ...none, attested: 3, up_to_3_years: 2 }), 'Attested on that date: 3; by an older source: 2.')
  assert.equal(evidence(wordsOf('en'), { ...none, undated: 2 }), 'No cited source attests the coverage on that date; by an undated one: 2.')
})

test('days', () => {
  assert.equal(day('fr', '2019-07-01'), '1er\u00a0juillet 2019')
  assert.equal(day('en', '2017-03-16'), '16\u00a0March 2017')
  for (const iso of ['1990-01-01', '2000-02-29', '2100-12-31']) {
    assert.equal(dateOf(dayNumber(iso)), iso)
    assert.ok(isDay(iso))
  }
  for (const not of ['2017-02-29', '1989-12-31', '2101-01-01', '2017-3-16', '', '2017-03-16T00:00:00Z']) assert.equal(isDay(not), false, not)
})

test('a month later is never a day of another month', () => {
  assert.equal(addMonths('2017-01-31', 1), '2017-02-28')
  assert.equal(addMonths('2016-01-31', 1), '2016-02-29')
  assert.equal(addMonths('2017-01-15', -1), '2016-12-15')
  assert.equal(addMonths('2017-03-31', 12), '2018-03-31')
})

test('every word stands in both languages, and both take the same', () => {
  for (const [word, [fr, en]] of Object.entries(allWords)) {
    assert.ok(fr && en, word)
    const filled = (s: string) => [...s.matchAll(/\{(\d)\}/g)].map((m) => m[1]).sort().join()
    assert.equal(filled(fr), filled(en), word)
  }
  assert.equal(wordsOf('fr')('refused', 'x'), 'Le service a refusé\u00a0: x')
  assert.equal(wordsOf('en')('coveredOf', 1, 2), '1 of 2')
})

test('a date is written as precisely as its source gives it', () => {
  assert.equal(published('fr', '2017-03-16'), '16\u00a0mars 2017')
  assert.equal(published('fr', '1993-11'), 'novembre 1993')
  assert.equal(published('en', '2006'), '2006')
  assert.equal(published('fr', '1993-13'), '1993-13')
})
