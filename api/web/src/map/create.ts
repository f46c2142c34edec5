// The map itself: one MapLibre, its controls named in the language of the page.
import maplibregl, { type Map as MapLibre, type StyleSpecification } from './maplibre.ts'
import type { Config } from '../config.ts'
import { isWord, type Words } from '../words.ts'
import type { View } from '../view.ts'
import { addPatterns } from './patterns.ts'
import { drawLabelsWhenMissing } from './labels.ts'

/** Whether motion is not wanted. */
export const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches

export function createMap(container: HTMLElement, config: Config, view: View, words: Words, style: StyleSpecification): MapLibre {
  maplibregl.setWorkerUrl(new URL(config.worker, location.href).href)
  const map = new maplibregl.Map({
    container, style, center: view.center, zoom: view.zoom, minZoom: 1, maxZoom: 14,
    attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, renderWorldCopies: true,
    fadeDuration: still() ? 0 : 150, locale: localeOf(words),
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new maplibregl.ScaleControl({ unit: 'metric', maxWidth: 110 }), 'bottom-right')
  const canvas = map.getCanvas()
  canvas.setAttribute('aria-label', words('map'))
  map.on('error', (e) => console.error(`map: ${e.error?.message ?? e.error}`))
  map.on('style.load', () => addPatterns(map))
  drawLabelsWhenMissing(map)
  return map
}

function localeOf(words: Words): Record<string, string> {
  const french: Record<string, string> = {
    'NavigationControl.ZoomIn': 'Agrandir', 'NavigationControl.ZoomOut': 'Réduire', 'Map.Title': 'Carte',
    'ScaleControl.Meters': 'm', 'ScaleControl.Kilometers': 'km',
  }
  return words.lang === 'fr' ? french : {}
}

/** Names of kinds that have a word, else the kind itself. */
export const kindWord = (words: Words, layer: string) => {
  const word = `kind of ${layer}`
  return isWord(word) ? words(word) : layer
}
