// The card of a centre: who it is, what it serves on the day, and what that
// rests on. A centre has no coordinates: it is shown by its perimeters.
import { address, dayQuery, type Centre, type Perimeter } from '../api.ts'
import type { App } from '../app.ts'
import { h } from '../dom.ts'
import { kindWord } from '../map/create.ts'
import { day } from '../numbers.ts'
import { layerOf } from '../app.ts'
import type { CardContent } from './card.ts'
import { centreName, facts, inForce, perimeterLine } from './facts.ts'
import { servedBox } from './search.ts'

export async function centreCard(app: App, id: string): Promise<CardContent> {
  const { words, store } = app
  const view = store.get()
  const centre = await app.api.get<Centre & { history: Perimeter[] }>(`/centres/${encodeURIComponent(id)}`)
  const now = inForce(centre.history, view)
  const units = [...new Map(now.flatMap((p) => p.units).map((u) => [`${u.level}/${u.code}`, u])).values()]
  const lang = new URLSearchParams(location.search).get('lang') ?? undefined
  return {
    title: centreName(words, id, centre), kind: kindWord(words, 'centres'), box: servedBox(app, id),
    body: [
      facts([[words('acronym'), centre.acronym], [words('seat'), centre.seat], [words('website'), centre.website && h('a', { href: `https://${centre.website.replace(/^https?:\/\//, '')}`, rel: 'noreferrer' }, centre.website)]]),
      h('h3', {}, words('serves', day(words.lang, view.datetime))),
      units.length === 0 ? h('p', {}, words('servesNothing')) : h('ul', { class: 'units' }, ...units.map((u) => h('li', {},
        h('button', { type: 'button', class: 'as-link', click: () => store.set({ selected: `${layerOf(u.level, u.code)}/${u.code}` }) }, u.name)))),
      now.length > 0 ? h('section', {}, h('h3', {}, words('basis')), h('ul', { class: 'basis' }, ...now.map((p) => perimeterLine(words, p)))) : null,
      h('p', { class: 'links' },
        h('a', { href: address(`/centres/${encodeURIComponent(id)}`, { ...dayQuery(view), f: 'html', lang }) }, words('toPage')),
        h('a', { href: address(`/centres/${encodeURIComponent(id)}`, { f: 'json' }) }, words('toData'))),
    ],
  }
}
