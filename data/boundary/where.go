package boundary

import (
	"fmt"
	"slices"
	"strings"

	"maillage/data/format"
)

// rowKeys are the columns in which formats number their rows.
var rowKeys = []string{"fid", "ogc_fid", "gid", "objectid"}

// identify keeps the number by which the format itself calls a row.
func (f *rawFeature) identify(lower string, v format.Value) {
	if v.Kind == format.Number && f.id == "" && slices.Contains(rowKeys, lower) {
		f.id = lower + " " + v.Text
	}
}

// named reads the id of a feature of GeoJSON, a text or a number.
func (f *rawFeature) named(c *cursor) error {
	raw, err := c.value()
	if err == nil && string(raw) != "null" {
		f.id = "id " + clip(strings.Trim(string(raw), `"`))
	}
	return err
}

// where says where a person finds a feature in its file, by the numbers that its
// format shows; "" where its rank, from 0, is all there is.
func (p *part) where(f *rawFeature, rank int) string {
	var place string
	switch {
	case f.line > 0 && p.table != "":
		place = fmt.Sprintf("row %d of sheet %s", f.line, clip(p.table))
	case f.line > 0:
		return fmt.Sprintf("line %d", f.line)
	case p.format == "GeoPackage":
		place = fmt.Sprintf("row %d of table %s", rank+1, clip(p.table))
	case f.id == "":
		return ""
	default:
		place = fmt.Sprintf("feature %d", rank)
	}
	if f.id != "" {
		place += ", " + f.id
	}
	return place
}
