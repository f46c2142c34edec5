// The map itself: one MapLibre, its controls named in the language of the page.
import maplibregl, { type Map as MapLibre, type StyleSpecification } from './maplibre.ts'
import type { Config } from '../config.ts'
import { isWord, type Words } from '../words.ts'
import { differs, type Store, type View } from '../view.ts'
import { addPatterns } from './patterns.ts'
import { drawLabelsWhenMissing } from './labels.ts'

/** The mainland with Corsica: no territory of the data has just this box. */
export const MAINLAND: [number, number, number, number] = [-5.2, 41.3, 9.7, 51.2]

/** What lies over the edges of the map: ways to go, at the foot of a wide one and at the head of a narrow one. */
export function edges(): { top: number; bottom: number; left: number; right: number } {
  const narrow = matchMedia('(max-width: 56rem)').matches // as the style sheet has it
  return { top: narrow ? 60 : 24, bottom: narrow ? 20 : 84, left: 24, right: 24 }
}

/** Whether motion is not wanted. */
export const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** Makes the map, at the place of the view; not placed, it shows the whole mainland, however large the screen. */
export function createMap(container: HTMLElement, config: Config, view: View, words: Words, style: StyleSpecification, placed: boolean): MapLibre {
  maplibregl.setWorkerUrl(new URL(config.worker, location.href).href)
  const map = new maplibregl.Map({
    container, style, ...(placed ? { center: view.center, zoom: view.zoom } : { bounds: MAINLAND, fitBoundsOptions: { padding: edges() } }), minZoom: 1, maxZoom: 14,
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

/** The view follows the map, and the map the view where something else moved it. */
export function followMap(map: MapLibre, store: Store): void {
  map.on('moveend', () => {
    const { lng, lat } = map.getCenter().wrap()
    store.set({ center: [Number(lng.toFixed(4)), Number(lat.toFixed(4))], zoom: Number(map.getZoom().toFixed(2)) })
  })
  store.subscribe((now, before) => {
    if (!differs(now, before, 'center', 'zoom') || map.isMoving()) return
    const at = map.getCenter().wrap()
    if (Math.abs(at.lng - now.center[0]) > 1e-3 || Math.abs(at.lat - now.center[1]) > 1e-3 || Math.abs(map.getZoom() - now.zoom) > 0.01)
      map.jumpTo({ center: now.center, zoom: now.zoom })
  })
}
