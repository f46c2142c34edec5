// What a scenario is made of, as the service reads and writes it.

export type Level = 'region' | 'region-2015' | 'department' | 'collectivity' | 'epci' | 'commune'

export interface Unit {
  level: Level
  code: string
}

/** Positions are [longitude, latitude] in degrees (WGS84); rings are closed. */
export type Ground =
  | { type: 'Polygon'; coordinates: number[][][] }
  | { type: 'MultiPolygon'; coordinates: number[][][][] }

export type Change =
  | { action: 'give' | 'take'; centre: string; units: Unit[] }
  | { action: 'move'; from: string; to: string; units: Unit[] }
  | { action: 'create'; centre: string; name?: string }
  | { action: 'close'; centre: string }
  | { action: 'draw' | 'erase'; centre: string; geometry: Ground }

/** Lists the centres a change names. */
export function centresOf(change: Change): string[] {
  return change.action === 'move' ? [change.from, change.to] : [change.centre]
}

/** Lists the units a change names. */
export function unitsOf(change: Change): Unit[] {
  return 'units' in change ? change.units : []
}

export function sameUnit(a: Unit, b: Unit): boolean {
  return a.level === b.level && a.code === b.code
}

/** A unit as the service reads it, with nothing more that is known of it. */
export function plainUnit({ level, code }: Unit): Unit {
  return { level, code }
}
