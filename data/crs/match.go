package crs

import (
	"fmt"
	"math"
	"strings"
)

// parseWKT reads a WKT and finds the system that its parameters mean.
func parseWKT(text string) (System, error) {
	n, err := readWKT(text)
	if err != nil {
		return System{}, refuse(text, err.Error(), state)
	}
	d, err := describe(n)
	if err != nil {
		if refused, ok := err.(*RefusedError); ok {
			return System{}, refuse(d.name, refused.Reason, reproject)
		}
		// An old system is better told by its name than by its ellipsoid.
		if old := legacyName(d.name); old != nil {
			return System{}, old
		}
		return System{}, refuse(d.name, err.Error(), reproject)
	}
	found, err := d.match()
	if err != nil {
		return System{}, err
	}
	return found.system(), nil
}

// match returns the system that has these parameters, and refuses where the
// name or the code says another one.
func (d *described) match() (*definition, error) {
	if err := legacyCode(d.authority, d.code); err != nil {
		return nil, err
	}
	key, ok := datumOf(d.datum)
	if !ok {
		return nil, refuse(d.name, fmt.Sprintf("its datum %s is not known to lie within metres of WGS84", quote(d.datum)), reproject)
	}
	found := d.among(d.candidates(), key)
	if byCode := definitionOf(d.authority, d.code); byCode != nil {
		if why := d.differs(byCode, key); why != "" {
			return nil, d.contradicts("code", byCode, why)
		}
		found = byCode
	}
	if byName := definitionsNamed(d.name); byName != nil {
		named := d.among(byName, key)
		if named == nil {
			return nil, d.contradicts("name", byName[0], d.differs(byName[0], key))
		}
		// The same parameters may be those of several systems that differ by
		// their datum, which the text may leave open.
		if definitionOf(d.authority, d.code) == nil {
			found = named
		}
	} else if err := legacyName(d.name); err != nil {
		return nil, err
	}
	if found == nil {
		return nil, refuse(d.name, "its parameters are those of no system that can be read; "+readable, reproject)
	}
	return found, nil
}

// among returns the first definition that has these parameters, nil if none.
func (d *described) among(definitions []*definition, datum string) *definition {
	for _, c := range definitions {
		if d.differs(c, datum) == "" {
			return c
		}
	}
	return nil
}

func (d *described) contradicts(by string, said *definition, why string) error {
	return refuse(d.name, fmt.Sprintf("its %s says %s (%s), but its %s", by, said.code, said.name, why),
		"correct the definition of the system, or say which it is, as EPSG:2154")
}

// candidates are the systems that could have these parameters.
func (d *described) candidates() []*definition {
	all := known()
	if zone := (d.lon0 + 183) / 6; d.method == transverseMercator && zone == math.Trunc(zone) && zone >= 1 && zone <= 60 {
		all = append(all[:len(all):len(all)], utmWGS84(int(zone), false), utmWGS84(int(zone), true))
		if zone >= 28 && zone <= 38 {
			all = append(all, utmETRS89(int(zone)))
		}
	}
	return all
}

// datumOf returns the key of a datum by its name, "" for one that the text
// leaves unknown on purpose, as GDAL does for what had no name.
func datumOf(name string) (key string, known bool) {
	folded := fold(name)
	if strings.HasPrefix(folded, "unknown") || strings.HasPrefix(folded, "notspecified") {
		return "", true
	}
	// A realisation of WGS84, such as (G1762), is as good as any other here.
	if strings.HasPrefix(folded, "worldgeodeticsystem1984") {
		return "WGS84", true
	}
	for key, d := range datums {
		for _, n := range d.names {
			if fold(n) == folded {
				return key, true
			}
		}
	}
	return "", false
}

// differs tells in words the first thing in which the description is not the
// definition; "" where it is. An unknown datum agrees with any.
func (d *described) differs(c *definition, datum string) string {
	if datum != "" && datum != c.datum {
		return fmt.Sprintf("datum is %s, not %s", quote(d.datum), c.datum)
	}
	if d.shape != c.shape {
		return fmt.Sprintf("ellipsoid has 1/f %v, not %v", d.shape.rf, c.shape.rf)
	}
	if d.method != c.method {
		return "projection is another"
	}
	for _, v := range []struct {
		name        string
		ours, its   float64
		significant float64 // a centimetre of angle, a millimetre of length
	}{
		{"latitude of origin", c.lat0, d.lat0, 1e-7},
		{"central meridian", c.lon0, d.lon0, 1e-7},
		{"northern standard parallel", c.lat1, d.lat1, 1e-7},
		{"southern standard parallel", c.lat2, d.lat2, 1e-7},
		{"scale factor", c.k0, d.k0, 1e-10},
		{"false easting", c.fe, d.fe, 1e-3},
		{"false northing", c.fn, d.fn, 1e-3},
	} {
		if !(math.Abs(v.ours-v.its) < v.significant) {
			return fmt.Sprintf("%s is %v, not %v", v.name, v.its, v.ours)
		}
	}
	return ""
}
