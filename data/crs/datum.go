package crs

// datum is a geodetic datum taken as WGS84, or moved to it.
type datum struct {
	shape ellipsoid
	shift *helmert // nil: its degrees are those of WGS84, within a metre
	names []string // as WKT writes it, whatever its case and punctuation
}

// datums are those that coordinates may refer to, by a short key.
var datums = map[string]datum{
	"WGS84": {shape: wgs84Shape, names: []string{"WGS_1984", "WGS 84", "World Geodetic System 1984", "World Geodetic System 1984 ensemble"}},
	"ETRS89": {shape: grs80, names: []string{"ETRS_1989", "ETRS89", "European Terrestrial Reference System 1989",
		"European Terrestrial Reference System 1989 ensemble"}},
	"RGF93": {shape: grs80, names: []string{"RGF_1993", "RGF93", "Reseau Geodesique Francais 1993",
		"Reseau Geodesique Francais 1993 v1", "Reseau Geodesique Francais 1993 v2", "Reseau Geodesique Francais 1993 v2b"}},
	"RGAF09": {shape: grs80, names: []string{"RGAF09", "Reseau Geodesique des Antilles Francaises 2009"}},
	"RRAF91": {shape: grs80, names: []string{"RRAF_1991", "RRAF91", "Reseau de Reference des Antilles Francaises 1991"}},
	"RGFG95": {shape: grs80, names: []string{"RGFG_1995", "RGFG95", "Reseau Geodesique Francais Guyane 1995"}},
	"RGR92":  {shape: grs80, names: []string{"RGR_1992", "RGR92", "Reseau Geodesique de la Reunion 1992"}},
	"RGM04":  {shape: grs80, names: []string{"RGM_2004", "RGM04", "Reseau Geodesique de Mayotte 2004"}},
	"RGSPM06": {shape: grs80, names: []string{"RGSPM_2006", "RGSPM06", "Reseau Geodesique de Saint Pierre et Miquelon 2006",
		"Reseau Geodesique de St Pierre et Miquelon 2006"}},
	"RGPF": {shape: grs80, shift: rgpfToWGS84, names: []string{"RGPF", "Reseau Geodesique de la Polynesie Francaise"}},
	"RGNC": {shape: grs80, names: []string{"RGNC_1991-93", "RGNC", "Reseau Geodesique de Nouvelle Caledonie 91-93",
		"Reseau Geodesique de Nouvelle Caledonie 1991-93"}},
	"RGWF96": {shape: grs80, names: []string{"RGWF96", "Reseau Geodesique de Wallis et Futuna 1996"}},
}
