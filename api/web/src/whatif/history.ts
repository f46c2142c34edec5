// What was done, and what was undone and may be done again.

export interface History<T> {
  past: T[]
  now: T
  future: T[]
}

export function begin<T>(now: T): History<T> {
  return { past: [], now, future: [] }
}

/** Makes a state the present one. What was undone cannot be redone then. */
export function record<T>(h: History<T>, next: T): History<T> {
  return { past: [...h.past, h.now], now: next, future: [] }
}

/** The history one step earlier, null at its start. */
export function back<T>(h: History<T>): History<T> | null {
  const past = h.past.at(-1)
  if (past === undefined) return null
  return { past: h.past.slice(0, -1), now: past, future: [h.now, ...h.future] }
}

/** The history one step later, null at its end. */
export function forth<T>(h: History<T>): History<T> | null {
  const [next, ...rest] = h.future
  if (next === undefined) return null
  return { past: [...h.past, h.now], now: next, future: rest }
}
