// Makes scenarios on the map of a running service, in Chromium, and prints what
// is wrong as JSON, one problem a line:
//
//   node check/whatif.mjs http://127.0.0.1:8080 [--shots DIR]
//
// On 16 March 2017, 1,202 of 1,514 neighbourhoods are covered; with Corse, 1,207.
import path from 'node:path'
import zlib from 'node:zlib'
import { accessible, given, openMap, run, until } from './browser.mjs'

const { base, shots } = given('whatif.mjs')
const day = 'datetime=2017-03-16'
const corse = `/map?v=1&${day}&center=9.15,42.15&zoom=7`
const mainland = `/map?v=1&${day}`

// What the panel says, without the spaces of French numbers.
const digits = (text) => (text ?? '').replace(/[\u202f\u00a0,]/g, '')
const covered = (page) => async () => digits(await page.textContent('.wi-value'))
const edits = (page) => () => page.locator('.wi-edits:not([hidden]) > li').count()
const aloud = (page) => async () => digits(await page.textContent('.aloud'))
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute('aria-label') || document.activeElement.tagName)

async function openPanel(page) {
  if (!(await page.locator('#section-whatif').getAttribute('open').then((v) => v !== null))) await page.click('#section-whatif > summary')
  await page.waitForSelector('#wi-centre')
}

// clickAt clicks a place of the map: centre and zoom are those of the address,
// in tiles of 512 pixels.
async function clickAt(page, [lon, lat], { center = [9.15, 42.15], zoom = 7, times = 1 } = {}) {
  const box = await page.locator('.maplibregl-canvas').boundingBox()
  const size = 512 * 2 ** zoom
  const x = (l) => (l / 360) * size
  const y = (p) => (-Math.log(Math.tan(Math.PI / 4 + (p * Math.PI) / 360)) / (2 * Math.PI)) * size
  const at = [box.x + box.width / 2 + x(lon) - x(center[0]), box.y + box.height / 2 + y(lat) - y(center[1])]
  await page.mouse.click(...at, { clickCount: times })
}

const shot = async (page, name) => shots && page.screenshot({ path: path.join(shots, `whatif-${name}.png`) })

// pointer gives Corse by clicks on the map, goes back and forth, and compares.
async function pointer(browser, report) {
  const { context, page } = await openMap(browser, report, { base, address: corse })
  await openPanel(page)
  await until(report, 'base', covered(page), '1202')
  await page.selectOption('#wi-centre', 'cite-ressources')
  await clickAt(page, [8.95, 41.75])
  await until(report, 'one department', covered(page), '1205')
  await clickAt(page, [9.25, 42.3])
  await until(report, 'both departments', covered(page), '1207')
  await until(report, 'said aloud', aloud(page), (text) => text.includes('1207 quartiers couverts sur 1514 contre 1202'))
  await until(report, 'edits', edits(page), 2)
  await shot(page, 'desk')
  for (const [step, want] of [['.wi-undo', '1205'], ['.wi-undo', '1202'], ['.wi-redo', '1205'], ['.wi-redo', '1207']]) {
    await page.click(step)
    await until(report, `${step} to ${want}`, covered(page), want)
  }
  await clickAt(page, [8.95, 41.75])
  await until(report, 'second click', covered(page), '1204')
  await until(report, 'second click leaves no change', edits(page), 1)
  await page.click('.wi-undo')
  await until(report, 'second click undone', covered(page), '1207')
  const headline = async () => digits(await page.textContent('.headline'))
  await until(report, 'headline after', headline, (text) => text.includes('1207') && text.includes('scénario'))
  await page.click('.wi-before')
  await until(report, 'headline before', headline, (text) => text.includes('1202') && !text.includes('scénario'))
  await page.click('.wi-before')
  await until(report, 'headline after again', headline, (text) => text.includes('1207'))
  await page.locator('.wi-edits button').first().click()
  await until(report, 'one removed', covered(page), '1204')
  if (!(await focused(page)).startsWith('Retirer la modification')) report('focus', `after a removal: ${await focused(page)}`)
  await page.click('.wi-reset')
  await until(report, 'reset', covered(page), '1202')
  await until(report, 'address without scenario', async () => page.url().includes('scenario='), false)
  await context.close()
}

