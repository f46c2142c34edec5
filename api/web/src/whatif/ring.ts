// A polygon while it is drawn: vertices [longitude, latitude] in degrees, not
// closed.
import type { Ground } from './change.ts'

export type Position = [number, number]

/** Makes the polygon of at least three vertices. */
export function closed(vertices: Position[]): Ground {
  const first = vertices[0]
  if (first === undefined) throw new RangeError('a polygon has vertices')
  return { type: 'Polygon', coordinates: [[...vertices, first]] }
}

/**
 * Appends a vertex, unless it stands where the last one does: the second
 * click of a double click.
 */
export function added(vertices: Position[], next: Position): Position[] {
  const last = vertices.at(-1)
  if (last && Math.abs(last[0] - next[0]) < 1e-9 && Math.abs(last[1] - next[1]) < 1e-9) return vertices
  return [...vertices, rounded(next)]
}

/**
 * Keeps 1e-5 degree, about a metre: finer than a hand draws, and short
 * enough for an address.
 */
export function rounded([lon, lat]: Position): Position {
  return [Math.round(lon * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5]
}

/** The four corners of a view, from the south-west against the clock. */
export function box(west: number, south: number, east: number, north: number): Position[] {
  const corners: Position[] = [[west, south], [east, south], [east, north], [west, north]]
  return corners.map(rounded)
}

export type Fault = { kind: 'line'; line: number; text: string } | { kind: 'range'; line: number; text: string } | { kind: 'few' } | { kind: 'crossed' }

/**
 * Reads a vertex a line, "longitude, latitude". A space, a comma or a
 * semicolon parts the two; a comma between digits is a decimal mark where
 * something else parts them.
 */
export function parse(text: string): { vertices: Position[]; fault: Fault | null } {
  const vertices: Position[] = []
  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.trim()
    if (line === '') continue
    const numbers = pair(line)
    if (!numbers) return { vertices, fault: { kind: 'line', line: i + 1, text: line } }
    if (Math.abs(numbers[0]) > 180 || Math.abs(numbers[1]) > 90) return { vertices, fault: { kind: 'range', line: i + 1, text: line } }
    vertices.push(rounded(numbers))
  }
  const first = vertices[0]
  const last = vertices.at(-1)
  if (vertices.length > 3 && first && last && first[0] === last[0] && first[1] === last[1]) vertices.pop()
  return { vertices, fault: faultOf(vertices) }
}

function pair(line: string): Position | null {
  const strict = /^(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)$/.exec(line)
  const french = /^(-?\d+(?:[.,]\d+)?)\s*(?:;|\s)\s*(-?\d+(?:[.,]\d+)?)$/.exec(line)
  const found = strict ?? french
  if (!found) return null
  return [Number(found[1]?.replace(',', '.')), Number(found[2]?.replace(',', '.'))]
}

/** Says why vertices make no polygon, null where they do. */
export function faultOf(vertices: Position[]): Fault | null {
  if (vertices.length < 3) return { kind: 'few' }
  return crosses(vertices) ? { kind: 'crossed' } : null
}

// crosses reports whether two sides that do not follow each other meet.
function crosses(v: Position[]): boolean {
  const n = v.length
  for (let i = 0; i < n; i++) {
    for (let k = i + 2; k < n; k++) {
      if (i === 0 && k === n - 1) continue // neighbours around the start
      if (meet(v[i]!, v[(i + 1) % n]!, v[k]!, v[(k + 1) % n]!)) return true
    }
  }
  return false
}

function meet(a: Position, b: Position, c: Position, d: Position): boolean {
  const abc = side(a, b, c)
  const abd = side(a, b, d)
  const cda = side(c, d, a)
  const cdb = side(c, d, b)
  if (abc !== abd && cda !== cdb) return true
  return (abc === 0 && between(a, b, c)) || (abd === 0 && between(a, b, d)) || (cda === 0 && between(c, d, a)) || (cdb === 0 && between(c, d, b))
}

function side(a: Position, b: Position, p: Position): number {
  return Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]))
}

function between(a: Position, b: Position, p: Position): boolean {
  return (
    Math.min(a[0], b[0]) <= p[0] && p[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= p[1] && p[1] <= Math.max(a[1], b[1])
  )
}
