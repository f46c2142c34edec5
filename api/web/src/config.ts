// What the service tells the page it serves, in attributes.
import type { Lang } from './words.ts'

export interface Config {
  lang: Lang
  generation: string
  worker: string // address of MapLibre's worker
  licences: string
  today: string
  baseMap: string // "" for none
  baseMapCredit: string
}

export function readConfig(e: HTMLElement): Config {
  const { generation = '', worker = '', licences = '', today = '', baseMap = '', baseMapCredit = '' } = e.dataset
  return { lang: document.documentElement.lang === 'en' ? 'en' : 'fr', generation, worker, licences, today, baseMap, baseMapCredit }
}
