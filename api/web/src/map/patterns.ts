// The fillings of the pages' own maps, drawn for MapLibre: each is told from the
// others by its pattern alone, and by lightness without colour.
import type { Map as MapLibre } from 'maplibre-gl'

export interface Filling {
  ground: string
  ink: string
  path: string // in a tile of 16 by 16
  filled: boolean
}

const diagonal = 'M-4 4L4 -4M-4 20L20 -4M12 20L20 12'
const dots = 'M2 4a2 2 0 1 0 4 0a2 2 0 1 0 -4 0zM10 12a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z'
const crossed = 'M0 0L16 16M16 0L0 16'
const plus = 'M8 3V13M3 8H13'
const upright = 'M4 0V16M12 0V16'

/** Every filling: the same grounds, inks and paths as the maps of the pages. */
export const FILLINGS: Record<string, Filling> = {
  covered: { ground: '#1f5f8b', ink: '#1f5f8b', path: '', filled: false },
  partial: { ground: '#a9cce3', ink: '#1f5f8b', path: dots, filled: true },
  uncovered: { ground: '#f8dfb4', ink: '#b4650f', path: diagonal, filled: false },
  overlapped: { ground: '#3b2a5c', ink: '#d9cdf0', path: crossed, filled: false },
  gained: { ground: '#bfe3d9', ink: '#00614e', path: plus, filled: false },
  lost: { ground: '#f3c9b0', ink: '#8f2f00', path: crossed, filled: false },
  moved: { ground: '#c3b5d9', ink: '#4b2e83', path: upright, filled: false },
  quiet: { ground: '#e6eaee', ink: '#e6eaee', path: '', filled: false },
}

const side = 16

/** Draws a filling as the tile of a pattern, twice as fine as the map. */
export function drawFilling(f: Filling): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side * 2
  const c = canvas.getContext('2d')!
  c.fillStyle = f.ground
  c.fillRect(0, 0, side * 2, side * 2)
  c.scale(2, 2)
  const path = new Path2D(f.path)
  c.strokeStyle = c.fillStyle = f.ink
  c.lineWidth = 2
  if (f.filled) c.fill(path)
  else c.stroke(path)
  return c.getImageData(0, 0, side * 2, side * 2)
}

/** Gives the map an image of every filling that has a pattern, named fill-NAME. */
export function addPatterns(map: MapLibre): void {
  for (const [name, filling] of Object.entries(FILLINGS)) {
    // The tile is 8 units of the map wide: hatching as fine as on paper.
    if (!map.hasImage(`fill-${name}`)) map.addImage(`fill-${name}`, drawFilling(filling), { pixelRatio: 3 })
  }
}
