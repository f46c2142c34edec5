// Asks a service what its users ask, by the types that were generated from its
// OpenAPI document, and prints the answer: node client.ts URL, once bundled.
import createClient from 'openapi-fetch'
import type { paths } from './generated/openapi.js'

const baseUrl = process.argv[2]!
const analyses = createClient<paths, 'application/json'>({ baseUrl })
const features = createClient<paths, 'application/geo+json'>({ baseUrl })
const datetime = '2017-03-16'

const coverage = await analyses.GET('/analysis/coverage', { params: { query: { datetime } } })
const gaps = await features.GET('/collections/gaps/items', { params: { query: { datetime } } })
const of = gaps.data!.features[0]!.id
const gap = await features.GET('/collections/gaps/items/{featureId}', { params: { path: { featureId: of }, query: { datetime } } })

console.log(JSON.stringify({ covered: coverage.data!.totals.neighbourhoods.covered, gap: gap.data!.id, of }))
