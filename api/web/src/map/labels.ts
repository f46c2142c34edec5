// Names on the map. MapLibre writes text with fonts it loads; here a name is
// drawn once with the fonts of the page, and placed as an image.
import type { Map as MapLibre } from 'maplibre-gl'
import type { Place } from '../api.ts'

const ratio = 2

interface Face { font: string; size: number; ink: string; halo: string }

const faces: Record<string, Face> = {
  region: { font: '650', size: 13, ink: '#0d1b26', halo: '#ffffff' },
  'region-2015': { font: '650', size: 13, ink: '#5a3400', halo: '#ffffff' },
  department: { font: '500', size: 11.5, ink: '#17222d', halo: '#ffffff' },
  collectivity: { font: '650', size: 13, ink: '#0d1b26', halo: '#ffffff' },
  centre: { font: '650', size: 12.5, ink: '#2d1a57', halo: '#ffffff' },
}

/** The features that names are placed at. */
export function labelFeatures(places: readonly Place[]): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: places.filter((p) => p.label).map((p) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: p.label! },
      properties: { level: p.level, image: `label|${p.level}|${p.name}` },
    })),
  }
}

/** Draws names as the map comes to need them. */
export function drawLabelsWhenMissing(map: MapLibre): void {
  map.setMissingStyleImageResolver((id) => {
    const [kind, level, ...name] = id.split('|')
    const face = faces[level ?? '']
    if (kind === 'label' && face && !map.hasImage(id)) map.addImage(id, drawName(name.join('|'), face), { pixelRatio: ratio })
  })
}

function drawName(name: string, face: Face): ImageData {
  const lines = wrap(name)
  const canvas = document.createElement('canvas')
  const c = canvas.getContext('2d', { willReadFrequently: true })!
  const font = `${face.font} ${face.size * ratio}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif`
  const halo = 3.2 * ratio
  const leading = face.size * 1.15 * ratio
  c.font = font
  canvas.width = Math.ceil(Math.max(...lines.map((l) => c.measureText(l).width)) + halo * 2)
  canvas.height = Math.ceil(leading * lines.length + halo * 2)
  c.font = font // a canvas that changes size forgets it
  c.textAlign = 'center'
  c.textBaseline = 'middle'
  c.lineJoin = 'round'
  lines.forEach((line, i) => {
    const y = halo + leading * (i + 0.5)
    c.lineWidth = halo
    c.strokeStyle = face.halo
    c.globalAlpha = 0.92
    c.strokeText(line, canvas.width / 2, y)
    c.globalAlpha = 1
    c.fillStyle = face.ink
    c.fillText(line, canvas.width / 2, y)
  })
  return c.getImageData(0, 0, canvas.width, canvas.height)
}

/** Breaks a long name in two lines of about one length, after a space or a hyphen. */
export function wrap(name: string): string[] {
  if (name.length < 13) return [name]
  const breaks = [...name.matchAll(/[ -]/g)].map((m) => m.index + 1)
  const middle = name.length / 2
  const at = breaks.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0]
  if (!at || Math.min(at, name.length - at) < 3) return [name]
  return [name.slice(0, at).trim(), name.slice(at)]
}
