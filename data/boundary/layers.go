package boundary

import (
	"regexp"
	"strings"

	"maillage/geo"
)

// schema says how the files of one layer name their properties, in lower case,
// the surest name first, and what their codes look like. Names break ties: which
// layer a file holds, its codes say.
type schema struct {
	layer geo.LayerName
	codes []string
	names []string
	shape *regexp.Regexp
	// want is the shape in words.
	want string
}

// generic code names say nothing of the layer: 2018 files of every level have
// "code", statistical tables "codgeo", OpenStreetMap extracts "code_insee".
var generic = []string{"code", "code_insee", "codeinsee", "codgeo", "insee"}

// genericNames are names of any layer.
var genericNames = []string{"nom", "libgeo", "libelle", "lib", "name", "nom_officiel", "nom_m"}

// schemas are from the finest units to the coarsest: a file of communes also
// gives their EPCI, department and region, one of departments their region, and
// one of neighbourhoods all of them.
var schemas = []schema{
	{
		layer: geo.NeighbourhoodLayer,
		codes: []string{"code_qp", "code_qpv", "codeqp", "codeqpv", "code_quartier", "id_qp", "qp"},
		names: []string{"nom_qp", "lib_qp", "nom_qpv", "lib_qpv", "noqp", "nomqp", "libqp"},
		shape: regexp.MustCompile(`^Q[PN][0-9]{2}[0-9AB][0-9]{2}[0-9A-Z]$`),
		want:  "8 characters as QP075001 or QN00101M",
	},
	{
		layer: geo.CommuneLayer,
		codes: []string{"insee_com", "depcom", "code_commune", "codecommune", "code_com", "com", "com_code", "lau_id"},
		names: []string{"nom_com", "nom_comm", "nom_commune", "lib_com", "libcom", "lau_name"},
		shape: regexp.MustCompile(`^([0-9][0-9]|2[AB])[0-9]{3}$`),
		want:  "5 characters as 01004 or 2A004",
	},
	{
		layer: geo.EPCILayer,
		codes: []string{"epci", "code_epci", "siren_epci", "code_siren", "epci_code", "siren"},
		names: []string{"nom_epci", "lib_epci", "libepci", "epci_nom"},
		shape: regexp.MustCompile(`^2[04][0-9]{7}$`), // communes have 21, departments 22, regions 23
		want:  "the SIREN of an EPCI, 9 digits as 200000172",
	},
	{
		layer: geo.DepartmentLayer,
		codes: []string{"insee_dep", "dep", "code_dept", "code_dep", "codedep", "code_departement", "dep_code"},
		names: []string{"nom_dept", "nom_dep", "lib_dep", "libdep", "nom_departement"},
		shape: departmentShape,
		want:  "2 characters as 01 or 2A, 3 overseas as 974",
	},
	{
		layer: geo.RegionLayer,
		codes: []string{"insee_reg", "reg", "code_reg", "codereg", "code_region", "reg_code"},
		names: []string{"nom_reg", "nom_region", "lib_reg", "libreg"},
		shape: regionShape,
		want:  "2 digits as 84",
	},
}

var (
	departmentShape   = regexp.MustCompile(`^([0-9][0-9]|2[AB]|97[1-8]|98[46789])$`)
	regionShape       = regexp.MustCompile(`^([0-9][0-9]|97[578]|98[46789])$`)
	collectivityShape = regexp.MustCompile(`^(97[578]|98[46789])$`)
)

// schemaOf returns the schema of a layer; ok is false for perimeters and for a
// layer that does not exist.
func schemaOf(layer geo.LayerName) (s schema, ok bool) {
	search := layer
	switch layer {
	case geo.Region2015Layer:
		search = geo.RegionLayer
	case geo.CollectivityLayer:
		search = geo.DepartmentLayer
	}
	for _, s := range schemas {
		if s.layer == search {
			s.layer = layer
			if layer == geo.CollectivityLayer {
				s.shape, s.want = collectivityShape, "3 digits as 978"
			}
			return s, true
		}
	}
	return schema{}, false
}

// members are the codes of the small layers, as INSEE lists them: what tells a
// file of regions from one of departments when both call their code "code".
var members = map[geo.LayerName][]string{
	geo.RegionLayer:     strings.Fields("01 02 03 04 06 11 24 27 28 32 44 52 53 75 76 84 93 94"),
	geo.Region2015Layer: strings.Fields("01 02 03 04 06 11 21 22 23 24 25 26 31 41 42 43 52 53 54 72 73 74 82 83 91 93 94"),
	geo.DepartmentLayer: strings.Fields(`
		01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 21 22 23 24 25
		26 27 28 29 2A 2B 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47
		48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71
		72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95
		971 972 973 974 976`),
	geo.CollectivityLayer: strings.Fields("975 977 978 984 986 987 988 989"),
}

// overseas are the regions that a file of the metropole alone leaves out.
var overseas = map[string]bool{"01": true, "02": true, "03": true, "04": true, "06": true}

// metropolitan returns the members of a layer that no file leaves out.
func metropolitan(layer geo.LayerName) []string {
	var list []string
	for _, code := range members[layer] {
		if len(code) == 2 && (layer == geo.DepartmentLayer || !overseas[code]) {
			list = append(list, code)
		}
	}
	return list
}
