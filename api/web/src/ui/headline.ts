// The sentence a reader takes away: figure, denominator, date, interval.
import type { Coverage, Figure } from '../api.ts'
import type { App } from '../app.ts'
import { fill, h, svg } from '../dom.ts'
import { count, day, percent } from '../numbers.ts'
import type { Shell } from '../shell.ts'
import { differs } from '../view.ts'
import type { Word, Words } from '../words.ts'

export function mountHeadline(app: App, shell: Shell): void {
  const { store, figures, words } = app
  const box = h('section', { class: 'headline', 'aria-label': words('figures') })
  shell.panel.append(box)
  let said = ''
  let scenario = false
  const show = (answer: Coverage) => {
    const view = store.get()
    const figure = answer.totals[view.measure]
    const parts = headline(words, view.measure, view.qpv, view.territory, answer, figure)
    fill(box, ...parts.nodes)
    // Of a scenario its own panel tells, with what was done.
    if (said && said !== parts.text && !answer.scenario && !scenario) app.announce(parts.text)
    said = parts.text
    scenario = answer.scenario ?? false
  }
  figures.subscribe(show)
  store.subscribe((now, before) => {
    const current = figures.current()
    if (current && differs(now, before, 'measure')) show(current)
  })
}

function headline(words: Words, measure: string, qpv: string, territory: string, answer: Coverage, f: Figure | undefined) {
  const { lang } = words
  const when = day(lang, answer.datetime)
  const where = words(`in ${territory}` as Word)
  if (!f || f.covered == null || f.total == null || f.share == null) {
    const text = words('headlineNone', when, where)
    return { text, nodes: [h('p', { class: 'sentence' }, text)] }
  }
  const text = words('headline', when, count(lang, f.covered), count(lang, f.total), words(`of ${measure}` as Word, qpv), where)
  const unsourced = f.unsourced ? h('p', { class: 'aside' }, words('unsourced', count(lang, f.unsourced))) : null
  const { known, published } = answer.centres
  const centres = words('knownCentres', count(lang, known)) + (published == null ? '' : words('publishedCentres', count(lang, published)))
  return {
    text: `${percent(lang, f.share)}. ${text}`,
    nodes: [
      h('p', { class: 'figure' }, percent(lang, f.share), answer.scenario ? h('span', { class: 'scenario' }, words('inScenario')) : null),
      bandBar(f),
      h('p', { class: 'sentence' }, text),
      f.band ? h('p', { class: 'aside' }, words('interval', ...interval(words, f))) : null,
      f.evidence && f.covered > 0 ? h('p', { class: 'aside' }, evidence(words, f.evidence)) : null,
      unsourced,
      h('p', { class: 'aside' }, centres),
      qpv === '2024' ? h('p', { class: 'aside' }, words('listed2024')) : null,
    ].filter((n) => n !== null),
  }
}

/** What is attested on the day, by older sources, and by undated ones: those that are. */
export function evidence(words: Words, e: NonNullable<Figure['evidence']>): string {
  const older = (e.up_to_1_year ?? 0) + (e.up_to_3_years ?? 0) + (e.up_to_5_years ?? 0) + (e.older ?? 0)
  const part = (word: Word, n: number) => (n === 0 ? '' : words(word, count(words.lang, n)))
  return `${part('attested', e.attested ?? 0) || words('notAttested')}${part('older', older)}${part('undated', e.undated ?? 0)}.`
}

function interval(words: Words, f: Figure): [string, string] {
  return [count(words.lang, f.band?.high.covered ?? 0), count(words.lang, f.band?.low.covered ?? 0)]
}

/** What is of high confidence, inferred and supposed, as three shades of one bar. The sentence under it says the same. */
function bandBar(f: Figure): SVGElement {
  const share = f.share ?? 0
  const high = Math.min(f.band?.high.share ?? 0, share) // without an interval, nothing is shown as of high confidence
  const low = Math.max(f.band?.low.share ?? share, share)
  const rect = (cls: string, from: number, to: number) => svg('rect', { class: cls, x: from * 100, y: 0, width: Math.max(0, to - from) * 100, height: 4 })
  return svg('svg', { class: 'band', viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    rect('of', 0, 1), rect('low', share, low), rect('taken', high, share), rect('high', 0, high))
}
