package boundary

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/paulmach/orb"

	"maillage/data/crs"
	"maillage/data/format"
)

const (
	rowsPerJob     = 256
	verticesPerJob = 32 << 10
)

// readRows reads all the rows of a file whose format has rows.
func readRows(ctx context.Context, r format.Reader, opts Options, c *content, p *part) error {
	h := r.Header()
	p.format, p.table, p.noGeometry = h.Format, h.Table, h.NoGeometry
	var system *crs.System
	if !h.NoGeometry {
		var flt *fault
		if system, flt = rowSystem(h, opts.CRS); flt != nil {
			return flt
		}
		p.crs = crsName(system)
	}
	rows := rowDecoder{fields: h.Fields, noGeometry: h.NoGeometry}
	err := decode(ctx, opts, c, func(ctx context.Context, emit func(job) error) error {
		return emitRows(ctx, r, func(first int, batch []format.Row) error {
			return emit(job{
				first: first, n: len(batch), system: system,
				decode: func(d *decoder, i int) rawFeature { return rows.feature(d, &batch[i]) },
			})
		})
	})
	h = r.Header() // a table of text knows its encoding once it is read
	p.encoding, p.assumed, p.claimed = h.Encoding, h.Assumed, h.Claimed
	p.namesLine, p.above = h.NamesLine, h.Above
	return err
}

// rowSystem is the system of a file that must say it: metres without one may be
// anywhere.
func rowSystem(h format.Header, stated string) (*crs.System, *fault) {
	if h.CRS != "" || stated != "" {
		return parseSystem(h.CRS, stated)
	}
	if h.DefaultCRS != "" {
		return parseSystem("", h.DefaultCRS)
	}
	f := faultf(RuleNoCRS, "nothing in the file says the reference system of its coordinates")
	if h.Bound != (orb.Bound{}) {
		f.detail += fmt.Sprintf(", from %.7g %.7g to %.7g %.7g", h.Bound.Min[0], h.Bound.Min[1], h.Bound.Max[0], h.Bound.Max[1])
		f.detail += couldBe(h.Bound)
	}
	return nil, f
}

// emitRows hands rows over by the hundreds, fewer where they are large.
func emitRows(ctx context.Context, r format.Reader, emit func(first int, batch []format.Row) error) error {
	var batch []format.Row
	first, vertices := 0, 0
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return asRefusal(err)
		}
		batch = append(batch, row)
		vertices += row.Vertices
		if len(batch) < rowsPerJob && vertices < verticesPerJob {
			continue
		}
		if err := emit(first, batch); err != nil {
			return err
		}
		first += len(batch)
		batch, vertices = nil, 0
	}
	if len(batch) == 0 {
		return nil
	}
	return emit(first, batch)
}

// asRefusal turns what a reader finds wrong into a fault; other errors are
// those of the disk.
func asRefusal(err error) error {
	var bad *format.Error
	if errors.As(err, &bad) {
		return faultOf(bad)
	}
	return err
}

func faultOf(e *format.Error) *fault { return &fault{rule: e.Rule, detail: e.Detail, at: e.At} }

// rowDecoder turns the rows of one file into features.
type rowDecoder struct {
	fields     []string
	noGeometry bool
}

func (rd *rowDecoder) feature(d *decoder, row *format.Row) rawFeature {
	var f rawFeature
	perimeter := d.perimeters
	f.line = row.Line
	for i, v := range row.Values {
		name := rd.fields[i]
		text := strings.TrimSpace(v.Text)
		if name == "" { // a column of a table that has no name says nothing of a unit
			if text != "" {
				d.column(unnamedColumn).show(d.rank, text)
			}
			continue
		}
		c := d.column(name)
		f.identify(c.lower, v)
		perimeter = perimeter || c.lower == centreKey && v.Kind == format.Text && text != ""
		switch v.Kind {
		case format.Text, format.Number:
			d.keep(&f, c, text, v.Kind == format.Number)
		case format.Other, format.Bool:
			c.show(d.rank, text)
		}
	}
	if perimeter {
		f.attributes = &tableRow{names: rd.fields, values: row.Values}
	}
	if row.Lost {
		f.lose(d.faultIn(row.Err))
		return f
	}
	d.settle(&f, rd.ground(d, row, &f))
	if rd.noGeometry { // said once, of the file
		f.faults = nil
	}
	return f
}

// faultIn is a fault whose place is turned into degrees where it can be.
func (d *decoder) faultIn(e *format.Error) *fault {
	f := faultOf(e)
	if f.at != nil && d.coords.system != nil {
		if lon, lat, err := d.coords.system.ToWGS84(f.at[0], f.at[1]); err == nil {
			f.at = &orb.Point{lon, lat}
		}
	}
	return f
}

// ground turns the polygons of a row into those of a feature.
func (rd *rowDecoder) ground(d *decoder, row *format.Row, f *rawFeature) error {
	d.coords.start()
	d.coords.decimals = max(d.coords.decimals, binaryDecimals)
	if row.Err != nil {
		d.coords.vertices += int64(row.Vertices)
		return d.faultIn(row.Err)
	}
	var ground orb.MultiPolygon
	for _, polygon := range row.Ground {
		var p orb.Polygon
		for _, r := range polygon {
			d.coords.ring = append(d.coords.ring[:0], r...)
			r, err := d.coords.finish()
			if err != nil {
				return err
			}
			p = append(p, r)
		}
		if len(p) > 0 {
			ground = append(ground, p)
		}
	}
	f.ground, f.bound, f.hasZ = ground, d.coords.bound, row.HasZ && ground != nil
	f.fixed, f.repeated = d.coords.fixed, d.coords.repeated
	for _, e := range row.Fixed {
		f.fixed = append(f.fixed, d.faultIn(e))
	}
	return nil
}

// binaryDecimals stands for coordinates that are not written in decimals, or
// were projected: the mesh keeps seven.
const binaryDecimals = 7

// unnamedColumn is what its values are remembered under: no file writes that name.
const unnamedColumn = "\x00"
