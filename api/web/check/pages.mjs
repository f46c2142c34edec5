// Loads every page of a running service in Chromium, on a phone and on a desk,
// in both languages, and prints what is wrong as JSON, one problem a line:
//
//   node check/pages.mjs http://127.0.0.1:8080 [--shots DIR]
//
// CHROMIUM names the browser; default /usr/bin/chromium.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { HtmlValidate, FileSystemConfigLoader } from 'html-validate'

const base = process.argv[2]
const shots = process.argv[3] === '--shots' ? process.argv[4] : ''
if (!base) {
  console.error('usage: node check/pages.mjs http://HOST:PORT [--shots DIR]')
  process.exit(2)
}

// Every kind of page; the day is one whose figures are known.
const day = 'datetime=2017-03-16'
const pages = [
  ['nation', '/'],
  ['coverage', `/analysis/coverage?${day}`],
  ['departments', `/analysis/coverage?${day}&level=department`],
  ['gaps', `/analysis/gaps?${day}`],
  ['overlaps', `/analysis/overlaps?${day}&scope=any`],
  ['no-overlap', `/analysis/overlaps?${day}`],
  ['realignment', `/analysis/realignment?${day}`],
  ['trajectory', '/analysis/trajectory'],
  ['compare', '/analysis/compare?a=2015-12-31&b=2017-03-16'],
  ['scenario', '/analysis/scenarios?level=department&scenario=s1.ItGrmHGRnF8EjjlohDiDxRUgoiBH4PQNTCPhGLQ0QfEOSvJGKLIwB_lIB1-iyklMytdNzgSlv9rYWkAAAAD__w'],
  ['scenario-none', '/analysis/scenarios?scenario=s1.IsarsbWAAAAA__8'],
  ['proposals', `/analysis/proposals?${day}`],
  ['proposals-create', `/analysis/proposals?${day}&create=true&aim=aligned-regions&territory=overseas`],
  ['sensitivity', `/analysis/sensitivity?${day}`],
  ['crosswalk', '/crosswalk'],
  ['crosswalk-neighbourhoods', '/crosswalk?of=neighbourhoods'],
  ['centres', '/centres'],
  ['centre', `/centres/labo-cites?${day}`],
  ['centre-idle', '/centres/guadeloupe-saint-martin'],
  ['data', '/data'],
  ['generations', '/generations'],
  ['revision', '/generations/compare'],
  ['region', `/collections/regions/items/84?${day}`],
  ['region-2015', '/collections/regions-2015/items/82?datetime=2012-05-31'],
  ['department', `/collections/departments/items/69?${day}`],
  ['collectivity', `/collections/collectivities/items/987?${day}`],
  ['missing', '/nothing'],
  ['refused', '/analysis/coverage?level=zzz'],
  ['successor', '/collections/regions/items/42'],
]
const screens = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 900 } }

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const validator = new HtmlValidate(new FileSystemConfigLoader())
let problems = 0
const report = (where, rule, text) => {
  problems++
  console.log(JSON.stringify({ where, rule, text }))
}

// open loads a page in a fresh context, and reports errors of the console and
// requests to other hosts.
async function open(browser, where, address, lang, viewport) {
  // bypassCSP lets axe in; that the pages need no more than their policy is
  // checked without it, in policy().
  const context = await browser.newContext({ viewport, locale: lang, bypassCSP: true })
  const page = await context.newPage()
  const status = /missing|refused|successor/.test(where) ? [404, 400] : [200]
  page.on('console', (m) => {
    const own = m.text().includes('the server responded with a status') && !status.includes(200)
    if (m.type() === 'error' && !own) report(where, 'console', m.text())
  })
  page.on('pageerror', (e) => report(where, 'script', String(e)))
  page.on('request', (r) => {
    if (!r.url().startsWith(base) && !r.url().startsWith('data:')) report(where, 'other-host', r.url())
  })
  const answer = await page.goto(base + address)
  if (!status.includes(answer.status())) report(where, 'status', answer.status())
  return { context, page, html: await answer.text() }
}

