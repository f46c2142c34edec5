package mapinfo

import (
	"errors"
	"io"
	"math"

	"github.com/paulmach/orb"

	"maillage/data/format"
)

// Set is the two files of one table; MID may be nil where there are no columns.
type Set struct {
	Name     string // without extension
	MIF, MID *format.File
}

// Open opens a table. stated is the encoding of its texts, "" to believe the
// clause Charset, else what the bytes look like. Where the clause says otherwise
// and all texts are UTF-8, they are read so, and Header.Claimed says it.
func Open(set Set, stated string, limits format.Limits) (format.Reader, error) {
	if set.MID == nil {
		return nil, format.Errorf(format.RuleMissingFile, "%s has no .mid beside it", set.Name)
	}
	r := &reader{header: format.Header{Format: "MapInfo MIF", Table: set.Name, DefaultCRS: "EPSG:4326"}, limits: limits}
	if err := r.open(set, stated); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

type reader struct {
	header format.Header
	limits format.Limits
	mif    *mif
	mid    *mid
	first  *format.Row
	read   int
}

func (r *reader) open(set Set, stated string) (err error) {
	if r.mif, err = openMIF(*set.MIF, r.limits); err != nil {
		return err
	}
	for _, c := range r.mif.columns {
		r.header.Fields = append(r.header.Fields, c.name)
	}
	e, err := r.encoding(*set.MID, stated)
	if err != nil {
		return err
	}
	for i, name := range r.header.Fields {
		if r.header.Fields[i], err = e.Decode([]byte(name)); err != nil {
			return format.Errorf(format.RuleEncoding, "%s: the name of column %d: %v", set.MIF.Name, i+1, err)
		}
	}
	if r.mid, err = openMID(*set.MID, r.mif.delimiter, r.mif.columns, e, r.limits); err != nil {
		return err
	}
	r.header.CRS = r.mif.coordSys
	if r.mif.nonEarth {
		return r.look()
	}
	return nil
}

// look reads the first row of a file that does not say where on Earth it is:
// where its coordinates lie says what they could be.
func (r *reader) look() error {
	r.header.DefaultCRS = ""
	row, err := r.Next()
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil {
		return err
	}
	r.first = &row
	if row.Ground != nil {
		r.header.Bound = row.Ground.Bound()
	}
	return nil
}

// encoding decides how texts are to be read: as stated, else as the clause
// Charset says unless every text that is not ASCII is UTF-8, which other
// encodings are not by chance. Charset "Neutral" says that no byte was
// converted, and so nothing of what they are.
func (r *reader) encoding(f format.File, stated string) (e format.Encoding, err error) {
	claim := ""
	if stated == "" && r.mif.charset != "" {
		claim = "the clause Charset of " + r.mif.name
		if stated = charsets[r.mif.charset]; stated == "" {
			stated = r.mif.charset
		}
	}
	if stated != "" {
		if e, err = format.ParseEncoding(stated); err != nil {
			return e, format.Errorf(format.RuleEncoding, "%v", err)
		}
	}
	if stated == "" || claim != "" && e.Name != format.UTF8.Name {
		likely, ascii, err := guess(f, r.header.Fields)
		switch {
		case err != nil:
			return e, err
		case stated == "":
			e, r.header.Assumed = likely, !ascii
		case !ascii && likely.Name == format.UTF8.Name:
			r.header.Claimed = claim + " says " + e.Declared()
			e = likely
		}
	}
	r.header.Encoding = e.Read()
	return e, nil
}

// Header returns what the .mif says before its objects.
func (r *reader) Header() format.Header { return r.header }

// Next reads an object and its line of values.
func (r *reader) Next() (format.Row, error) {
	if r.first != nil {
		row := *r.first
		r.first = nil
		return row, nil
	}
	var row format.Row
	object := r.mif.read(&row)
	if object != nil && !errors.Is(object, io.EOF) {
		return row, object
	}
	values, err := r.mid.values()
	switch {
	case errors.Is(err, io.EOF) && object != nil:
		return row, io.EOF
	case errors.Is(err, io.EOF):
		return row, format.Errorf(format.RuleCounts, "%s has more objects than %s has lines, which are %d", r.mif.name, r.mid.name, r.read)
	case err != nil:
		return row, err
	case object != nil:
		return row, format.Errorf(format.RuleCounts, "%s has more lines than %s has objects, which are %d", r.mid.name, r.mif.name, r.read)
	}
	if r.read++; r.read > r.limits.Rows {
		return row, format.Errorf(format.RuleTooManyFeatures, "it holds more than %d objects", r.limits.Rows)
	}
	row.Values = values
	return row, nil
}

// Close closes both files.
func (r *reader) Close() error {
	var errs []error
	if r.mif != nil {
		errs = append(errs, r.mif.closer.Close())
	}
	if r.mid != nil {
		errs = append(errs, r.mid.closer.Close())
	}
	return errors.Join(errs...)
}

// polygons makes the ground of a region of its rings. How they turn and follow
// one another means nothing in this format.
func polygons(rings []orb.Ring) (orb.MultiPolygon, *format.Error) {
	if len(rings) == 0 {
		return nil, nil
	}
	for i, r := range rings {
		if r[0] != r[len(r)-1] { // the last edge need not be written
			rings[i] = append(r, r[0])
		}
	}
	ground, _, err := format.Nest(rings)
	return ground, err
}

func finite(p orb.Point) bool {
	return !math.IsNaN(p[0]) && !math.IsInf(p[0], 0) && !math.IsNaN(p[1]) && !math.IsInf(p[1], 0)
}
