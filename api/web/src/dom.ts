// Elements by hand: no markup is ever read from data.

type Child = Node | string | null | undefined | false
type Attributes = Record<string, string | number | boolean | null | undefined | ((e: never) => void)>

/**
 * Makes an element. An attribute that is a function listens to the event of its
 * name, without "on"; true writes the bare attribute, false and null none.
 */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const e = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') e.addEventListener(name, value as (e: Event) => void)
    else if (value === true) e.setAttribute(name, '')
    else if (value !== false && value != null) e.setAttribute(name, String(value))
  }
  e.append(...children.filter((c): c is Node | string => c != null && c !== false))
  return e
}

/** Makes an SVG element, with attributes alone. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Record<string, string | number> = {}, ...children: Node[]): SVGElementTagNameMap[K] {
  const e = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, String(value))
  e.append(...children)
  return e
}

/** Puts children in the place of all that an element holds. */
export function fill(e: Element, ...children: Child[]): void {
  e.replaceChildren(...children.filter((c): c is Node | string => c != null && c !== false))
}

/** Calls f once, when no further call came for some milliseconds. */
export function settled<A extends unknown[]>(ms: number, f: (...a: A) => void): (...a: A) => void {
  let timer = 0
  return (...a) => {
    clearTimeout(timer)
    timer = window.setTimeout(() => f(...a), ms)
  }
}
