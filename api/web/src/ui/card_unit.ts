// The card of a territory: how it stands, what is covered of it, by whom, and
// what that rests on.
import { dayQuery, address, type Perimeter, type Status, type Territory } from '../api.ts'
import { levelOf, type App } from '../app.ts'
import { h } from '../dom.ts'
import { kindWord } from '../map/create.ts'
import { MEASURES } from '../view.ts'
import type { CardContent } from './card.ts'
import { centreButton, centresOf, facts, figuresTable, inForce, perimeterLine } from './facts.ts'
import { swatch } from './legend.ts'

/** Collections whose items have a page of their own. */
const withPage = ['regions', 'regions-2015', 'departments', 'collectivities']

export async function unitCard(app: App, layer: string, code: string): Promise<CardContent> {
  const { words, store, figures } = app
  const view = store.get()
  const level = levelOf(layer)!
  const fine = layer === 'epci' || layer === 'communes'
  const current = figures.current()
  const rows = current?.scenario && current.level === level ? current : null // what a scenario makes of it, where one is shown
  const answer = fine ? null : (rows ?? (await figures.ask(view, level)))
  const row = answer ? answer.territories.find((t) => t.code === code) : await fineRow(app, code)
  const place = app.place(layer, code)
  const kind = `${kindWord(words, layer)} · ${code}`
  if (!row && fine) return farCard(app, layer, code, kind)
  if (!row) return { title: place?.name ?? code, kind, body: [h('p', {}, words(place ? 'outside' : 'notShown'))], box: place?.bbox ?? null }
  const centres = await centresOf(app)
  const basis = await Promise.all(row.centres.map((id) => perimetersOf(app, id, code)))
  return {
    title: row.name, kind, box: place?.bbox ?? null,
    body: [
      h('p', { class: 'state' }, swatch(row.status), ' ', h('strong', {}, words(row.status))),
      facts([[words('centres'), row.centres.length === 0 ? words('noCentre') : h('ul', { class: 'plain' }, ...row.centres.map((id) => h('li', {}, centreButton(app, id, centres.get(id)))))], ...sourceOf(words, row)]),
      figuresTable(words, row.measures),
      basis.flat().length > 0 ? h('section', {}, h('h3', {}, words('basis')), h('ul', { class: 'basis' }, ...basis.flat().map((p) => perimeterLine(words, p)))) : null,
      links(app, layer, code),
    ],
  }
}

/** How recent the sources are for what is covered of a territory, where something is. */
function sourceOf(words: App['words'], row: Territory): [string, string][] {
  if (row.centres.length === 0 || row.evidence_year === undefined) return []
  return [[words('lastSource'), row.evidence_year === null ? words('undatedSource') : String(row.evidence_year)]]
}

/** The perimeters in force of a centre that name a unit, or all of them where none does by itself. */
async function perimetersOf(app: App, centre: string, code: string): Promise<Perimeter[]> {
  const { perimeters } = await app.api.get<{ perimeters: Perimeter[] }>(`/centres/${encodeURIComponent(centre)}/perimeters`)
  const now = inForce(perimeters, app.store.get())
  const naming = now.filter((p) => p.units.some((u) => u.code === code))
  return naming.length > 0 ? naming : now
}

/** What a tile tells of an EPCI or commune: their rows are not asked for, there are 35,000. */
async function fineRow(app: App, code: string): Promise<Territory | undefined> {
  const find = () => app.map.getSource('coverage') && app.map.querySourceFeatures('coverage', { sourceLayer: 'coverage', filter: ['==', ['get', 'code'], code] })[0]
  let f = find()
  if (!f) {
    await new Promise((done) => app.map.once('idle', done).triggerRepaint()) // its tiles may be on their way
    f = find()
  }
  if (!f) return undefined
  const p = f.properties as Record<string, string | number | undefined>
  const number = (name: string) => (typeof p[name] === 'number' ? (p[name] as number) : null)
  return {
    code, name: String(p['name'] ?? code), status: String(p['status']) as Status,
    centres: String(p['centres'] ?? '').split('+').filter(Boolean), evidence_year: number('evidence_year'),
    measures: Object.fromEntries(MEASURES.map((m) => [m, { covered: number(`${m}_covered`), total: number(`${m}_total`), share: number(`${m}_share`) }])),
  }
}

/** The card of a fine unit that no tile shown holds: its name, and the way to it. */
async function farCard(app: App, layer: string, code: string, kind: string): Promise<CardContent> {
  const { results } = await app.api.get<{ results: { collection: string; id: string; name: string; bbox: CardContent['box'] }[] }>('/search', { q: code, limit: 20 })
  const found = results.find((r) => r.collection === layer && r.id === code)
  return { title: found?.name ?? code, kind, box: found?.bbox ?? null, body: [h('p', {}, app.words(found ? 'tooFar' : 'notShown')), links(app, layer, code)] }
}

function links(app: App, layer: string, code: string): HTMLElement {
  const { words, store } = app
  const path = `/collections/${layer}/items/${encodeURIComponent(code)}`
  const lang = new URLSearchParams(location.search).get('lang') ?? undefined
  return h('p', { class: 'links' },
    withPage.includes(layer) && h('a', { href: address(path, { ...dayQuery(store.get()), f: 'html', lang }) }, words('toPage')),
    h('a', { href: address(path, { f: 'json' }) }, words('toData')))
}
