// Numbers of a scenario in words: what is not known is said so.
import { count, day, percent, signed } from '../numbers.ts'
import type { Lang } from './words.ts'

export interface Format {
  count(n: number | null): string
  signed(n: number | null): string
  percent(share: number | null): string
  day(date: string): string
}

export function formatIn(lang: Lang, unknown: string): Format {
  return {
    count: (n) => (n === null ? unknown : count(lang, n)),
    signed: (n) => (n === null ? unknown : signed(lang, n)),
    percent: (share) => (share === null ? unknown : percent(lang, share)),
    day: (date) => day(lang, date),
  }
}
