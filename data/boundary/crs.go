package boundary

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"maillage/data/crs"
)

// geoJSONSystem returns the system of a GeoJSON file from its member crs, nil
// for WGS84 degrees. RFC 7946 has no such member and means WGS84; the format of
// 2008, which GDAL still writes for other systems, has one.
func geoJSONSystem(member []byte, stated string) (*crs.System, *fault) {
	if member == nil || string(member) == "null" {
		if stated == "" {
			return nil, nil
		}
		return parseSystem("", stated)
	}
	var m struct {
		Properties struct {
			Name string `json:"name"`
		} `json:"properties"`
	}
	if err := json.Unmarshal(member, &m); err != nil || m.Properties.Name == "" {
		return nil, faultf(RuleCRS, "the member crs does not name a reference system: %s", clip(string(member)))
	}
	return parseSystem(m.Properties.Name, stated)
}

// parseSystem returns the system a file says, or that the caller states where
// it says none; nil for WGS84 degrees. One that contradicts the other is
// refused: one of them is wrong, and nothing tells which.
func parseSystem(said, stated string) (*crs.System, *fault) {
	text := said
	if said == "" {
		text = stated
	}
	s, err := crs.Parse(text)
	if err != nil {
		return nil, faultf(RuleCRS, "%v", err)
	}
	if said != "" && stated != "" {
		other, err := crs.Parse(stated)
		if err != nil {
			return nil, faultf(RuleCRS, "%v", err)
		}
		if other.Code() != s.Code() {
			return nil, faultf(RuleCRS, "the file says %s, and %s is stated: drop the statement, or correct the file", s, other)
		}
	}
	if s.Code() == wgs84 {
		return nil, nil
	}
	return &s, nil
}

// wgs84 is the code of degrees, which need no projection.
const wgs84 = "EPSG:4326"

// crsName names a system as reports do.
func crsName(s *crs.System) string {
	if s == nil {
		return wgs84
	}
	return s.Code()
}

// couldBe names the systems in which coordinates would be ground, in words that
// follow a sentence; "" where there are none.
func couldBe(b orb.Bound) string {
	const most = 4
	list := crs.Detect(b)
	switch {
	case len(list) == 0:
		return ""
	case len(list) > most:
		list = append(list[:most:most], "others")
	}
	return "; they could be in " + strings.Join(list, " or ")
}

// project turns the ring being read into WGS84 degrees. Degrees that their
// system refuses stay as they are: checkPlace tells better what they are.
func (d *coords) project() *fault {
	for i, p := range d.ring {
		lon, lat, err := d.system.ToWGS84(p[0], p[1])
		if err != nil && !d.system.Geographic() {
			return d.notInSystem(p[0], p[1], err)
		}
		if err == nil {
			d.ring[i][0], d.ring[i][1] = lon, lat
		}
	}
	return nil
}

// notInSystem explains a position that its system cannot hold.
func (d *coords) notInSystem(x, y float64, err error) *fault {
	f := faultf(RuleOutOfRange, "%v", err)
	if lon, lat, swapped := d.system.ToWGS84(y, x); swapped == nil && inFrance(box(lon, lat, lon, lat)) {
		f = faultf(RuleSwappedAxes, "%v %v is nowhere in %s, and would be in France with northing and easting swapped", x, y, d.system)
	} else if inDegrees(box(x, y, x, y)) && inFrance(box(x, y, x, y)) {
		f = faultf(RuleCRS, "%v %v look like degrees, and the file says %s", x, y, d.system)
	}
	f.detail += fmt.Sprintf(" (vertex of a ring of %d)", len(d.ring))
	return f
}