// sharing opens the link elsewhere, in both languages, and reads every export.
async function sharing(browser, report) {
  const { context, page } = await openMap(browser, report, { base, address: corse })
  await openPanel(page)
  await page.selectOption('#wi-grain', 'region')
  await page.selectOption('#wi-centre', 'cite-ressources')
  await clickAt(page, [9.1, 42.2])
  await until(report, 'region whole', covered(page), '1207')
  await page.click('#wi-sharing > summary')
  const link = await page.inputValue('#wi-share')
  const hrefs = await page.locator('#wi-sharing .wi-link').evaluateAll((list) => list.filter((a) => a.offsetParent).map((a) => a.href))
  const comparison = await page.locator('#wi-compare .wi-link').getAttribute('href')
  await exports(report, [...hrefs, base + comparison])
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))
    document.execCommand = () => false
  })
  await page.locator('#wi-sharing button').click()
  await until(report, 'copying by hand', () => page.textContent('#wi-sharing [role=status]'), (text) => text.includes('Ctrl+C'))
  const selected = await page.evaluate(() => document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd))
  if (selected !== link) report('copying by hand', `selected ${selected}`)
  await context.close()
  for (const lang of ['fr', 'en']) {
    const other = await openMap(browser, report, { base, address: link, lang })
    await other.page.waitForSelector('#wi-centre')
    await until(report, `link ${lang}`, covered(other.page), '1207')
    await until(report, `link ${lang}: edits`, edits(other.page), 1)
    await other.context.close()
  }
  return 3
}

// cells reads a line of CSV without breaks in its cells.
const cells = (line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => m[1] ?? m[2])

async function exports(report, addresses) {
  const kinds = new Set()
  for (const address of addresses) {
    const answer = await fetch(address, { headers: { Accept: '*/*' } })
    const type = answer.headers.get('content-type').split(';')[0]
    const text = await answer.text()
    kinds.add(type)
    if (answer.status !== 200) report('export', `${answer.status} ${address}`)
    const { pathname } = new URL(address)
    if (pathname !== '/analysis/scenarios') continue
    if (type === 'text/html') {
      if (!digits(text).includes('1207 des 1514')) report('export', 'the page does not say 1207 of 1514')
    } else if (type === 'text/csv') {
      const [head, ...rows] = text.replace(/^\ufeff/, '').split(/\r?\n/).map(cells)
      const total = rows.find((r) => r[0] === 'total')
      if (total?.[head.indexOf('neighbourhoods_after')] !== '1207') report('export', `CSV: ${total}`)
    } else if (type === 'application/json') {
      if (JSON.parse(text).after.neighbourhoods.covered !== 1207) report('export', 'JSON: not 1207')
    } else if (!JSON.parse(text).features.some((f) => f.properties.centre === 'cite-ressources' && f.properties.neighbourhoods === 5)) {
      report('export', 'GeoJSON: no ground with 5 neighbourhoods')
    }
  }
  for (const type of ['text/csv', 'application/geo+json', 'application/json', 'text/html']) if (!kinds.has(type)) report('export', `none is ${type}`)
}

