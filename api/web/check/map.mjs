// Uses the interactive map of a running service as a reader would, and prints
// what is wrong as JSON, one problem a line:
//
//   node check/map.mjs http://127.0.0.1:8080 [--shots DIR]
import path from 'node:path'
import { HtmlValidate, FileSystemConfigLoader } from 'html-validate'
import { accessible, given, openMap, run, until } from './browser.mjs'

const { base, shots } = given('map.mjs')
const day = '2017-03-16'
const at = (query) => `/map?v=1&datetime=${day}${query}`
const shoot = async (page, name) => shots && page.screenshot({ path: path.join(shots, `map-${name}.png`) })

/** What the service says of a day. */
async function coverage(query) {
  const answer = await fetch(`${base}/analysis/coverage?${query}`, { headers: { Accept: 'application/json' } })
  return answer.json()
}

const french = (share) => `${(share * 100).toFixed(1).replace('.', ',')}\u202f%`
const figure = (page) => page.textContent('.headline .figure')
const query = (page) => new URL(page.url()).searchParams
const title = (page) => page.locator('.card:not([hidden]) h2').textContent({ timeout: 8000 })

/** Whether a place is on the part of the map that neither the card nor the panel covers. */
async function inSight(page, [lon, lat]) {
  const center = query(page).get('center').split(',').map(Number)
  const size = 512 * 2 ** Number(query(page).get('zoom'))
  const y = (p) => (-Math.log(Math.tan(Math.PI / 4 + (p * Math.PI) / 360)) / (2 * Math.PI)) * size
  return page.evaluate(([dx, dy]) => {
    const box = document.querySelector('.maplibregl-canvas').getBoundingClientRect()
    const card = document.querySelector('.card').getBoundingClientRect()
    const beside = card.width < box.width * 0.6
    const middle = [(box.right + (beside ? card.right : box.left)) / 2, ((beside ? box.bottom : card.top) + box.top) / 2]
    const there = document.elementFromPoint(middle[0] + dx, middle[1] + dy)
    return there?.classList.contains('maplibregl-canvas') ?? false
  }, [((lon - center[0]) / 360) * size, y(lat) - y(center[1])])
}

/** Waits until the address says so: it is written once a hand has paused. */
const addressed = (report, page, name, want) => until(report, `address: ${name}`, async () => query(page).get(name), want)

/** Counts pixels of the map near a colour. */
async function pixels(page, [r, g, b]) {
  const png = await page.locator('.canvas canvas').screenshot()
  return page.evaluate(async ([data, r, g, b]) => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    const c = canvas.getContext('2d')
    c.drawImage(image, 0, 0)
    const d = c.getImageData(0, 0, canvas.width, canvas.height).data
    let n = 0
    for (let i = 0; i < d.length; i += 4) if (Math.abs(d[i] - r) + Math.abs(d[i + 1] - g) + Math.abs(d[i + 2] - b) < 12) n++
    return n
  }, [png.toString('base64'), r, g, b])
}
const blue = [0x1f, 0x5f, 0x8b]
const ochre = [0xf8, 0xdf, 0xb4]

