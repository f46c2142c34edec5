// Starts the service with a base map that this very check serves, and looks
// whether the map draws it, credits it, and asks nothing of any third host:
//
//   MAILLAGE=bin/maillage node check/base-map.mjs
import http from 'node:http'
import zlib from 'node:zlib'
import { spawn } from 'node:child_process'
import { run, screens, until } from './browser.mjs'

const program = process.env.MAILLAGE
if (!program) {
  console.error('usage: MAILLAGE=PROGRAM node check/base-map.mjs')
  process.exit(2)
}

/** A PNG of one colour, 16 by 16. */
function png(r, g, b) {
  const rows = Buffer.concat(Array.from({ length: 16 }, () => Buffer.from([0, ...Array.from({ length: 16 }, () => [r, g, b]).flat()])))
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length)
    body.copy(out, 4)
    out.writeUInt32BE(zlib.crc32 ? zlib.crc32(body) : crc32(body), body.length + 4)
    return out
  }
  const head = Buffer.from([0, 0, 0, 16, 0, 0, 0, 16, 8, 2, 0, 0, 0])
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', zlib.deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

/** CRC-32 of PNG, which Node has of its own only since 22. */
function crc32(bytes) {
  let c = ~0
  for (const b of bytes) {
    c ^= b
    for (let k = 0; k < 8; k++) c = (c >>> 1) ^ (c & 1 ? 0xedb88320 : 0)
  }
  return ~c >>> 0
}

/** Serves image tiles, and a style that shows them. */
async function host() {
  const asked = []
  const server = http.createServer((request, answer) => {
    asked.push(request.url)
    answer.setHeader('Access-Control-Allow-Origin', '*')
    if (request.url === '/style.json') {
      const tiles = [`http://127.0.0.1:${server.address().port}/{z}/{x}/{y}.png`]
      return answer.end(JSON.stringify({ version: 8, sources: { departments: { type: 'raster', tiles, tileSize: 256 } }, layers: [{ id: 'line-departments', type: 'raster', source: 'departments' }] }))
    }
    answer.setHeader('Content-Type', 'image/png')
    answer.end(png(60, 160, 60))
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return { server, asked, origin: `http://127.0.0.1:${server.address().port}` }
}

/** Starts the service, and resolves to its address once it listens. */
function serve(...flags) {
  const child = spawn(program, ['serve', '--quiet', '--addr', '127.0.0.1:0', ...flags])
  return new Promise((done, failed) => {
    child.once('error', failed)
    let said = ''
    child.stdout.on('data', (text) => {
      said += text
      const base = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
      if (base) done({ base: base[0], stop: () => child.kill('SIGINT') })
    })
    child.once('exit', (code) => failed(new Error(`the service ended with ${code}`)))
  })
}

async function shows(browser, report, path) {
  const { server, asked, origin } = await host()
  const { base, stop } = await serve('--base-map', origin + path, '--base-map-credit', 'Fond d’essai')
  const context = await browser.newContext({ viewport: screens.desk, locale: 'fr', reducedMotion: 'reduce' })
  try {
    const page = await context.newPage()
    page.on('console', (m) => ['error', 'warning'].includes(m.type()) && report('console', m.text()))
    page.on('request', (r) => {
      if (![base, origin].includes(new URL(r.url()).origin) && !/^(data|blob):/.test(r.url())) report('other-host', r.url())
    })
    await page.goto(`${base}/map?v=1&datetime=2017-03-16`)
    await page.waitForSelector('#app[data-ready]', { timeout: 60_000 })
    await until(report, 'tiles are asked for', async () => asked.filter((u) => u.endsWith('.png')).length, (n) => n > 0)
    const text = await page.textContent('body')
    if (text.split('Fond d’essai').length < 3) report('credit', 'the base map is not credited on the map and in the sources')
    if (!(await page.textContent('.headline')).includes('1\u202f202')) report('map', 'the map does not stand over it')
  } finally {
    await context.close()
    stop()
    server.close()
  }
}

await run({
  template: (browser, report) => shows(browser, report, '/{z}/{x}/{y}.png'),
  style: (browser, report) => shows(browser, report, '/style.json'),
})