// keyboard does it all again without a pointer.
async function keyboard(browser, report) {
  const { context, page } = await openMap(browser, report, { base, address: mainland })
  const is = (selector) => page.evaluate((s) => document.activeElement.matches(s), selector)
  const tabTo = async (selector, key = 'Tab') => {
    for (let i = 0; i < 250; i++) {
      await page.keyboard.press(key)
      if (await is(selector)) return true
      const seen = await page.evaluate(() => document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle !== 'none')
      if (!seen) report('focus not seen', await focused(page))
    }
    report('not reached', selector)
    return false
  }
  await tabTo('#section-whatif > summary')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#wi-centre')
  await tabTo('#wi-centre')
  await page.keyboard.type('Cité')
  await until(report, 'centre by keys', () => page.inputValue('#wi-centre'), 'cite-ressources')
  await tabTo('#wi-units > summary')
  await page.keyboard.press('Enter')
  await tabTo('#wi-filter')
  await page.keyboard.type('corse')
  for (const want of ['1205', '1207']) {
    await tabTo('.wi-units button')
    await page.keyboard.press('Enter')
    await until(report, `given by keys: ${want}`, covered(page), want)
    if (!(await is('.wi-units button')) || !(await focused(page)).startsWith('Retirer')) report('focus', `after a gift: ${await focused(page)}`)
  }
  await page.keyboard.press('Control+z')
  await until(report, 'Ctrl+Z', covered(page), '1205')
  await page.keyboard.press('Control+Shift+z')
  await until(report, 'Ctrl+Shift+Z', covered(page), '1207')
  await until(report, 'said aloud', aloud(page), (text) => text.startsWith('Rétabli.') && text.includes('1207'))
  await tabTo('.wi-redo', 'Shift+Tab')
  await page.keyboard.press('Enter') // nothing to redo: focus stays
  if (!(await is('.wi-redo'))) report('focus', `after an idle button: ${await focused(page)}`)
  await tabTo('.wi-undo', 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await until(report, 'undone by keys', covered(page), '1202')
  if (!(await is('.wi-undo'))) report('focus', `after undoing all: ${await focused(page)}`)
  await context.close()
}

// proposals accepts a plan, and reaches what the service promised.
async function proposals(browser, report) {
  const promised = await (await fetch(`${base}/analysis/proposals?${day}&f=json`)).json()
  const { context, page } = await openMap(browser, report, { base, address: mainland })
  await openPanel(page)
  await page.click('#wi-proposals > summary')
  await page.click('#wi-proposals .wi-main')
  await page.click('.wi-accept')
  await until(report, 'plan', covered(page), String(promised.after.neighbourhoods.covered))
  await until(report, 'plan: edits', edits(page), promised.scenario.changes.length)
  await shot(page, 'plan')
  await page.click('.wi-undo')
  await until(report, 'plan undone', covered(page), '1202')
  await context.close()
}

// creation opens a centre, closes another, and moves ground between two.
async function creation(browser, report) {
  const { context, page } = await openMap(browser, report, { base, address: corse })
  await openPanel(page)
  await page.click('.wi-centre .wi-button:nth-of-type(2)')
  await page.keyboard.type('Centre de Corse')
  await page.keyboard.press('Enter')
  await until(report, 'created', () => page.inputValue('#wi-centre'), 'centre-de-corse')
  await page.selectOption('#wi-grain', 'region')
  await page.click('#wi-units > summary')
  await page.fill('#wi-filter', '94')
  await page.locator('.wi-units button').first().click()
  await until(report, 'created and given', covered(page), '1207')
  await until(report, 'load of the new centre', async () => digits(await page.textContent('#wi-outcome .wi-table >> nth=1')), (text) => text.includes('Centre de Corse5+5 (0)'))
  await page.selectOption('#wi-centre', 'labo-cites')
  await page.locator('.wi-centre .wi-button').nth(2).click()
  await until(report, 'closed', covered(page), String(1207 - 124))
  await page.click('.wi-undo')
  await page.selectOption('#wi-grain', 'department')
  await page.fill('#wi-filter', 'drome')
  await page.selectOption('#wi-centre', 'cite-ressources')
  await page.getByRole('button', { name: /^Déplacer ici/ }).click()
  await until(report, 'moved', () => page.textContent('.wi-edits'), (text) => text.includes('Déplacer Drôme (26) de Labo Cités à Cité Ressources'))
  await until(report, 'moved: no figure changes', covered(page), '1207')
  await context.close()
}

// drawing draws around Corse by clicks and as text, and drops a drawing.
async function drawing(browser, report) {
  const { context, page } = await openMap(browser, report, { base, address: corse })
  await openPanel(page)
  await page.selectOption('#wi-centre', 'cite-ressources')
  await page.check('#wi-tool-draw')
  const vertices = async () => (await page.inputValue('#wi-vertices')).split('\n').filter(Boolean).length
  for (const at of [[8.2, 41.2], [10, 41.2], [10, 43.2]]) await clickAt(page, at)
  await until(report, 'vertices', vertices, 3)
  await page.focus('.maplibregl-canvas')
  await page.keyboard.press('Backspace')
  await until(report, 'one vertex back', vertices, 2)
  await page.keyboard.press('Escape')
  await until(report, 'dropped', vertices, 0)
  for (const at of [[8.2, 41.2], [10, 41.2], [10, 43.2]]) await clickAt(page, at)
  await clickAt(page, [8.2, 43.2], { times: 2 })
  await until(report, 'closed by a double click', vertices, 4)
  await shot(page, 'drawing')
  await page.click('.wi-draw .wi-main')
  await until(report, 'drawn', covered(page), '1207')
  await until(report, 'drawing cleared', vertices, 0)
  await page.click('.wi-undo')
  await until(report, 'drawn, undone', covered(page), '1202')
  await page.fill('#wi-vertices', '8,2 41,2\n10 41,2\n10 43,2\nici')
  await until(report, 'a line is refused', () => page.textContent('#wi-draw-fault'), (text) => text.includes('Ligne 4'))
  await page.fill('#wi-vertices', '8,2 41,2\n10 41,2\n10 43,2\n8,2 43,2')
  await page.click('.wi-draw .wi-main')
  await until(report, 'written', covered(page), '1207')
  await page.click('.wi-draw .wi-row:first-of-type button:nth-child(2)')
  await until(report, 'frame of the map', vertices, 4)
  await context.close()
}

// faults: what cannot be done is told, with a way out, and focus is not lost.
async function faults(browser, report) {
  const alone = (changes) => 's1.' + zlib.deflateRawSync(JSON.stringify({ datetime: '2017-03-16', changes })).toString('base64url')
  const notice = (page) => () => page.locator('.wi-notice').allTextContents().then((all) => all.join(' '))
  const unknown = alone([{ action: 'give', centre: 'nulle-part', units: [{ level: 'department', code: '2A' }] }])
  const one = await openMap(browser, report, { base, address: `${mainland}&scenario=${unknown}`, refused: 422 })
  await until(report, 'link of an unknown centre', notice(one.page), (text) => text.includes('nulle-part') && text.includes('Abandonner'))
  await until(report, 'the base stands', covered(one.page), '1202')
  await one.page.getByRole('button', { name: 'Abandonner ce scénario' }).click()
  await until(report, 'dropped', notice(one.page), '')
  await until(report, 'dropped from the address', async () => one.page.url().includes('scenario='), false)
  if ((await focused(one.page)) === 'BODY') report('focus', 'lost with the notice')
  await one.context.close()

  const held = alone([{ action: 'take', centre: 'cite-ressources', units: [{ level: 'department', code: '13' }] }, { action: 'give', centre: 'cite-ressources', units: [{ level: 'department', code: '2A' }] }])
  const two = await openMap(browser, report, { base, address: `${mainland}&scenario=${held}#data=0123456789abcdef`, refused: 422 })
  await until(report, 'a link that fits', edits(two.page), 2)
  await until(report, 'other data', notice(two.page), (text) => text.includes('Les données ont changé'))
  await two.page.getByRole('button', { name: 'Fermer', exact: true }).click()
  await two.page.selectOption('#wi-centre', 'cite-ressources')
  await two.page.selectOption('#wi-grain', 'commune')
  await two.page.click('#wi-units > summary')
  await two.page.fill('#wi-commune', '99999')
  await two.page.keyboard.press('Enter')
  await until(report, 'an unknown commune', notice(two.page), (text) => text.includes('99999') && text.includes('Vérifiez le code'))
  await two.page.getByRole('button', { name: 'Fermer', exact: true }).click()
  await until(report, 'dismissed', notice(two.page), '')
  if ((await focused(two.page)) === 'BODY') report('focus', 'lost with the refusal')
  // Another day, on which the centre holds nothing: the changes are kept aside.
  await two.page.waitForTimeout(600) // the address is written
  await two.page.evaluate(() => {
    const there = location.href.replace(/datetime=[^&]*/, 'datetime=1991-01-01')
    history.pushState(null, '', there)
    history.pushState(null, '', there)
    history.back()
  })
  await until(report, 'another day', notice(two.page), (text) => text.includes('ne s’applique pas') && text.includes('Cité Ressources ne sert pas'))
  await two.page.getByRole('button', { name: 'Retirer la modification en cause' }).click()
  await until(report, 'the rest fits', notice(two.page), '')
  await until(report, 'the rest fits: edits', edits(two.page), 1)
  await two.context.close()
  return 2
}

// ofDay: the day of a link is that of its scenario, and the rest of the map follows.
async function ofDay(browser, report) {
  const { context, page } = await openMap(browser, report, { base, address: corse })
  await openPanel(page)
  await page.selectOption('#wi-centre', 'cite-ressources')
  await clickAt(page, [8.95, 41.75])
  await until(report, 'given', covered(page), '1205')
  await page.click('#wi-sharing > summary')
  const link = (await page.inputValue('#wi-share')).replace(/datetime=[^&]*/, 'datetime=2012-05-31')
  await context.close()
  const other = await openMap(browser, report, { base, address: link })
  await until(report, 'the day of the scenario', covered(other.page), '1205')
  await until(report, 'said', () => other.page.textContent('.wi-notices'), (text) => text.includes('16\u00a0mars 2017'))
  await until(report, 'the address follows', async () => other.page.url().includes('datetime=2017-03-16'), true)
  await other.context.close()
  return 2
}

// looks: nothing that axe finds with every part open, on both screens.
async function looks(browser, report) {
  for (const [screen, lang] of [['desk', 'fr'], ['phone', 'fr'], ['desk', 'en']]) {
    const { context, page } = await openMap(browser, report, { base, address: mainland, screen, lang, axe: true })
    if (await page.locator('.grip').isVisible()) await page.click('.grip')
    await openPanel(page)
    await page.selectOption('#wi-centre', 'labo-cites')
    await page.check('#wi-tool-draw')
    for (const part of ['units', 'compare', 'proposals', 'sharing']) await page.click(`#wi-${part} > summary`)
    await page.getByRole('button', { name: /^(Donner Allier|Give Allier)/ }).click()
    await until(report, `${screen}: given`, edits(page), 1)
    await page.click('#wi-proposals .wi-main')
    await page.waitForSelector('.wi-accept')
    await page.locator('.wi-centre .wi-button').nth(1).click()
    await accessible(page, report)
    await shot(page, `${screen}-${lang}`)
    await context.close()
  }
  return 3
}

await run({ pointer, sharing, keyboard, proposals, creation, drawing, faults, day: ofDay, looks })