const checks = {
  /** The first view: its policy, its markup, what it weighs and how long it takes. */
  async first(browser, report) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr' })
    const page = await context.newPage()
    const sizes = []
    page.on('console', (m) => ['error', 'warning'].includes(m.type()) && report('console', m.text()))
    page.on('requestfinished', async (r) => sizes.push(r.sizes().then((s) => ({ url: r.url(), bytes: s.responseBodySize }))))
    const began = Date.now()
    const answer = await page.goto(base + at(''))
    await page.waitForSelector('#app[data-ready]', { timeout: 60_000 })
    const took = Date.now() - began
    const all = await Promise.all(sizes)
    const library = all.filter((s) => s.url.includes('/assets/')).reduce((n, s) => n + s.bytes, 0)
    const own = all.filter((s) => !s.url.includes('/assets/')).reduce((n, s) => n + s.bytes, 0)
    console.log(JSON.stringify({ measured: `first view: ${own} bytes of own data in ${all.length} requests, ${library} of scripts and style; interactive and idle after ${took} ms` }))
    if (own > 300_000 || own < 20_000) report('weight', `${own} bytes of own data`)
    const policy = answer.headers()['content-security-policy'] ?? ''
    for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "worker-src 'self'"])
      if (!policy.includes(part)) report('policy', `${part} is not in ${policy}`)
    if (/unsafe|\*|http/.test(policy)) report('policy', policy)
    const result = await new HtmlValidate(new FileSystemConfigLoader()).validateString(await answer.text(), 'map.html')
    for (const r of result.results) for (const m of r.messages) report(`html ${m.ruleId}`, `${m.line}: ${m.message}`)
    await shoot(page, 'desk')
    await context.close()
  },

  /** The slider, the date field, the steps and the playing: the figure is the one the service gives. */
  async time(browser, report) {
    const { context, page } = await openMap(browser, report, { base, address: at('') })
    const shows = async (date) => {
      const { totals } = await coverage(`datetime=${date}`)
      await until(report, `figure on ${date}`, () => figure(page), french(totals.neighbourhoods.share))
    }
    await shows(day)
    const then = await pixels(page, blue)
    await page.locator('.slider').evaluate((e) => {
      e.value = String(Math.round(Date.parse('2002-06-15') / 86_400_000))
      e.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await shows('2002-06-15')
    await addressed(report, page, 'datetime', '2002-06-15')
    await until(report, 'fewer departments are blue in 2002', () => pixels(page, blue), (n) => n > 500 && n < then * 0.6)
    if ((await pixels(page, ochre)) < 500) report('colours', 'nothing is shown as not covered in 2002')
    await page.fill('#day', '2016-01-01')
    await shows('2016-01-01')
    await until(report, 'event', () => page.textContent('.event'), (t) => t.includes('Trajectoire Ressources'))
    await page.click('.step.next')
    await addressed(report, page, 'datetime', '2017-01-01')
    await page.click('.step.previous')
    await addressed(report, page, 'datetime', '2016-01-01')
    await page.focus('.slider')
    await page.keyboard.press('ArrowRight')
    await addressed(report, page, 'datetime', '2016-02-01')
    await page.keyboard.press('PageUp')
    await shows('2017-02-01')
    const aloud = await page.getAttribute('.slider', 'aria-valuetext')
    if (!aloud.startsWith('1er\u00a0février 2017, 79,')) report('slider', `says ${aloud}`)
    await page.fill('#day', '2014-06-01')
    await page.click('.step.play')
    await addressed(report, page, 'datetime', '2016-01-01')
    await page.click('.step.play')
    const stopped = query(page).get('datetime')
    await page.waitForTimeout(2200)
    if (query(page).get('datetime') !== stopped) report('play', 'it goes on after the pause')
    await context.close()
  },

  /** Measure, confidence, mission, territory, geography and level ask the service the same question. */
  async settings(browser, report) {
    const { context, page } = await openMap(browser, report, { base, address: at('') })
    for (const [name, value] of [['min_confidence', 'high'], ['territory', 'overseas'], ['scope', 'any'], ['qpv', '2024'], ['level', 'region']]) {
      await page.selectOption(`#set-${name}`, value)
      await addressed(report, page, name, value)
      const q = query(page)
      const asked = ['datetime', 'level', 'territory', 'scope', 'min_confidence', 'qpv'].map((n) => `${n}=${q.get(n)}`).join('&')
      const { totals } = await coverage(asked)
      await until(report, `figure with ${name}=${value}`, () => figure(page), french(totals.neighbourhoods.share))
    }
    await page.selectOption('#set-measure', 'population')
    const { totals } = await coverage(`datetime=${day}&territory=overseas&scope=any&min_confidence=high&qpv=2024`)
    await until(report, 'figure of the population', () => figure(page), french(totals.population.share))
    await context.close()
  },

  /** Each layer that is switched changes what is drawn, its legend and the address. */
  async layers(browser, report) {
    const { context, page } = await openMap(browser, report, { base, address: `/map?v=1&datetime=${day}&scope=any&center=3,45&zoom=6&layers=none` })
    const picture = () => page.locator('.canvas canvas').screenshot().then((b) => b.toString('base64'))
    for (const layer of ['coverage', 'gaps', 'overlaps', 'centres', 'neighbourhoods', 'regions', 'regions-2015', 'departments', 'labels']) {
      const before = await picture()
      await page.check(`#layer-${layer}`)
      await until(report, `${layer} draws`, async () => (await picture()) !== before, true)
      await addressed(report, page, 'layers', layer)
      await page.uncheck(`#layer-${layer}`)
      await addressed(report, page, 'layers', 'none')
    }
    for (const layer of ['coverage', 'overlaps', 'centres', 'regions-2015', 'labels']) await page.check(`#layer-${layer}`)
    await page.waitForTimeout(1500)
    if ((await page.locator('.signs .swatch').count()) !== 3) report('legend', 'coverage does not have its three signs')
    if ((await page.locator('.sign .swatch').count()) !== 3) report('legend', 'not every layer shown has its sign')
    await shoot(page, 'layers')
    await context.close()
  },

  /** A click opens the card of what is there, with what the service says of it. */
  async card(browser, report) {
    const { context, page } = await openMap(browser, report, { base, address: at('&center=9.1,41.8&zoom=8') })
    const canvas = await page.locator('.canvas canvas').boundingBox()
    await page.mouse.click(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2)
    await until(report, 'card', () => title(page), 'Corse-du-Sud')
    await addressed(report, page, 'selected', 'departments/2A')
    const row = (await coverage(`datetime=${day}&level=department`)).territories.find((t) => t.code === '2A')
    const text = await page.textContent('.card')
    if (!text.includes('non couvert') || !text.includes(`0 sur ${row.measures.neighbourhoods.total}`)) report('card', text)
    await page.click('.card .close')
    if (await page.locator('.card').isVisible()) report('card', 'it does not close')
    // One that a centre covers: its centre, its confidence, its sources, its page.
    const covered = await openMap(browser, report, { base, address: at('&selected=departments/67') })
    await until(report, 'card of Bas-Rhin', () => covered.page.textContent('.card-body'), (t) => t.includes('confiance forte') && t.includes('oriv.org'))
    const link = await covered.page.getAttribute('.card .links a', 'href')
    const target = await fetch(base + link, { headers: { Accept: 'text/html' } })
    if (target.status !== 200 || !(await target.text()).includes('Bas-Rhin')) report('card', `${link}: ${target.status}`)
    await shoot(covered.page, 'card')
    await covered.page.click('.card .plain .as-link')
    await until(report, 'card of the centre', () => title(covered.page), (t) => t.includes('Observatoire régional'))
    await covered.context.close()
    await context.close()
  },

  /** Search by name and code, with the keyboard, and by a click. */
  async search(browser, report) {
    const { context, page } = await openMap(browser, report, { base, address: at('') })
    await page.fill('#search', 'corse')
    await until(report, 'results', () => page.locator('#found li').count(), (n) => n >= 3)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    const active = await page.getAttribute('#search', 'aria-activedescendant')
    if (active !== 'found-1' || (await page.getAttribute('#found-1', 'aria-selected')) !== 'true') report('combobox', `active is ${active}`)
    await shoot(page, 'search')
    await page.keyboard.press('Escape')
    if (await page.locator('#found').isVisible()) report('combobox', 'Escape does not close it')
    await page.fill('#search', 'labo cites')
    await until(report, 'results', () => page.locator('#found li').count(), (n) => n >= 1)
    await page.keyboard.press('Enter')
    await until(report, 'card', () => title(page), 'Labo Cités')
    await addressed(report, page, 'selected', 'centres/labo-cites')
    await page.fill('#search', 'QP075001')
    await page.click('#found li')
    await addressed(report, page, 'selected', 'neighbourhoods/QP075001')
    await page.fill('#search', 'zzzz')
    await until(report, 'nothing found', () => page.locator('.found-none').isVisible(), true)
    await context.close()
  },

  /** What is chosen is seen, beside the card or above it, however it was chosen. */
  async sight(browser, report) {
    for (const [lon, lat, selected, screen] of [[8.97, 41.8, 'departments/2A', 'desk'], [8.97, 41.8, 'departments/2A', 'phone'], [55.5, -21.1, 'departments/974', 'desk'], [-4, 48.3, 'departments/29', 'desk']]) {
      const { context, page } = await openMap(browser, report, { base, address: at(`&selected=${selected}`), screen })
      await until(report, 'card', () => page.locator('.card').isVisible(), true)
      await until(report, `${selected} in sight on a ${screen}`, () => inSight(page, [lon, lat]), true)
      await context.close()
    }
    // The card opens while the map flies there, and must not end the flight.
    const { context, page } = await openMap(browser, report, { base, address: at(''), motion: true })
    await page.fill('#search', '974')
    await page.click('#found li')
    await until(report, 'card', () => title(page), 'La Réunion')
    await addressed(report, page, 'center', (c) => c?.startsWith('55.'))
    await page.click('#section-layers > summary') // signs elsewhere do not hang on those of the legend
    const empty = await page.evaluate(() => [...document.querySelectorAll('.swatch [fill^="url("]')]
      .map((e) => document.querySelector(e.getAttribute('fill').slice(4, -1))).filter((pattern) => !pattern || pattern.closest('details:not([open])')).length)
    const signs = await page.locator('.go .swatch').count()
    if (signs === 0 || empty > 0) report('signs', `${empty} of ${signs} have no filling`)
    await context.close()
    return 5
  },

  /** The address holds the whole view: opened afresh it shows the same, and back goes back. */
  async permalink(browser, report) {
    const { context, page } = await openMap(browser, report, { base, address: at('') })
    await page.selectOption('#set-min_confidence', 'low')
    await addressed(report, page, 'min_confidence', 'low')
    await page.check('#layer-centres')
    await addressed(report, page, 'layers', (l) => l?.includes('centres'))
    await page.click('.go button:has-text("Guyane")')
    await addressed(report, page, 'center', (c) => c?.startsWith('-53'))
    await page.fill('#search', '973')
    await until(report, 'results', () => page.locator('#found li').count(), (n) => n >= 1)
    await page.keyboard.press('Enter')
    await until(report, 'card', () => title(page), 'Guyane')
    await page.waitForTimeout(1000)
    const address = page.url()
    const seen = await Promise.all([figure(page), title(page), page.locator('.layers input:checked').count()])
    const again = await openMap(browser, report, { base, address })
    await until(report, 'card after a reload', () => title(again.page), seen[1])
    await until(report, 'the view after a reload', async () => JSON.stringify(await Promise.all([figure(again.page), title(again.page), again.page.locator('.layers input:checked').count()])), JSON.stringify(seen))
    await again.page.waitForTimeout(800)
    if (again.page.url() !== address) report('permalink', `${address} became ${again.page.url()}`)
    await again.context.close()
    await page.goBack()
    await addressed(report, page, 'selected', null)
    if (await page.locator('.card').isVisible()) report('back', 'the card stays')
    await page.goForward()
    await addressed(report, page, 'selected', 'departments/973')
    await until(report, 'card after forward', () => title(page), 'Guyane')
    await context.close()
  },

  /** An address of another version, or a hostile one, answers plainly. */
  async refused(browser, report) {
    const context = await browser.newContext({ locale: 'fr' })
    const page = await context.newPage()
    let asked = 0
    for (const query of ['v=2', 'v=1&zoom=99', 'v=1&layers=%3Cscript%3Ealert(1)%3C/script%3E', 'v=1&selected=departments/%22onload=', 'theme=dark', 'v=1&scenario=s1.%00']) {
      const answer = await page.goto(`${base}/map?${query}`)
      asked++
      if (answer.status() !== 400) report('status', `${query}: ${answer.status()}`)
      if (!(await page.textContent('main')).includes('ne peut pas être montrée')) report('words', await page.textContent('main'))
    }
    await page.click('main a[href="/map"]')
    await page.waitForSelector('#app[data-ready]')
    await context.close()
    return asked
  },

  /** With the keyboard alone: everything is reached and seen, the map moves, a territory is chosen. */
  async keyboard(browser, report) {
    const { context, page } = await openMap(browser, report, { base, address: at('&center=9.1,41.8&zoom=8') })
    const reached = new Set()
    for (let i = 0; i < 140; i++) {
      await page.keyboard.press('Tab')
      const on = await page.evaluate(() => {
        const e = document.activeElement
        const style = getComputedStyle(e)
        return { key: e.id || [...e.classList].join('.') || e.textContent.slice(0, 30), body: e === document.body, seen: style.outlineStyle !== 'none' || style.boxShadow !== 'none' }
      })
      if (on.body) break
      if (!on.seen) report('focus', `none is seen on ${on.key}`)
      reached.add(on.key)
    }
    for (const key of ['search', 'layer-coverage', 'layer-labels', 'set-level', 'set-measure', 'set-qpv', 'maplibregl-canvas', 'maplibregl-ctrl-zoom-in', 'step.previous', 'step.play', 'step.next', 'slider', 'day'])
      if (!reached.has(key)) report('reach', `${key} is not reached; reached: ${[...reached].join(' | ')}`)
    await page.focus('.canvas canvas')
    await page.keyboard.press('Enter')
    await until(report, 'card by Enter', () => title(page), 'Corse-du-Sud')
    if (!(await page.evaluate(() => document.activeElement.id === 'card-title'))) report('focus', 'the card does not take the focus')
    await page.keyboard.press('Escape')
    if (await page.locator('.card').isVisible()) report('card', 'Escape does not close it')
    if (!(await page.evaluate(() => document.activeElement.tagName === 'CANVAS'))) report('focus', 'it does not return to the map')
    const before = query(page).get('center')
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowUp')
    await addressed(report, page, 'center', (c) => Number(c.split(',')[1]) > Number(before.split(',')[1]))
    await page.keyboard.press('+')
    await addressed(report, page, 'zoom', (z) => Number(z) > 8)
    await page.focus('#section-list summary')
    await page.keyboard.press('Enter')
    await until(report, 'list', () => page.locator('#section-list tbody tr').count(), 103)
    await page.focus('#section-list tbody tr:first-child button')
    await page.keyboard.press('Enter')
    await until(report, 'card from the list', () => page.locator('.card h2').textContent(), await page.textContent('#section-list tbody tr:first-child button'))
    await context.close()
  },

  /** axe-core is silent, in both languages, on a desk and on a phone, with everything open. */
  async axe(browser, report) {
    let loads = 0
    for (const lang of ['fr', 'en'])
      for (const screen of ['desk', 'phone']) {
        const told = (rule, text) => report(`${rule} (${lang}, ${screen})`, text)
        const { context, page } = await openMap(browser, told, { base, address: at(`&lang=${lang}`), lang, screen, axe: true })
        if (screen === 'phone') await shoot(page, `phone-${lang}`)
        await accessible(page, told)
        if (screen === 'phone') await page.click('.grip')
        await page.click('#section-list summary')
        await page.waitForTimeout(400)
        if (screen === 'phone') await shoot(page, `phone-panel-${lang}`)
        await accessible(page, told)
        await page.locator('#section-list tbody button').nth(20).click()
        await until(told, 'card', () => page.locator('.card').isVisible(), true)
        await page.waitForTimeout(500)
        if (screen === 'phone') await shoot(page, `phone-card-${lang}`)
        await accessible(page, told)
        const words = await page.textContent('.headline .sentence')
        if (lang === 'en' && !words.startsWith('On 16\u00a0March 2017, 1,202 of the 1,514 priority neighbourhoods')) told('words', words)
        await context.close()
        loads++
      }
    return loads
  },

  /** Every territory overseas is a button away, and is drawn there. */
  async overseas(browser, report) {
    const { context, page } = await openMap(browser, report, { base, address: at('') })
    for (const [name, lon, colour] of [['Martinique', -61, blue], ['Guyane', -53.1, ochre], ['La Réunion', 55.5, blue], ['Mayotte', 45.1, ochre], ['Saint-Martin', -63, ochre], ['Polynésie', -145, ochre], ['Guadeloupe', -61.4, ochre]]) {
      await page.click(`.go button:has-text("${name}")`)
      await addressed(report, page, 'center', (c) => Math.abs(Number(c.split(',')[0]) - lon) < 3)
      await until(report, `${name} is drawn`, () => pixels(page, colour), (n) => n > (name === 'Polynésie' ? 10 : 300))
    }
    await shoot(page, 'overseas')
    await page.click('.go button:has-text("Métropole")')
    await addressed(report, page, 'center', (c) => Math.abs(Number(c.split(',')[0]) - 2.2) < 1)
    await context.close()
  },

  /** Without a script the page leads to those that need none. */
  async scriptless(browser, report) {
    const context = await browser.newContext({ locale: 'fr', javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(base + at(''))
    const href = await page.getAttribute('noscript a', 'href')
    if (!(await page.textContent('noscript')).includes('JavaScript') || href !== `/analysis/coverage?datetime=${day}`) report('noscript', href)
    await context.close()
  },
}

const only = process.env.ONLY?.split(',')
await run(only ? Object.fromEntries(Object.entries(checks).filter(([name]) => only.includes(name))) : checks)
