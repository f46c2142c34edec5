// The library, named once.
import * as maplibregl from 'maplibre-gl'

export type { Map, StyleSpecification, LayerSpecification, GeoJSONSource, MapGeoJSONFeature, MapMouseEvent, VectorTileSource } from 'maplibre-gl'
export default maplibregl
