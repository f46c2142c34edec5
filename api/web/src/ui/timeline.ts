// The day of the map: a slider over the whole history, with the share covered
// drawn behind it, each change to step to, and all of them to play.
import { isAbort, type Trajectory } from '../api.ts'
import type { App } from '../app.ts'
import { fill, h } from '../dom.ts'
import { dateOf, day, dayNumber, isDay, percent } from '../numbers.ts'
import type { Shell } from '../shell.ts'
import { differs, type View } from '../view.ts'
import { isWord } from '../words.ts'
import { drawHistory, years } from './history.ts'

const tick = 1500 // milliseconds a change is shown for while the history plays

export function mountTimeline(app: App, shell: Shell, today: string): void {
  const { words, store } = app
  const range = h('input', { type: 'range', class: 'slider', min: dayNumber('1990-01-01'), max: dayNumber(today), step: 1, 'aria-label': words('timeline') })
  const field = h('input', { type: 'date', id: 'day', min: '1990-01-01', max: '2100-12-31', required: true })
  const button = (name: 'previous' | 'next' | 'play', sign: string, click: () => void) =>
    h('button', { type: 'button', class: `step ${name}`, 'aria-label': words(name), title: words(name), click }, h('span', { 'aria-hidden': 'true' }, sign))
  const chart = h('div', { class: 'history' })
  const axis = h('div', { class: 'years', 'aria-hidden': 'true' })
  const event = h('p', { class: 'event' })
  const when = h('p', { class: 'when' })
  let history: Trajectory | null = null
  let playing = 0

  const dates = () => history?.steps.map((s) => s.datetime) ?? []
  const step = (by: 1 | -1) => {
    const now = store.get().datetime
    const at = by > 0 ? dates().find((d) => d > now) : dates().findLast((d) => d < now)
    if (at) store.set({ datetime: at })
    return at !== undefined
  }
  const stop = () => {
    clearInterval(playing)
    playing = 0
    play.setAttribute('aria-label', words('play'))
    play.title = words('play')
    play.classList.remove('on')
  }
  const start = () => {
    if (!dates().some((d) => d > store.get().datetime)) store.set({ datetime: dates()[0] ?? today })
    play.setAttribute('aria-label', words('pause'))
    play.title = words('pause')
    play.classList.add('on')
    playing = window.setInterval(() => {
      if (!step(1)) return stop()
      // The next answer is asked for while this one is read.
      const next = dates().find((d) => d > store.get().datetime)
      if (next) app.figures.ask({ ...store.get(), datetime: next }).catch(() => undefined)
    }, tick)
  }
  const play = button('play', '', () => (playing ? stop() : start()))
  const by = (f: () => void) => () => {
    stop()
    f()
  }
  shell.stage.append(h('section', { class: 'time', 'aria-label': words('time') },
    h('div', { class: 'steps' }, button('previous', '‹', by(() => step(-1))), play, button('next', '›', by(() => step(1)))),
    h('div', { class: 'said' }, when, event),
    h('div', { class: 'day' }, h('label', { for: 'day' }, words('time')), field),
    h('div', { class: 'track' }, chart, range, axis)))

  range.addEventListener('input', by(() => store.set({ datetime: dateOf(Number(range.value)) })))
  range.addEventListener('keydown', (e) => {
    const to = moved(store.get().datetime, e.key)
    if (!to) return
    e.preventDefault()
    stop()
    store.set({ datetime: clamp(to, today) })
  })
  field.addEventListener('change', by(() => {
    if (isDay(field.value)) store.set({ datetime: field.value })
  }))

  const show = (view: View) => {
    if (document.activeElement !== field) field.value = view.datetime
    range.value = String(dayNumber(view.datetime))
    when.textContent = day(words.lang, view.datetime)
    const now = history?.steps.find((s) => s.datetime === view.datetime)
    const last = history?.steps.findLast((s) => s.datetime <= view.datetime)
    event.textContent = now ? eventText(app, now) : last ? words('lastChange', day(words.lang, last.datetime)) : ''
    const share = (last?.after ?? history?.start)?.totals[view.measure]?.share
    range.setAttribute('aria-valuetext', [day(words.lang, view.datetime), share == null ? '' : percent(words.lang, share), now ? eventText(app, now) : ''].filter(Boolean).join(', '))
    if (history) fill(chart, drawHistory(history, view.measure, view.datetime))
  }
  const load = async () => {
    const { territory, scope, min_confidence, qpv } = store.get()
    try {
      history = await app.api.get<Trajectory>('/analysis/trajectory', { territory, scope, min_confidence, qpv }, 'trajectory')
      range.min = String(dayNumber(history.from))
      range.max = String(dayNumber(history.to))
      fill(axis, ...years(history))
      show(store.get())
    } catch (e) {
      if (!isAbort(e)) event.textContent = ''
    }
  }
  show(store.get())
  void load()
  store.subscribe((now, before) => {
    if (differs(now, before, 'territory', 'scope', 'min_confidence', 'qpv')) void load()
    if (differs(now, before, 'datetime', 'measure')) show(now)
  })
  app.api.onGeneration(() => void load())
}

/** Where a key takes the slider: a month, a year, or an end. A day at a time would be no use. */
function moved(from: string, key: string): string | null {
  const months = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 12, PageDown: -12 }[key]
  if (months !== undefined) return addMonths(from, months)
  return { Home: '1990-01-01', End: '9999-12-31' }[key] ?? null
}

/** The same day some months later, or the last of a shorter month. */
export function addMonths(iso: string, months: number): string {
  const [y = 0, m = 1, d = 1] = iso.split('-').map(Number)
  const last = new Date(Date.UTC(y, m - 1 + months + 1, 0))
  last.setUTCDate(Math.min(d, last.getUTCDate()))
  return last.toISOString().slice(0, 10)
}

const clamp = (iso: string, today: string) => (iso < '1990-01-01' ? '1990-01-01' : iso > today ? today : iso)

function eventText(app: App, step: Trajectory['steps'][number]): string {
  const { words } = app
  return step.events.map((e) => {
    const kinds = e.kinds.map((k) => (isWord(`kind ${k}`) ? words(`kind ${k}` as 'kind opening') : k))
    return words('eventOf', e.name, kinds.join(', '))
  }).join(' ; ')
}
