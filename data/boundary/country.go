package boundary

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// GISCO names the properties of its files of all countries: NUTS regions of
// every level, and local administrative units with their inhabitants of a year.
const (
	nutsID  = "nuts_id"
	giscoID = "gisco_id"
)

var (
	nutsNames = []string{"name_latn", "nuts_name"}
	lauNames  = []string{"lau_name", "lau_label"}
	// populationKeys are the inhabitants of a unit, of the years published.
	populationKeys = func() (keys []string) {
		for year := 2011; year <= 2035; year++ {
			keys = append(keys, fmt.Sprintf("pop_%d", year))
		}
		return keys
	}()
	nutsShape  = regexp.MustCompile(`^[A-Z]{2}[0-9A-Z]{0,3}$`)
	giscoShape = regexp.MustCompile(`^[A-Z]{2}_[0-9A-Z][0-9A-Z._-]{0,27}$`)
)

// giscoSchema returns the schema of the units of a country, NUTS regions of all
// levels together; ok is false for other layers.
func giscoSchema(layer geo.LayerName) (s schema, ok bool) {
	switch layer {
	case geo.DepartmentLayer:
		return schema{layer: layer, codes: []string{nutsID}, names: nutsNames, shape: nutsShape, want: "a NUTS code as DE212"}, true
	case geo.CommuneLayer:
		return schema{layer: layer, codes: []string{giscoID}, names: lauNames, shape: giscoShape, want: "a GISCO_ID as DE_09162000"}, true
	}
	return schema{}, false
}

// recogniseGISCO decides whether a file holds NUTS regions or local units of a
// country; anything else is left to the rules of every file.
func recogniseGISCO(filled map[string]int, asked geo.LayerName) (geo.LayerName, bool) {
	for _, layer := range []geo.LayerName{geo.CommuneLayer, geo.DepartmentLayer} {
		s, _ := giscoSchema(layer)
		if (asked == "" || asked == layer) && best(s.codes, filled) != "" {
			return layer, true
		}
	}
	return "", false
}

// ofOther reports whether a code is of another country than the one asked for.
func ofOther(code, country string) bool {
	return country != "" && !strings.HasPrefix(code, country)
}

// populationOf returns the inhabitants of a local unit, of the latest year that
// its file has, and false where it has none: GISCO writes -9999.
func (f *rawFeature) populationOf() (n int64, key string, ok bool) {
	for i := len(populationKeys) - 1; i >= 0; i-- {
		p := f.get(populationKeys[i])
		if p == nil {
			continue
		}
		v, err := strconv.ParseFloat(p.text, 64)
		if err == nil && v >= 0 && v < 1e9 && v == float64(int64(v)) {
			return int64(v), strings.ToUpper(populationKeys[i]), true
		}
	}
	return 0, "", false
}

// union boxes the ground of the countries whose units GISCO has, outermost
// regions aside. It tells swapped axes of theirs.
var union = box(-32, 27, 46, 82)

// swappedAbroad reports whether ground is nowhere in Europe, and would be with
// its axes swapped.
func swappedAbroad(b orb.Bound) bool { return !union.Intersects(b) && union.Intersects(swap(b)) }
