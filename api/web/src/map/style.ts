// What is drawn, lowest first. Colour of a unit comes from its state, which
// changes without a tile being loaded again; a pattern stands beside it.
import type { FilterSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'
import { base } from '../place.ts'
import { FILLINGS } from './patterns.ts'

/** Layers of units, and the levels whose rows they colour. */
export const UNITS: Record<string, string[]> = {
  regions: ['region'],
  'regions-2015': ['region-2015'],
  departments: ['department'],
  collectivities: ['region', 'region-2015', 'department'],
}

/** Levels too fine for a row each: their state comes with the tiles. */
export const FINE = ['epci', 'commune']

export const STATUSES = ['covered', 'partial', 'uncovered'] as const

const ink = '#17222d'
const paper = '#f4f6f8'

type Expression = never // MapLibre's own type of an expression is a union too deep to write by hand

const status = ['coalesce', ['feature-state', 'status'], 'quiet'] as unknown as Expression
const tileStatus = ['get', 'status'] as unknown as Expression

/** A tile of a layer, of one generation, asked some question. */
export function tilesOf(layer: string, generation: string, query: Record<string, string> = {}): string {
  const q = new URLSearchParams({ ...query, generation })
  return `${location.origin}${base}/tiles/${layer}/{z}/{x}/{y}.mvt?${q}`
}

export function vectorSource(tiles: string, promoteId: string): SourceSpecification {
  return { type: 'vector', tiles: [tiles], minzoom: 0, maxzoom: 14, promoteId }
}

/** The style the map begins with: units alone. What hangs on the day comes when it is first shown. */
export function firstStyle(generation: string, loaded: readonly string[]): StyleSpecification {
  const units = Object.keys(UNITS).filter((l) => loaded.includes(l))
  return {
    version: 8,
    sources: {
      ...Object.fromEntries(units.map((l) => [l, vectorSource(tilesOf(l, generation), 'code')])),
      labels: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
      'centre-labels': { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      { id: 'background', type: 'background', paint: { 'background-color': paper } },
      ...units.flatMap((l) => coverageLayers(l, l, status)),
      ...units.flatMap(markLayers),
      ...lines(units),
      ...units.flatMap(chosenLayers),
      ...labelLayers(),
    ],
  }
}

const colourOf = (of: Expression) =>
  ['match', of, ...STATUSES.flatMap((s) => [s, FILLINGS[s]!.ground]), FILLINGS['quiet']!.ground] as unknown as Expression

/** The fillings of one layer of tiles: colours, and a pattern over them for each status that has one. */
export function coverageLayers(source: string, sourceLayer: string, of: Expression = tileStatus): LayerSpecification[] {
  const patterned = STATUSES.filter((s) => FILLINGS[s]!.path)
  return [
    {
      id: `coverage-${source}`, type: 'fill', source, 'source-layer': sourceLayer,
      layout: { visibility: 'none' }, paint: { 'fill-color': colourOf(of), 'fill-antialias': false },
    },
    ...patterned.map((s): LayerSpecification => ({
      id: `coverage-${source}-${s}`, type: 'fill', source, 'source-layer': sourceLayer, layout: { visibility: 'none' },
      paint: { 'fill-pattern': `fill-${s}`, 'fill-opacity': ['case', ['==', of, s], 1, 0] as unknown as Expression, 'fill-antialias': false },
    })),
    // Nothing to see, all to point at.
    { id: `hit-${source}`, type: 'fill', source, 'source-layer': sourceLayer, layout: { visibility: 'none' }, paint: { 'fill-color': '#fff', 'fill-opacity': 0 } },
  ]
}

/** What a scenario changes, over the coverage. */
function markLayers(source: string): LayerSpecification[] {
  const mark = ['coalesce', ['feature-state', 'mark'], ''] as unknown as Expression
  const is = (m: string) => ['case', ['==', mark, m], 1, 0] as unknown as Expression
  return [
    ...['gained', 'lost', 'moved'].map((m): LayerSpecification => ({
      id: `mark-${source}-${m}`, type: 'fill', source, 'source-layer': source, layout: { visibility: 'none' },
      paint: { 'fill-pattern': `fill-${m}`, 'fill-opacity': is(m), 'fill-antialias': false },
    })),
  ]
}

function lines(units: string[]): LayerSpecification[] {
  const line = (source: string, paint: object): LayerSpecification => ({
    id: `line-${source}`, type: 'line', source, 'source-layer': source,
    layout: { 'line-join': 'round', visibility: 'none' }, paint,
  } as LayerSpecification)
  const byZoom = (...stops: number[]) => ['interpolate', ['linear'], ['zoom'], ...stops]
  const all: Record<string, LayerSpecification> = {
    departments: line('departments', { 'line-color': '#ffffff', 'line-width': byZoom(4, 0.7, 8, 1.4) }),
    collectivities: line('collectivities', { 'line-color': ink, 'line-width': byZoom(4, 0.8, 8, 1.6) }),
    regions: line('regions', { 'line-color': ink, 'line-width': byZoom(4, 1.2, 8, 2.4) }),
    'regions-2015': line('regions-2015', { 'line-color': '#8a4b08', 'line-width': byZoom(4, 1.6, 8, 2.8), 'line-dasharray': [3, 2] }),
  }
  const halo: LayerSpecification = { ...all['regions-2015']!, id: 'line-regions-2015-halo', paint: { 'line-color': '#ffffff', 'line-opacity': 0.85, 'line-width': byZoom(4, 3.2, 8, 5) } } as LayerSpecification
  return ['departments', 'collectivities', 'regions', 'regions-2015'].filter((l) => units.includes(l)).flatMap((l) => (l === 'regions-2015' ? [halo, all[l]!] : [all[l]!]))
}

/** Outlines of what is pointed at and what is chosen: a light line under a dark one shows on any ground. */
export function chosenLayers(source: string): LayerSpecification[] {
  const on = ['any', ['boolean', ['feature-state', 'hover'], false], ['boolean', ['feature-state', 'selected'], false]]
  const marked = ['!=', ['coalesce', ['feature-state', 'mark'], ''], '']
  const widths = (selected: number, hover: number, mark: number) =>
    ['case', ['boolean', ['feature-state', 'selected'], false], selected, ['boolean', ['feature-state', 'hover'], false], hover, mark] as unknown as Expression
  const opacity = ['case', ['any', on, marked], 1, 0] as unknown as Expression
  const paint = (color: string, width: Expression) => ({ 'line-color': color, 'line-width': width, 'line-opacity': opacity })
  return [
    { id: `halo-${source}`, type: 'line', source, 'source-layer': source, layout: { 'line-join': 'round', visibility: 'none' }, paint: paint('#ffffff', widths(7, 5, 4)) },
    { id: `chosen-${source}`, type: 'line', source, 'source-layer': source, layout: { 'line-join': 'round', visibility: 'none' }, paint: paint('#0b1620', widths(3.2, 2, 1.6)) },
  ]
}

function labelLayers(): LayerSpecification[] {
  const names = (id: string, source: string, filter: unknown, from: number, to: number, padding: number): LayerSpecification => ({
    id, type: 'symbol', source, minzoom: from, maxzoom: to, filter: filter as FilterSpecification,
    layout: { 'icon-image': ['get', 'image'], 'icon-padding': padding, visibility: 'none' },
  })
  const level = (...levels: string[]) => ['in', ['get', 'level'], ['literal', levels]]
  return [
    names('labels-department', 'labels', level('department'), 6.1, 18, 3),
    names('labels-collectivity', 'labels', level('collectivity'), 3, 18, 2),
    names('labels-region-2015', 'labels', level('region-2015'), 3.6, 9, 2),
    names('labels-region', 'labels', level('region'), 3.6, 9, 2),
    names('labels-centre', 'centre-labels', ['has', 'image'], 3.6, 12, 2),
  ]
}