async function checkPage(browser, [name, address], lang, screen) {
  const where = `${name} ${lang} ${screen}`
  const { context, page, html } = await open(browser, where, address, lang, screens[screen])
  await page.addScriptTag({ content: axe })
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  for (const v of found.violations) report(where, `axe ${v.id}`, v.nodes.map((n) => n.html.slice(0, 160)).slice(0, 3))
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  if (wide > 0) report(where, 'scrolls-sideways', `${wide} px`)
  if ((await page.evaluate(() => document.documentElement.lang)) !== lang) report(where, 'lang', lang)
  if (screen === 'desk') {
    const result = await validator.validateString(html, `${name}.html`)
    for (const r of result.results) for (const m of r.messages) report(where, `html ${m.ruleId}`, `${m.line}: ${m.message}`)
  }
  if (shots) await page.screenshot({ path: path.join(shots, `${name}-${lang}-${screen}.png`), fullPage: true })
  await context.close()
}

// keyboard walks a page by Tab alone: the skip link comes first and leads to
// the content, and every field and table is reached with a focus one can see.
async function keyboard(browser) {
  const where = 'keyboard'
  const { context, page } = await open(browser, where, `/analysis/coverage?${day}`, 'fr', screens.desk)
  await page.keyboard.press('Tab')
  if (!(await page.evaluate(() => document.activeElement.matches('.skip')))) report(where, 'skip', 'the first Tab is not the skip link')
  await page.keyboard.press('Enter')
  const reached = new Set()
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const e = document.activeElement
      const style = getComputedStyle(e)
      return { key: e.id || e.className || e.tagName, top: !!e.closest('header'), outline: style.outlineStyle !== 'none' }
    })
    if (i === 0 && at.top) report(where, 'skip', 'the skip link does not lead past the header')
    if (at.key === 'BODY') break // past the last
    if (!at.outline) report(where, 'focus', `no focus is seen on ${at.key}`)
    reached.add(at.key)
  }
  for (const key of ['f-datetime', 'f-level', 'f-territory', 'f-min_confidence', 'f-qpv', 'scroll'])
    if (!reached.has(key)) report(where, 'reach', `${key} is not reached`)
  // The form asks by GET, from the keyboard.
  await page.focus('#f-level')
  await page.selectOption('#f-level', 'department')
  await page.focus('.ask button')
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  if (!page.url().includes('level=department')) report(where, 'form', page.url())
  if ((await page.locator('tbody tr').count()) < 100) report(where, 'form', 'the table does not list the departments')
  await context.close()
}

// policy loads pages with their own Content-Security-Policy in force.
async function policy(browser) {
  const context = await browser.newContext({ viewport: screens.desk, locale: 'fr' })
  const page = await context.newPage()
  page.on('console', (m) => m.type() === 'error' && report('policy', 'console', m.text()))
  for (const [, address] of pages.slice(0, 12)) {
    await page.goto(base + address)
    if (!(await page.evaluate(() => getComputedStyle(document.querySelector('.top')).borderBottomStyle === 'solid')))
      report('policy', 'style', `${address} is shown without its style sheet`)
  }
  await context.close()
}

// paper prints a region's dossier on A4.
async function paper(browser) {
  const { context, page } = await open(browser, 'paper', `/collections/regions/items/84?${day}`, 'fr', screens.desk)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  const sheets = (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) || []).length
  const box = pdf.toString('latin1').match(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/)
  if (!box || Math.abs(box[1] - 595) > 2 || Math.abs(box[2] - 842) > 2) report('paper', 'size', box && box[0])
  if (sheets < 1 || sheets > 4) report('paper', 'length', `${sheets} sheets`)
  if (shots) fs.writeFileSync(path.join(shots, 'region.pdf'), pdf)
  await context.close()
}

const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'maillage-chromium-'))
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', `--crash-dumps-dir=${profile}`],
})
let loads = 0
try {
  for (const page of pages)
    for (const lang of ['fr', 'en'])
      for (const screen of Object.keys(screens)) {
        if (lang === 'en' && screen === 'phone') continue // the words differ, the layout does not
        await checkPage(browser, page, lang, screen)
        loads++
      }
  await keyboard(browser)
  await policy(browser)
  await paper(browser)
} finally {
  await browser.close()
  fs.rmSync(profile, { recursive: true, force: true })
}
console.log(JSON.stringify({ loads, problems }))
process.exit(problems > 0 ? 1 : 0)
