// What the service refuses, with all it says about it.
import { Problem as Refused } from '../api.ts'
import type { Problem } from './answer.ts'

export function problemOf(error: unknown): Problem {
  if (!(error instanceof Refused)) return { title: 'error', status: 0, detail: String(error), fix: '' }
  const { title, status, detail, fix, about } = error
  return { ...(about as Partial<Problem>), title, status, detail, fix }
}
