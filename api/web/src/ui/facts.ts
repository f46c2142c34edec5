// Pieces that several cards are made of.
import type { Centre, FigureSet, Perimeter } from '../api.ts'
import type { App } from '../app.ts'
import { h, svg } from '../dom.ts'
import { count, percent, published } from '../numbers.ts'
import { CONFIDENCES, MEASURES, type View } from '../view.ts'
import type { Word, Words } from '../words.ts'

/** A term and what there is to say of it; nothing where there is nothing. */
export function facts(list: [string, string | Node | (string | Node)[] | null | undefined][]): HTMLElement {
  return h('dl', { class: 'facts' }, ...list.filter(([, v]) => v != null && v !== '').map(([term, v]) => h('div', {}, h('dt', {}, term), h('dd', {}, ...(Array.isArray(v) ? v : [v as string | Node])))))
}

/** What is covered of each measure, with the share drawn. */
export function figuresTable(words: Words, figures: FigureSet): HTMLElement {
  const { lang } = words
  const amount = (m: string, n: number) => (m === 'area_km2' ? `${count(lang, n)}\u00a0km²` : count(lang, n))
  // One department of one says no more than the status does.
  const rows = MEASURES.filter((m) => figures[m] && !(m === 'departments' && (figures[m].total ?? 1) <= 1)).map((m) => {
    const f = figures[m]!
    const known = f.covered != null && f.total != null
    return h('tr', {}, h('th', { scope: 'row' }, words(`measure ${m}` as Word)),
      h('td', { class: 'n' }, known ? words('coveredOf', amount(m, f.covered!), amount(m, f.total!)) : words('unknownMeasure'), f.share == null ? null : bar(f.share)),
      h('td', { class: 'n' }, f.share == null ? '–' : percent(lang, f.share)))
  })
  return h('table', { class: 'figures' }, h('caption', {}, words('figures')),
    h('thead', { class: 'unseen' }, h('tr', {}, h('th', { scope: 'col' }, words('measure')), h('th', { scope: 'col' }, words('figures')), h('th', { scope: 'col' }, words('share')))),
    h('tbody', {}, ...rows))
}

function bar(share: number): SVGElement {
  return svg('svg', { class: 'bar', viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { class: 'of', width: 100, height: 4 }), svg('rect', { class: 'part', width: share * 100, height: 4 }))
}

/** All centres, asked for once for each generation of the data. */
export async function centresOf(app: App): Promise<Map<string, Centre>> {
  if (kept?.generation !== app.api.generation) {
    const asked = app.api.get<{ centres: Centre[] }>('/centres').then((a) => new Map(a.centres.map((c) => [c.id, c])))
    kept = { generation: app.api.generation, list: asked }
    asked.catch(() => (kept = null))
  }
  return kept.list
}
let kept: { generation: string; list: Promise<Map<string, Centre>> } | null = null

export function centreName(words: Words, id: string, centre: Centre | undefined): string {
  return centre?.named === false ? words('unnamed', id) : (centre?.name ?? id)
}

/** A button that opens the card of a centre. */
export function centreButton(app: App, id: string, centre: Centre | undefined): HTMLElement {
  return h('button', { type: 'button', class: 'as-link', click: () => app.store.set({ selected: `centres/${id}` }) }, centreName(app.words, id, centre))
}

/** The perimeters of a centre that hold on the day of the view, at its mission and confidence. */
export function inForce(perimeters: Perimeter[], view: View): Perimeter[] {
  const grade = (c: string) => CONFIDENCES.indexOf(c)
  return perimeters.filter((p) => (p.first_day == null || p.first_day <= view.datetime) && (p.last_day == null || p.last_day >= view.datetime) &&
    (view.scope === 'any' || p.scope === 'policy') && grade(p.confidence) <= grade(view.min_confidence))
}

/** What a perimeter rests on: its dates, its confidence, its sources. */
export function perimeterLine(words: Words, p: Perimeter): HTMLElement {
  const dates = [p.from ? dated(words, 'since', p.from) : words('sinceUnknown'), p.to ? dated(words, 'until', p.to) : ''].filter(Boolean).join(' ')
  const line = [dates, words('confidenceIs', words(`grade ${p.confidence}` as Word)), p.sourced ? '' : words('noSource')].filter(Boolean).join(' · ')
  return h('li', {}, h('p', {}, line), ...(p.sourced ? p.sources.map((s) => h('p', { class: 'source' }, linked(s))) : []))
}

/** A date as its source gives it, no more precise. */
const dated = (words: Words, word: 'since' | 'until', text: string) =>
  words(/^\d{4}-\d{2}-\d{2}$/.test(text) ? word : `${word}About`, published(words.lang, text))

/** A source, its web address as a link; what is no such address stays text. */
function linked(source: string): Node {
  const found = /https?:\/\/[^\s<>"]+/.exec(source)
  if (!found) return document.createTextNode(source)
  const url = found[0]
  return h('span', {}, source.slice(0, found.index), h('a', { href: url, rel: 'noreferrer' }, readable(url)), source.slice(found.index + url.length))
}

/** An address as people read it: without its scheme, its accents as letters. */
function readable(url: string): string {
  const bare = url.replace(/^https?:\/\/(www\.)?/, '')
  try {
    return decodeURI(bare)
  } catch {
    return bare // an escape that is broken stays as it is
  }
}
