// A base map from another host, where whoever runs the service configured one.
// All that it loads must stand on that host: the policy of the page says so.
import type { StyleSpecification } from './maplibre.ts'

/** Puts a base map under a style: image tiles by their template, or a style by its address. */
export async function withBaseMap(own: StyleSpecification, url: string, credit: string): Promise<StyleSpecification> {
  if (url === '') return own
  if (url.includes('{z}')) {
    return {
      ...own, sources: { ...own.sources, base: { type: 'raster', tiles: [url], tileSize: 256, attribution: credit } },
      layers: [...own.layers.slice(0, 1), { id: 'base', type: 'raster', source: 'base', paint: { 'raster-saturation': -0.7, 'raster-opacity': 0.8 } }, ...own.layers.slice(1)],
    }
  }
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`base map: HTTP ${answer.status}`)
  return merged(own, (await answer.json()) as StyleSpecification)
}

/** Draws one style over another; names of the lower one are set apart, so that none is in both. */
export function merged(own: StyleSpecification, base: StyleSpecification): StyleSpecification {
  const apart = (name: string) => `base:${name}`
  const { sources, layers, ...rest } = base
  return {
    ...rest, version: 8,
    sources: { ...Object.fromEntries(Object.entries(sources).map(([name, s]) => [apart(name), s])), ...own.sources },
    layers: [
      ...layers.map((l) => ('source' in l && typeof l.source === 'string' ? { ...l, id: apart(l.id), source: apart(l.source) } : { ...l, id: apart(l.id) })),
      ...own.layers.filter((l) => l.type !== 'background'),
    ],
  }
}
