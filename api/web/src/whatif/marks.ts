// What a scenario does to the ground of departments, as the map marks it.
import { layerOf, type Highlight } from '../app.ts'
import type { CentreGround } from './answer.ts'

export type Mark = NonNullable<Highlight['mark']>

/** What becomes of each department and collectivity that changes hands, by layer and code. */
export function marksOf(ground: CentreGround[]): Map<string, Mark> {
  const codes = (of: 'gained' | 'lost') => new Set(ground.flatMap((g) => g[of].units.map((u) => `${layerOf(u.level, u.code)}/${u.code}`)))
  const [gained, lost] = [codes('gained'), codes('lost')]
  const marks = new Map<string, Mark>()
  for (const key of gained) marks.set(key, lost.has(key) ? 'moved' : 'gained')
  for (const key of lost) if (!gained.has(key)) marks.set(key, 'lost')
  return marks
}
