// Builds the interactive map into dist, where the service embeds it:
//
//   node build.mjs            what is served, compressed too
//   node build.mjs --test DIR the unit tests, bundled for node --test
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

const here = path.dirname(fileURLToPath(import.meta.url))
const dist = path.join(here, 'dist')

// The oldest browsers the map is for: those that MapLibre itself runs in.
const target = ['chrome111', 'firefox115', 'safari16.4']

async function buildTests(folder) {
  const tests = fs.readdirSync(path.join(here, 'test')).filter((f) => f.endsWith('.test.ts'))
  await esbuild.build({
    absWorkingDir: here, entryPoints: tests.map((f) => `test/${f}`), bundle: true, platform: 'node', target: 'node20',
    format: 'esm', outdir: folder, outExtension: { '.js': '.mjs' }, sourcemap: 'inline', logLevel: 'warning',
  })
}

// licences gathers the licences of every package that is in the bundle.
function licences(inputs) {
  const packages = new Set()
  for (const file of inputs) {
    const inside = file.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)
    if (inside) packages.add(inside[1])
  }
  // MapLibre comes bundled already: what it is made of it lists as its own
  // dependencies.
  const own = JSON.parse(fs.readFileSync(path.join(here, 'node_modules/maplibre-gl/package.json'), 'utf8'))
  for (const name of Object.keys(own.dependencies)) if (!name.startsWith('@types/')) packages.add(name)
  return [...packages].sort().map((name) => {
    const folder = path.join(here, 'node_modules', name)
    const { version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
    const file = fs.readdirSync(folder).find((f) => /^licen[cs]e/i.test(f))
    return `${name} ${version} (${license})\n\n${file ? fs.readFileSync(path.join(folder, file), 'utf8').trim() : ''}\n`
  }).join('\n----\n\n')
}

// clean empties dist, save for what is committed there.
function clean() {
  for (const f of fs.readdirSync(dist)) if (f !== 'README.md') fs.rmSync(path.join(dist, f), { recursive: true })
}

async function buildMap() {
  const options = {
    absWorkingDir: here, bundle: true, minify: true, format: 'esm', target, outdir: 'dist', write: true,
    entryNames: '[name]-[hash]', metafile: true, legalComments: 'eof', logLevel: 'warning',
  }
  clean()
  const page = await esbuild.build({ ...options, entryPoints: { map: 'src/main.ts' } })
  const worker = await esbuild.build({ ...options, entryPoints: { worker: 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs' } })
  const named = (built, ending) => path.basename(Object.keys(built.metafile.outputs).find((f) => f.endsWith(ending)))
  const text = licences(Object.keys(page.metafile.inputs))
  const { createHash } = await import('node:crypto')
  const licenceFile = `licences-${createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase()}.txt`
  fs.writeFileSync(path.join(dist, licenceFile), text)
  const manifest = { script: named(page, '.js'), style: named(page, '.css'), worker: named(worker, '.js'), licences: licenceFile }
  for (const name of Object.values(manifest)) {
    const bytes = fs.readFileSync(path.join(dist, name))
    fs.writeFileSync(path.join(dist, `${name}.gz`), zlib.gzipSync(bytes, { level: 9 }))
    fs.writeFileSync(path.join(dist, `${name}.br`), zlib.brotliCompressSync(bytes, { params: {
      [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }))
  }
  // Last: a build that was cut short is no map.
  fs.writeFileSync(path.join(dist, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n')
}

if (process.argv[2] === '--test') await buildTests(path.resolve(process.argv[3]))
else await buildMap()
