// Numbers and dates as the pages of the service write them.
import type { Lang } from './words.ts'

const thin = '\u202f'
const nbsp = '\u00a0'
const minus = '\u2212'

/** A whole number: 1 202 in French, 1,202 in English. */
export function count(lang: Lang, n: number): string {
  const digits = String(Math.abs(Math.round(n))).replace(/\B(?=(\d{3})+$)/g, lang === 'fr' ? thin : ',')
  return (Math.round(n) < 0 ? minus : '') + digits
}

/** A difference: +12, −3, 0. */
export function signed(lang: Lang, n: number): string {
  return (Math.round(n) > 0 ? '+' : '') + count(lang, n)
}

/** A share with one decimal. It is shown as none or all only where it is. */
export function percent(lang: Lang, share: number): string {
  let v = share * 100
  if (v > 99.9 && v < 100) v = 99.9
  if (v > 0 && v < 0.1) v = 0.1
  const text = v.toFixed(1)
  return lang === 'fr' ? text.replace('.', ',') + thin + '%' : text + '%'
}

const months: Record<Lang, readonly string[]> = {
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
}

/** A day of RFC 3339 in words: 16 mars 2017, 1er juillet 2019. */
export function day(lang: Lang, iso: string): string {
  const [year, month, d] = iso.slice(0, 10).split('-').map(Number)
  const of = lang === 'fr' && d === 1 ? '1er' : String(d)
  return `${of}${nbsp}${months[lang][(month ?? 1) - 1]} ${year}`
}

/** A date as its source gives it, no more precise: a day, a month or a year in words, else as it is. */
export function published(lang: Lang, text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return day(lang, text)
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text)
  return month ? `${months[lang][Number(month[2]) - 1]} ${month[1]}` : text
}

/** The day, counted from 1970, of a date of RFC 3339. */
export function dayNumber(iso: string): number {
  return Math.round(Date.parse(iso.slice(0, 10) + 'T00:00:00Z') / 86_400_000)
}

/** The date of a day counted from 1970. */
export function dateOf(n: number): string {
  return new Date(n * 86_400_000).toISOString().slice(0, 10)
}

/** Whether a text is a day of RFC 3339 that the calendar has, from 1990 to 2100. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const t = Date.parse(text + 'T00:00:00Z')
  return !Number.isNaN(t) && dateOf(t / 86_400_000) === text && text >= '1990-01-01' && text <= '2100-12-31'
}
