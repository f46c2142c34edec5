// The share covered through the years, drawn as steps.
import type { Trajectory } from '../api.ts'
import { h, svg } from '../dom.ts'
import { dayNumber } from '../numbers.ts'

const width = 1000
const height = 40

export interface Moment { datetime: string; share: number | null }

/** The share of a measure from each change on, the start of the period first. */
export function moments(t: Trajectory, measure: string): Moment[] {
  const at = (datetime: string, totals: Trajectory['start']['totals']) => ({ datetime, share: totals[measure]?.share ?? null })
  return [at(t.from, t.start.totals), ...t.steps.map((s) => at(s.datetime, s.after.totals))]
}

/** The outline of steps as an SVG path from 0 to 1000 by 0 to 40; "" where no share is known. */
export function stepsPath(list: Moment[], from: string, to: string): string {
  const first = dayNumber(from)
  const span = Math.max(1, dayNumber(to) - first)
  const x = (iso: string) => Math.round(((dayNumber(iso) - first) / span) * width)
  const y = (share: number) => Math.round((1 - share) * (height - 4) + 3)
  let path = ''
  for (const { datetime, share } of list) {
    if (share == null) continue
    path += path ? `H${x(datetime)}V${y(share)}` : `M${x(datetime)} ${y(share)}`
  }
  return path && `${path}H${width}`
}

export function drawHistory(t: Trajectory, measure: string, now: string): SVGElement {
  const list = moments(t, measure)
  const line = stepsPath(list, t.from, t.to)
  const at = Math.min(1, Math.max(0, (dayNumber(now) - dayNumber(t.from)) / Math.max(1, dayNumber(t.to) - dayNumber(t.from)))) * width
  const ticks = t.steps.map((s) => {
    const x = ((dayNumber(s.datetime) - dayNumber(t.from)) / Math.max(1, dayNumber(t.to) - dayNumber(t.from))) * width
    return `M${x.toFixed(1)} ${height}V${height - 6}`
  }).join('')
  const clip = svg('clipPath', { id: 'past' }, svg('rect', { x: 0, y: 0, width: at, height }))
  const area = line && `${line}V${height}H0Z`
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('defs', {}, clip),
    ...(area ? [svg('path', { class: 'area', d: area }), svg('path', { class: 'area past', d: area, 'clip-path': 'url(#past)' }), svg('path', { class: 'line', d: line })] : []),
    svg('path', { class: 'ticks', d: ticks }))
}

/** The years written under the slider, each at its place. */
export function years(t: Trajectory): HTMLElement[] {
  const first = dayNumber(t.from)
  const span = Math.max(1, dayNumber(t.to) - first)
  const out: HTMLElement[] = []
  for (let year = Math.ceil(Number(t.from.slice(0, 4)) / 5) * 5; year <= Number(t.to.slice(0, 4)); year += 5) {
    const at = (dayNumber(`${year}-01-01`) - first) / span
    if (at < 0 || at > 1) continue
    const text = h('span', {}, String(year))
    text.style.left = `${(at * 100).toFixed(2)}%` // through the object model, which the policy permits
    out.push(text)
  }
  return out
}
