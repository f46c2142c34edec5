package crs

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// coordSys is how the CoordSys clause of MapInfo starts.
var coordSys = regexp.MustCompile(`(?i)^coordsys\s+earth\b`)

// Numbers of MapInfo, from the appendices of its user guide on projections,
// datums and ellipsoids.
const (
	miDegrees, miConic, miTransverse, miMercator = 1, 3, 8, 10

	miGRS80, miWGS84, miETRS89, miGoogle = 33, 104, 115, 157
	miCustom, miCustom7                  = 999, 9999
)

// miOld are datums of MapInfo that lie far from WGS84, by a name that legacies
// know.
var miOld = map[int]string{28: "ED50", 107: "NTF", 1002: "NTF", 86: "Réunion 1947"}

// parseMapInfo reads a clause as MapInfo writes it into its interchange files:
// CoordSys Earth Projection 3, 33, "m", 3, 46.5, 44, 49, 700000, 6600000. Its
// systems have no names, so that the numbers alone tell which one it is.
func parseMapInfo(text string) (System, error) {
	c, err := readCoordSys(text)
	if err != nil {
		return System{}, refuse(text, err.Error(), reproject)
	}
	d := described{name: text}
	key, err := d.miDatum(&c)
	if err != nil {
		return System{}, err
	}
	if err := d.miParams(&c); err != nil {
		return System{}, refuse(text, err.Error(), reproject)
	}
	found := d.miMatch(key)
	if found == nil && key == "WGS84" {
		// Of the datums taken as WGS84, writers keep that alone.
		d.shape = grs80
		found = d.miMatch("")
	}
	if found == nil {
		return System{}, refuse(text, "its parameters are those of no system that can be read; "+readable, reproject)
	}
	return found.system(), nil
}

// clause is what a CoordSys clause says.
type clause struct {
	projection, datum int
	custom            []float64 // of a datum that the clause brings
	unit              string
	params            []float64
}

// readCoordSys reads the numbers of a clause, its bounds left out.
func readCoordSys(text string) (c clause, err error) {
	rest := coordSys.ReplaceAllString(text, "")
	lower := strings.ToLower(rest)
	if strings.Contains(lower, "affine") {
		return c, fmt.Errorf("it brings an affine transformation of its own, which is not read")
	}
	if at := strings.Index(lower, "bounds"); at >= 0 {
		rest = rest[:at]
	}
	rest = strings.TrimSpace(rest)
	if rest == "" { // Earth alone is degrees
		return clause{projection: miDegrees, datum: miWGS84}, nil
	}
	word, list, _ := strings.Cut(rest, " ")
	if !strings.EqualFold(word, "projection") {
		return c, fmt.Errorf("%s stands where Projection should", quote(word))
	}
	var numbers []float64
	for i, cell := range strings.Split(list, ",") {
		cell = strings.TrimSpace(cell)
		v, err := strconv.ParseFloat(cell, 64)
		switch {
		case err == nil:
			numbers = append(numbers, v)
		case c.unit == "" && i >= 2:
			c.unit = strings.ToLower(strings.Trim(cell, `"`))
			c.custom, numbers = numbers, nil
		default:
			return c, fmt.Errorf("%s is not a number", quote(cell))
		}
	}
	if c.unit == "" {
		c.custom, numbers = numbers, nil
	}
	if len(c.custom) < 2 {
		return c, fmt.Errorf("it does not give a projection and a datum")
	}
	c.projection, c.datum = int(c.custom[0]), int(c.custom[1])
	c.custom, c.params = c.custom[2:], numbers
	return c, nil
}

// miDatum settles the ellipsoid, and returns the key of the datum: "" for one
// that the clause does not name, of no shift.
func (d *described) miDatum(c *clause) (key string, err error) {
	d.shape = grs80
	switch {
	case c.datum == miWGS84, c.datum == 0 && c.projection == miDegrees, c.datum == miGoogle && c.projection == miMercator:
		d.shape, d.datum, key = wgs84Shape, "WGS 84", "WGS84"
	case c.datum == miETRS89:
		d.datum, key = "ETRS89", "ETRS89"
	case c.datum == miGRS80 && c.projection == miDegrees: // what MapInfo has for RGF93
		d.datum, key = "RGF93", "RGF93"
	case c.datum == miGRS80: // and for all that is like it
	case c.datum == miCustom && len(c.custom) == 4, c.datum == miCustom7 && len(c.custom) == 9:
		const ellipsoidGRS80, ellipsoidWGS84 = 0, 28
		if c.custom[0] == ellipsoidWGS84 {
			d.shape = wgs84Shape
		} else if c.custom[0] != ellipsoidGRS80 {
			return "", refuse(d.name, fmt.Sprintf("its ellipsoid, number %v of MapInfo, is not GRS 80 or WGS 84", c.custom[0]), reproject)
		}
		for _, v := range c.custom[1:] {
			if v != 0 {
				return "", refuse(d.name, "it brings its own shift to WGS84, which is not one of those known", reproject)
			}
		}
	case c.datum == 86: // GDAL writes it for RGR92 too
		return "", refuse(d.name, "its datum, number 86 of MapInfo, is Réunion 1947, over a kilometre from WGS84",
			"if it is RGR92, as when GDAL wrote the file, put 33 for 86 in its line CoordSys; if not, "+reproject)
	case miOld[c.datum] != "":
		return "", legacyName(miOld[c.datum])
	default:
		return "", refuse(d.name, fmt.Sprintf("its datum, number %d of MapInfo, is not known to lie within metres of WGS84", c.datum), reproject)
	}
	return key, nil
}

// miParams settles the projection.
func (d *described) miParams(c *clause) error {
	shape := d.shape
	want := map[int]int{miDegrees: 0, miConic: 6, miTransverse: 5, miMercator: 1}
	n, read := want[c.projection]
	switch {
	case !read || c.projection == miMercator && c.datum != miGoogle:
		return fmt.Errorf("its projection, number %d of MapInfo, is not read", c.projection)
	case c.projection != miDegrees && c.unit != "m":
		return fmt.Errorf("its unit is %s, not m", quote(c.unit))
	case len(c.params) != n:
		return fmt.Errorf("it has %d parameters, of which its projection takes %d", len(c.params), n)
	}
	p := c.params
	switch c.projection {
	case miConic:
		d.params = conic(p[0], p[1], p[2], p[3], p[4], p[5])
	case miTransverse:
		d.params = params{method: transverseMercator, lon0: p[0], lat0: p[1], k0: p[2], fe: p[3], fn: p[4]}
	case miMercator:
		d.params = params{method: pseudoMercator, lon0: p[0]}
	}
	d.shape = shape
	return nil
}

// miMatch returns the first system of these parameters. Where the datum is left
// open and they are those of systems of two territories, it is the zone of UTM
// that holds both: their ellipsoids differ by less than a millimetre.
func (d *described) miMatch(key string) *definition {
	found := d.among(d.candidates(), key)
	if found == nil || key != "" || d.method != transverseMercator {
		return found
	}
	for _, c := range d.candidates() {
		if c.area != found.area && d.differs(c, key) == "" {
			return utmWGS84(int((d.lon0+183)/6), d.fn != 0)
		}
	}
	return found
}
