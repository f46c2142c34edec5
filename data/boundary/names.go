package boundary

import (
	"slices"
	"strings"

	"maillage/geo"
)

// knownNames are the names, in lower case, under which codes, names and
// inhabitants are looked for.
var knownNames = func() map[string]bool {
	known := map[string]bool{}
	add := func(names ...string) {
		for _, n := range names {
			known[n] = true
		}
	}
	for _, s := range schemas {
		add(s.codes...)
		add(s.names...)
	}
	add(generic...)
	add(genericNames...)
	add(nutsID, giscoID)
	add(nutsNames...)
	add(lauNames...)
	add(populationKeys...)
	return known
}()

func isKnownName(lower string) bool { return knownNames[lower] }

// states reports whether the caller names a property.
func (f Fields) states(lower string) bool {
	return lower == strings.ToLower(f.Code) || lower == strings.ToLower(f.Name)
}

// looksCoded reports whether a name is one that codes have: a number under it
// may be a code that lost its zero.
func looksCoded(lower string) bool {
	return strings.HasPrefix(lower, "cod") || strings.Contains(lower, "insee") || strings.Contains(lower, "siren")
}

// stated is the layer whose units a name says to code, "" where it says none.
func stated(lower string) geo.LayerName {
	for _, s := range schemas {
		if slices.Contains(s.codes, lower) && !strings.HasSuffix(lower, "siren") { // communes have one too
			return s.layer
		}
	}
	for _, w := range []struct {
		part  string
		layer geo.LayerName
	}{
		{"qpv", geo.NeighbourhoodLayer}, {"quartier", geo.NeighbourhoodLayer}, {"epci", geo.EPCILayer}, {"departement", geo.DepartmentLayer},
		{"region", geo.RegionLayer}, {"commune", geo.CommuneLayer},
	} {
		if strings.Contains(lower, w.part) {
			return w.layer
		}
	}
	return ""
}

// mayCode reports whether a number under a name, or what lacks its first zero,
// may be a code of a layer: counts and ranks are numbers too.
func mayCode(lower string, layer geo.LayerName) bool {
	switch {
	case slices.Contains(generic, lower), stated(lower) == family(layer):
		return true
	case containsAny("<"+lower+">", coarserKinds...):
		return false
	}
	return looksCoded(lower) && members[layer] == nil
}

// family is the layer that stands for those whose codes are written alike under
// the same names.
func family(layer geo.LayerName) geo.LayerName {
	switch layer {
	case geo.Region2015Layer:
		return geo.RegionLayer
	case geo.CollectivityLayer:
		return geo.DepartmentLayer
	}
	return layer
}

// containsAny reports whether a name has one of some parts.
func containsAny(lower string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(lower, p) })
}

// ofSeat reports whether a name is that of the code of something else than the
// row or what it lies in: the seat of a department, the postal code.
func ofSeat(lower string) bool {
	return lower == "cp" || containsAny(lower, "chef", "chf", "siege", "seat", "burcentral", "bureau", "prefecture", "postal", "postaux")
}

// ofParent reports whether a name is that of the code of what the row lies in,
// as code_insee_du_departement of IGN.
func ofParent(lower string) bool {
	return containsAny(lower, "_du_", "_de_la_", "_de_l_", "_des_", "rattach", "parent", "_mere")
}

// Other kinds of rows, which are no layer though they say in what department, or
// commune, they lie.
var (
	coarserKinds = []string{"arrondissement", "canton", "<arr>", "<can>", "insee_arr", "code_arr", "insee_can", "code_can", "circo", "academie"}
	finerKinds   = []string{"iris", "code_section", "code_bv", "bureau_de_vote", "id_bv", "parcelle"}
)

// ofOtherKind names a column that says that the rows are of one of some kinds.
func (t *table) ofOtherKind(kinds []string) (string, bool) {
	for _, c := range listColumns(t.columns) {
		counts := strings.HasPrefix(c.lower, "nb") || strings.HasPrefix(c.lower, "nombre")
		if c.sample != "" && !counts && containsAny("<"+c.lower+">", kinds...) {
			return c.name, true
		}
	}
	return "", false
}

// folded is a name without case, accents and signs, as files write it so or so.
func folded(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(accents.Replace(name)) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

var accents = strings.NewReplacer(
	"à", "a", "â", "a", "ä", "a", "ç", "c", "é", "e", "è", "e", "ê", "e", "ë", "e", "î", "i", "ï", "i", "ô", "o", "ö", "o", "ù", "u", "û", "u", "ü", "u", "ÿ", "y", "œ", "oe", "æ", "ae",
	"À", "a", "Â", "a", "Ä", "a", "Ç", "c", "É", "e", "È", "e", "Ê", "e", "Ë", "e", "Î", "i", "Ï", "i", "Ô", "o", "Ö", "o", "Ù", "u", "Û", "u", "Ü", "u", "Ÿ", "y", "Œ", "oe", "Æ", "ae",
)
