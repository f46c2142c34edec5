package crs

import (
	"fmt"
	"sync"

	"github.com/paulmach/orb"
)

// Areas of use, from the extents of the EPSG register (v10.076): territories
// with their waters; degrees, west, south, east, north.
var (
	world     = box(-180, -90, 180, 90)
	metropole = box(-9.86, 41.15, 10.38, 51.56)
	antilles  = box(-63.66, 14.08, -57.52, 18.53)
	guyane    = box(-54.61, 2.11, -49.45, 8.88)
	reunion   = box(51.83, -24.72, 58.24, -18.28)
	mayotte   = box(43.68, -14.49, 46.7, -11.33)
	miquelon  = box(-57.1, 43.41, -55.9, 47.37)
	polynesia = box(-158.13, -31.24, -131.97, -4.52)
	caledonia = box(156.25, -26.45, 174.28, -14.83)
	wallis    = box(179.49, -15.94, 185.73, -9.84)
	europe    = box(-35.58, 24.6, 44.83, 84.73)
	// Files of the Union carry its outermost regions in the system of Europe.
	union = box(-70, -30, 65, 84.73)
)

// known are the systems, the most usual first: where two differ by nothing in a
// file, the first is meant.
var known = sync.OnceValue(func() []*definition {
	systems := append(degrees(), &definition{
		code: "EPSG:2154", name: "RGF93 / Lambert-93", datum: "RGF93", area: metropole,
		params: conic(3, 46.5, 49, 44, 700_000, 6_600_000),
		also: []string{"EPSG:9793", "EPSG:9794", "ESRI:102110", "IGNF:LAMB93", "IGNF:RGF93LAMB93", "Lambert-93",
			"RGF93 v1 / Lambert-93", "RGF93 v2 / Lambert-93", "RGF93 v2b / Lambert-93", "RGF_1993_Lambert_93"},
	})
	systems = append(systems, conformal9()...)
	systems = append(systems, overseas()...)
	systems = append(systems,
		&definition{
			code: "EPSG:3035", name: "ETRS89 / LAEA Europe", datum: "ETRS89", area: union, usual: europe,
			params: params{method: lambertAzimuthal, shape: grs80, lat0: 52, lon0: 10, fe: 4_321_000, fn: 3_210_000},
			also:   []string{"IGNF:ETRS89LAEA", "ETRS_1989_LAEA", "ETRS89-extended / LAEA Europe", "ETRS89-LAEA", "ETRS89 / ETRS-LAEA"},
		},
		&definition{
			code: "EPSG:3857", name: "WGS 84 / Web Mercator", datum: "WGS84", area: box(-180, -85.06, 180, 85.06),
			params: params{method: pseudoMercator, shape: wgs84Shape},
			also: []string{"EPSG:900913", "EPSG:102100", "ESRI:102100", "WGS 84 / Pseudo-Mercator", "Web Mercator",
				"WGS_1984_Web_Mercator_Auxiliary_Sphere", "WGS 84 / Popular Visualisation Pseudo-Mercator"},
		})
	for _, d := range systems {
		if d.usual == (orb.Bound{}) {
			d.usual = d.area
		}
	}
	return systems
})

// degrees returns the geographic systems. Their area is the world, although the
// local ones are used at home only: degrees of all of them are WGS84's within a
// metre anywhere, and national files often carry all of France in RGF93.
func degrees() []*definition {
	rows := []struct {
		code, name, datum string
		also              []string
	}{
		{"EPSG:4326", "WGS 84", "WGS84", []string{"EPSG:4979", "OGC:CRS84", "CRS84", "IGNF:WGS84G", "IGNF:WGS84GDD", "GCS_WGS_1984", "WGS84"}},
		{"EPSG:4258", "ETRS89", "ETRS89", []string{"EPSG:4937", "IGNF:ETRS89G", "GCS_ETRS_1989"}},
		{"EPSG:4171", "RGF93", "RGF93", []string{"EPSG:4965", "EPSG:7084", "EPSG:9777", "EPSG:9779", "EPSG:9782", "EPSG:9784",
			"IGNF:RGF93G", "IGNF:RGF93GDD", "GCS_RGF_1993", "RGF93 v1", "RGF93 v2", "RGF93 v2b"}},
		{"EPSG:5489", "RGAF09", "RGAF09", []string{"EPSG:7086", "IGNF:RGAF09G", "IGNF:RGAF09GDD", "GCS_RGAF09"}},
		{"EPSG:4558", "RRAF 1991", "RRAF91", []string{"GCS_RRAF_1991"}},
		{"EPSG:4624", "RGFG95", "RGFG95", []string{"EPSG:7041", "IGNF:RGFG95G", "IGNF:RGFG95GDD", "GCS_RGFG_1995"}},
		{"EPSG:4627", "RGR92", "RGR92", []string{"EPSG:7037", "IGNF:RGR92G", "IGNF:RGR92GDD", "GCS_RGR_1992"}},
		{"EPSG:4470", "RGM04", "RGM04", []string{"EPSG:7039", "IGNF:RGM04G", "IGNF:RGM04GDD", "GCS_RGM_2004"}},
		{"EPSG:4463", "RGSPM06", "RGSPM06", []string{"EPSG:7035", "IGNF:RGSPM06G", "IGNF:RGSPM06GDD", "GCS_RGSPM_2006"}},
		{"EPSG:4687", "RGPF", "RGPF", []string{"IGNF:RGPFG", "IGNF:RGPFGDD", "GCS_RGPF"}},
		{"EPSG:4749", "RGNC91-93", "RGNC", []string{"GCS_RGNC_1991-93"}},
		{"EPSG:8900", "RGWF96", "RGWF96", []string{"EPSG:8902", "IGNF:RGWF96G", "IGNF:RGWF96GDD"}},
	}
	systems := make([]*definition, len(rows))
	for i, r := range rows {
		d := &definition{code: r.code, name: r.name, also: r.also, datum: r.datum, area: world}
		d.shape, d.shift = datums[r.datum].shape, datums[r.datum].shift
		systems[i] = d
	}
	// The first version of the register had RRAF 1991 on the other ellipsoid.
	return append(systems, &definition{
		code: "EPSG:4640", name: "RRAF 1991", datum: "RRAF91", area: world, params: params{shape: wgs84Shape},
		also: []string{"IGNF:RRAFG", "IGNF:RRAFGDD", "IGNF:WGS84MARTG", "RRAF 1991 (deprecated)", "GCS_RRAF_1991"},
	})
}

