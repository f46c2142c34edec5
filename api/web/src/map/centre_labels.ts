// Names of centres, each on the ground it serves: a centre has no coordinates.
import type { Centre, Coverage, Place } from '../api.ts'

type Point = [number, number]

/** A label for each centre that serves some territory of an answer: at that of its territories nearest to the middle of them all. */
export function centreLabels(answer: Coverage, places: readonly Place[], centres: ReadonlyMap<string, Centre>): GeoJSON.FeatureCollection {
  const at = new Map(places.filter((p) => p.label && (p.level === answer.level || p.level === 'collectivity')).map((p) => [p.code, p.label!]))
  const served = new Map<string, Point[]>()
  for (const t of answer.territories) {
    const point = at.get(t.code)
    if (point) for (const id of t.centres) served.set(id, [...(served.get(id) ?? []), point])
  }
  return {
    type: 'FeatureCollection',
    features: [...served].map(([id, points]) => ({
      type: 'Feature', geometry: { type: 'Point', coordinates: middlemost(points) },
      properties: { id, image: `label|centre|${shortName(id, centres.get(id))}` },
    })),
  }
}

/** The point of some nearest to their mean. */
export function middlemost(points: readonly Point[]): Point {
  const mean = (i: 0 | 1) => points.reduce((s, p) => s + p[i], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const far = (p: Point) => (p[0] - x) ** 2 + (p[1] - y) ** 2
  return points.reduce((best, p) => (far(p) < far(best) ? p : best))
}

/** The acronym, or as much of the name as a map has room for. */
export function shortName(id: string, centre: Centre | undefined): string {
  if (!centre || !centre.named) return id
  const name = centre.name.split(' – ')[0]!
  if (name.length <= 26) return name
  return centre.acronym || name.slice(0, 24).trimEnd() + '…'
}
