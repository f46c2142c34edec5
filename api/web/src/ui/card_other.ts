// The cards of a priority neighbourhood and of an overlap.
import { address, dayQuery } from '../api.ts'
import type { App } from '../app.ts'
import { h } from '../dom.ts'
import { kindWord } from '../map/create.ts'
import { count } from '../numbers.ts'
import { isWord } from '../words.ts'
import type { CardContent } from './card.ts'
import { centreButton, centresOf, facts } from './facts.ts'
import { swatch } from './legend.ts'

interface Feature<P> { properties: P }

interface Neighbourhood {
  name: string | null
  communes: string[]
  department: string | null
  population_2013: number | null
}

export async function neighbourhoodCard(app: App, code: string): Promise<CardContent> {
  const { words, store, figures } = app
  const view = store.get()
  const path = `/collections/neighbourhoods/items/${encodeURIComponent(code)}`
  const { properties: p } = await app.api.get<Feature<Neighbourhood>>(path, { qpv: view.qpv })
  // It counts in its department by its code, so it stands as that does.
  const row = (await figures.ask(view, 'department')).territories.find((t) => t.code === p.department)
  const centres = await centresOf(app)
  const layer = p.department === '978' || p.department === '987' ? 'collectivities' : 'departments'
  const department = row && h('button', { type: 'button', class: 'as-link', click: () => store.set({ selected: `${layer}/${row.code}` }) }, row.name)
  return {
    title: p.name ?? code, kind: `${kindWord(words, 'neighbourhoods')} · ${code}`,
    body: [
      facts([
        [words('commune'), p.communes.join(', ')],
        [words('department'), department && row ? [department, ' ', h('span', { class: 'state' }, swatch(row.status), ' ', words(row.status))] : p.department],
        [words('inhabitants'), p.population_2013 == null ? null : `${count(words.lang, p.population_2013)} (2013)`],
        [words('centres'), row && row.centres.length > 0 ? h('ul', { class: 'plain' }, ...row.centres.map((id) => h('li', {}, centreButton(app, id, centres.get(id))))) : words('noCentre')],
      ]),
      h('p', { class: 'links' }, h('a', { href: address(path, { qpv: view.qpv, f: 'json' }) }, words('toData'))),
    ],
  }
}

interface Overlap { type: string }

export async function overlapCard(app: App, id: string): Promise<CardContent> {
  const { words, store } = app
  const view = store.get()
  const path = `/collections/overlaps/items/${encodeURIComponent(id)}`
  const query = { ...dayQuery(view), territory: view.territory }
  const { properties: p } = await app.api.get<Feature<Overlap>>(path, query)
  const centres = await centresOf(app)
  const ids = id.split('+')
  const type = `overlap ${p.type}`
  return {
    title: words('overlapped'), kind: kindWord(words, 'overlaps'),
    body: [
      facts([
        [words('centres'), h('ul', { class: 'plain' }, ...ids.map((c) => h('li', {}, centreButton(app, c, centres.get(c)))))],
        [words('overlapType'), isWord(type) ? words(type) : p.type],
      ]),
      h('p', { class: 'links' }, h('a', { href: address(path, { ...query, f: 'json' }) }, words('toData'))),
    ],
  }
}