// conformal9 returns the nine conic zones of Lambert, CC42 to CC50.
func conformal9() []*definition {
	var zones []*definition
	for zone := 42; zone <= 50; zone++ {
		lat := float64(zone)
		d := &definition{
			code: fmt.Sprintf("EPSG:%d", 3900+zone), name: fmt.Sprintf("RGF93 / CC%d", zone), datum: "RGF93", area: metropole,
			usual:  box(-5.5, max(lat-1.1, metropole.Min[1]), 9.7, lat+1.1),
			params: conic(3, lat, lat+0.75, lat-0.75, 1_700_000, float64(zone-41)*1_000_000+200_000),
		}
		d.also = []string{
			fmt.Sprintf("EPSG:%d", 9780+zone), fmt.Sprintf("EPSG:%d", 9800+zone), fmt.Sprintf("IGNF:RGF93CC%d", zone),
			fmt.Sprintf("RGF93 v1 / CC%d", zone), fmt.Sprintf("RGF93 v2 / CC%d", zone), fmt.Sprintf("RGF93 v2b / CC%d", zone),
			fmt.Sprintf("RGF_1993_CC%d", zone),
		}
		zones = append(zones, d)
	}
	return zones
}

// overseas returns the projected systems of the overseas territories, each over
// its whole territory, which files put in one zone whatever the register says.
func overseas() []*definition {
	systems := []*definition{
		{code: "EPSG:5490", name: "RGAF09 / UTM zone 20N", datum: "RGAF09", area: antilles, params: utm(grs80, 20, false),
			also: []string{"IGNF:RGAF09UTM20", "RGAF09_UTM_Zone_20N"}},
		{code: "EPSG:4559", name: "RRAF 1991 / UTM zone 20N", datum: "RRAF91", area: antilles, params: utm(grs80, 20, false),
			also: []string{"RRAF_1991_UTM_20N"}},
		{code: "EPSG:2989", name: "RRAF 1991 / UTM zone 20N", datum: "RRAF91", area: antilles, params: utm(wgs84Shape, 20, false),
			also: []string{"RRAF_1991_UTM_20N", "RRAF 1991 / UTM zone 20N (deprecated)"}},
		{code: "EPSG:2972", name: "RGFG95 / UTM zone 22N", datum: "RGFG95", area: guyane, params: utm(grs80, 22, false),
			also: []string{"IGNF:UTM22RGFG95", "IGNF:RGFG95UTM22", "RGFG_1995_UTM_Zone_22N", "RGFG_1995_UTM_22N"}},
		{code: "EPSG:3313", name: "RGFG95 / UTM zone 21N", datum: "RGFG95", area: guyane, params: utm(grs80, 21, false),
			also: []string{"IGNF:UTM21RGFG95", "IGNF:RGFG95UTM21", "RGFG_1995_UTM_Zone_21N"}},
		{code: "EPSG:2975", name: "RGR92 / UTM zone 40S", datum: "RGR92", area: reunion, params: utm(grs80, 40, true),
			also: []string{"IGNF:RGR92UTM40S", "RGR_1992_UTM_40S"}},
		{code: "EPSG:4471", name: "RGM04 / UTM zone 38S", datum: "RGM04", area: mayotte, params: utm(grs80, 38, true),
			also: []string{"IGNF:RGM04UTM38S", "RGM_2004_UTM_Zone_38S"}},
		{code: "EPSG:4467", name: "RGSPM06 / UTM zone 21N", datum: "RGSPM06", area: miquelon, params: utm(grs80, 21, false),
			also: []string{"IGNF:RGSPM06U21", "RGSPM_2006_UTM_Zone_21N"}},
		{code: "EPSG:3163", name: "RGNC91-93 / Lambert New Caledonia", datum: "RGNC", area: caledonia,
			params: conic(166, -21.5, -20-40./60, -22-20./60, 400_000, 300_000),
			also:   []string{"RGNC_1991_93_Lambert_New_Caledonia", "RGNC / Lambert New Caledonia"}},
		{code: "EPSG:8903", name: "RGWF96 / UTM zone 1S", datum: "RGWF96", area: wallis, params: utm(grs80, 1, true),
			also: []string{"RGWF96_UTM_Zone_1S"}},
	}
	for zone := 5; zone <= 8; zone++ {
		p := utm(grs80, zone, true)
		systems = append(systems, &definition{
			code: fmt.Sprintf("EPSG:%d", 3291+zone), name: fmt.Sprintf("RGPF / UTM zone %dS", zone), datum: "RGPF",
			shift: rgpfToWGS84, area: polynesia, params: p,
			usual: box(max(p.lon0-3.5, polynesia.Min[0]), polynesia.Min[1], min(p.lon0+3.5, polynesia.Max[0]), polynesia.Max[1]),
			also:  []string{fmt.Sprintf("IGNF:RGPFUTM%dS", zone), fmt.Sprintf("RGPF_UTM_Zone_%dS", zone)},
		})
	}
	return systems
}
