// Reads what the service writes for map makers with the libraries they use, and
// prints what is wrong as JSON, one problem a line:
//
//   node check/tiles.mjs http://127.0.0.1:8080 france.pmtiles 2017-03-16
//
// The style must be one of MapLibre, and each tile of the PMTiles file must hold
// what the addresses of that day answer.
import fs from 'node:fs'
import assert from 'node:assert/strict'
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { PMTiles } from 'pmtiles'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'

const [base, file, day] = process.argv.slice(2)
if (!day) {
  console.error('usage: node check/tiles.mjs http://HOST:PORT FILE.pmtiles DAY')
  process.exit(2)
}
let problems = 0
const report = (where, rule, text) => {
  problems++
  if (problems < 40) console.log(JSON.stringify({ where, rule, text }))
}

async function style() {
  const answer = await (await fetch(`${base}/styles/default.json`)).json()
  for (const e of validateStyleMin(answer)) report('style', 'invalid', e.message)
  if (answer.layers.length < 8) report('style', 'layers', answer.layers.length)
  for (const [name, source] of Object.entries(answer.sources)) {
    const tileJSON = await (await fetch(source.url)).json()
    if (tileJSON.tilejson !== '3.0.0' || tileJSON.vector_layers[0].id !== name) report('style', `source ${name}`, tileJSON)
  }
}

/** The features of a tile by layer, as plain values. */
function features(bytes) {
  const out = {}
  for (const [name, layer] of Object.entries(new VectorTile(new PbfReader(bytes)).layers)) {
    out[name] = { version: layer.version, extent: layer.extent, features: [] }
    for (let i = 0; i < layer.length; i++) {
      const f = layer.feature(i)
      out[name].features.push({ id: f.id, type: f.type, properties: f.properties, geometry: f.loadGeometry().map((ring) => ring.map(({ x, y }) => [x, y])) })
    }
  }
  return out
}

const asked = {
  coverage: `datetime=${day}`, gaps: `datetime=${day}`, overlaps: `datetime=${day}`, centres: `datetime=${day}`,
}

async function tiles() {
  const fd = fs.openSync(file)
  const source = {
    getKey: () => file,
    getBytes: async (offset, length) => {
      const data = Buffer.alloc(length)
      const n = fs.readSync(fd, data, 0, length, offset)
      return { data: data.buffer.slice(data.byteOffset, data.byteOffset + n) }
    },
  }
  const archive = new PMTiles(source)
  const header = await archive.getHeader()
  const metadata = await archive.getMetadata()
  if (header.specVersion !== 3 || header.tileType !== 1) report('header', 'kind', header)
  const layers = metadata.vector_layers.map((l) => l.id)
  let compared = 0
  let held = 0
  for (let z = header.minZoom; z <= header.maxZoom; z++)
    for (let x = 0; x < 2 ** z; x++)
      for (let y = 0; y < 2 ** z; y++) {
        const tile = await archive.getZxy(z, x, y)
        if (!tile) {
          // What the file leaves out must hold nothing: one in some is asked for.
          if ((x * 31 + y * 17 + z) % 23 === 0) await empty(layers, z, x, y)
          continue
        }
        held++
        const have = features(new Uint8Array(tile.data))
        for (const name of layers) compared += await same(name, have[name], z, x, y)
      }
  fs.closeSync(fd)
  console.log(JSON.stringify({ measured: `${held} tiles of the file, ${compared} features equal to those over HTTP`, loads: held }))
}

const address = (name, z, x, y) => `${base}/tiles/${name}/${z}/${x}/${y}.mvt${asked[name] ? `?${asked[name]}` : ''}`

async function same(name, have, z, x, y) {
  const answer = await fetch(address(name, z, x, y))
  const want = answer.status === 204 ? undefined : features(new Uint8Array(await answer.arrayBuffer()))[name]
  try {
    assert.deepEqual(have, want)
  } catch (e) {
    report(`${name} ${z}/${x}/${y}`, 'differs', String(e.message).slice(0, 300))
  }
  return have?.features.length ?? 0
}

async function empty(layers, z, x, y) {
  for (const name of layers) {
    const { status } = await fetch(address(name, z, x, y))
    if (status !== 204) report(`${name} ${z}/${x}/${y}`, 'missing', `the file has no tile, the address answers ${status}`)
  }
}

await style()
await tiles()
process.exit(problems > 0 ? 1 : 0)
