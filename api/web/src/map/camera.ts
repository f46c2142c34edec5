// Where the map looks: it goes to a box, and moves over for a card without
// hiding what the card is about.
import { edges, still } from './create.ts'
import type { Map as MapLibre } from './maplibre.ts'

export type Box = [number, number, number, number]

/** A stretch of the screen, from low to high, in pixels. */
type Span = [number, number]

/**
 * How far to move a span so that it lies in a free one; what is longer than
 * that only has to be seen in part.
 */
export function intoView([low, high]: Span, [from, to]: Span): number {
  if (high - low > to - from) return high < from || low > to ? (from + to - low - high) / 2 : 0
  return low < from ? from - low : high > to ? to - high : 0
}

export class Camera {
  #flight: Box | null = null // the box the map is on its way to

  constructor(readonly map: MapLibre, readonly canvas: HTMLElement) {
    map.on('moveend', () => (this.#flight = null))
  }

  /** Moves the map so that a box is seen: at once where motion is not wanted. */
  goTo(box: Box): void {
    this.map.fitBounds(box, { padding: edges(), maxZoom: 9, animate: !still(), duration: 900 })
    if (this.map.isMoving()) this.#flight = box
  }

  /**
   * Keeps part of the canvas for a card, and a box in sight beside it; null
   * where no box need be. A flight goes on to where it went.
   */
  makeRoom({ left, bottom }: { left: number; bottom: number }, box: Box | null): void {
    const before = this.map.getPadding()
    const same = before.left === left && before.bottom === bottom
    const flight = this.#flight
    if (flight || (box && this.#far(box))) {
      if (flight && same) return
      this.map.jumpTo({ padding: { left, bottom } })
      return this.goTo(flight ?? box!)
    }
    const [dx, dy] = box ? this.#shift(box, left, bottom) : [0, 0]
    if (same && dx === 0 && dy === 0) return
    const at = this.map.project(this.map.getCenter())
    const center = this.map.unproject([at.x - dx, at.y - dy])
    this.map.easeTo({ padding: { left, bottom }, center, animate: !still(), duration: 350 })
  }

  /** A box on the screen, in pixels from its upper left. */
  #onScreen([west, south, east, north]: Box): { x: Span; y: Span } {
    const a = this.map.project([west, north])
    const b = this.map.project([east, south])
    return { x: [a.x, b.x], y: [a.y, b.y] }
  }

  /** Whether no part of a box is on the screen, nor near it. */
  #far(box: Box): boolean {
    const { x, y } = this.#onScreen(box)
    const { clientWidth: w, clientHeight: h } = this.canvas
    return x[1] < -w / 4 || x[0] > w * 1.25 || y[1] < -h / 4 || y[0] > h * 1.25
  }

  /** How far the map must move for a box to be beside the card, in pixels. */
  #shift(box: Box, left: number, bottom: number): [number, number] {
    const { x, y } = this.#onScreen(box)
    const { clientWidth: w, clientHeight: h } = this.canvas
    const now = this.map.getPadding()
    // The middle of what is free is where the map keeps its centre.
    const over = (left - (now.left ?? 0)) / 2
    const up = ((now.bottom ?? 0) - bottom) / 2
    const edge = edges()
    return [
      intoView([x[0] + over, x[1] + over], [left + edge.left, w - edge.right]),
      intoView([y[0] + up, y[1] + up], [edge.top, h - bottom - (bottom > 0 ? 20 : edge.bottom)]),
    ]
  }
}
