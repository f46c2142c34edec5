// What the checks of the interactive map share: a browser that draws WebGL
// without a graphics card, and one way to report what is wrong.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

export const screens = { phone: { width: 390, height: 800 }, desk: { width: 1280, height: 900 } }

/** The address and the folder for screenshots that a check was given. */
export function given(script) {
  const [base, flag, shots] = process.argv.slice(2)
  if (base && (!flag || (flag === '--shots' && shots))) return { base, shots: shots ?? '' }
  console.error(`usage: node check/${script} http://HOST:PORT [--shots DIR]`)
  process.exit(2)
}

/** Runs checks one after the other in one browser, and ends the process with what they found. */
export async function run(checks) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'maillage-chromium-'))
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', `--crash-dumps-dir=${profile}`],
  })
  let loads = 0
  try {
    for (const [name, check] of Object.entries(checks)) {
      const at = problems
      try {
        loads += (await check(browser, (rule, text) => report(name, rule, text))) ?? 1
      } catch (error) {
        report(name, 'broke off', String(error).slice(0, 600))
      }
      if (process.env.VERBOSE) console.error(`${name}: ${problems - at} problems`)
    }
  } finally {
    await browser.close()
    fs.rmSync(profile, { recursive: true, force: true })
  }
  console.log(JSON.stringify({ loads, problems }))
  process.exit(problems > 0 ? 1 : 0)
}

let problems = 0

function report(where, rule, text) {
  problems++
  console.log(JSON.stringify({ where, rule, text }))
}

/**
 * Opens the map in a fresh context, once it is drawn. Errors of the console and
 * requests to other hosts are reported; `refused` is a status that the check
 * expects of some request. Nothing moves by itself unless `motion` is asked for.
 * The policy of the page is in force unless `axe` asks
 * for a way in.
 */
export async function openMap(browser, report, { base, address, lang = 'fr', screen = 'desk', refused = 0, axe = false, motion = false }) {
  const context = await browser.newContext({ viewport: screens[screen], locale: lang, bypassCSP: axe, reducedMotion: motion ? 'no-preference' : 'reduce', acceptDownloads: false })
  const page = await context.newPage()
  page.on('console', (m) => {
    const own = refused && m.text().includes(`status of ${refused}`)
    if (m.type() === 'error' && !own) report('console', m.text())
  })
  page.on('pageerror', (e) => report('script', String(e)))
  page.on('request', (r) => {
    if (!r.url().startsWith(base) && !/^(data|blob):/.test(r.url())) report('other-host', r.url())
  })
  await page.goto(address.startsWith('http') ? address : base + address)
  await page.waitForSelector('#app[data-ready]', { timeout: 30_000 })
  return { context, page }
}

const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Reports what axe-core finds, and a page wider than its screen. */
export async function accessible(page, report) {
  await page.addScriptTag({ content: axeSource })
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  for (const v of found.violations) report(`axe ${v.id}`, v.nodes.map((n) => n.html.slice(0, 160)).slice(0, 3))
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  if (wide > 0) report('scrolls-sideways', `${wide} px`)
}

/** Waits until a condition of the page holds; what it was instead is reported. */
export async function until(report, rule, read, want) {
  let last
  for (let i = 0; i < 300; i++) {
    last = await read()
    if (typeof want === 'function' ? want(last) : last === want) return true
    await new Promise((done) => setTimeout(done, 50))
  }
  report(rule, `${JSON.stringify(last)}${typeof want === 'function' ? '' : `, not ${JSON.stringify(want)}`}`)
  return false
}
