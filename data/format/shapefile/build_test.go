package shapefile

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data/format"
)

var limits = format.Limits{Rows: 1000, Vertices: 10_000, RowBytes: 1 << 20}

// memory is a file of a test.
func memory(name string, b []byte) *format.File {
	return &format.File{Name: name, Size: int64(len(b)), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(b)), nil
	}}
}

// shpOf writes a .shp of records whose contents are given.
func shpOf(contents ...[]byte) []byte {
	b := make([]byte, shpHeader)
	binary.BigEndian.PutUint32(b, fileCode)
	binary.LittleEndian.PutUint32(b[28:], 1000)
	binary.LittleEndian.PutUint32(b[32:], 5)
	for i, c := range contents {
		b = binary.BigEndian.AppendUint32(b, uint32(i+1))
		b = binary.BigEndian.AppendUint32(b, uint32(len(c)/2))
		b = append(b, c...)
	}
	binary.BigEndian.PutUint32(b[24:], uint32(len(b)/2))
	return b
}

// shapeOf is the content of a record: a polygon of rings.
func shapeOf(rings ...orb.Ring) []byte {
	var points []orb.Point
	var starts []byte
	for _, r := range rings {
		starts = binary.LittleEndian.AppendUint32(starts, uint32(len(points)))
		points = append(points, r...)
	}
	b := make([]byte, 36)
	binary.LittleEndian.PutUint32(b, 5)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(rings)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(points)))
	b = append(b, starts...)
	for _, p := range points {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[0]))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[1]))
	}
	return b
}

// dbfOf writes a .dbf of one field of 12 bytes, CODE.
func dbfOf(language byte, values ...string) []byte {
	const width = 12
	b := make([]byte, dbfHeader)
	b[0], b[29] = 3, language
	binary.LittleEndian.PutUint32(b[4:], uint32(len(values)))
	binary.LittleEndian.PutUint16(b[8:], dbfHeader+dbfField+1)
	binary.LittleEndian.PutUint16(b[10:], width+1)
	f := make([]byte, dbfField)
	copy(f, "CODE")
	f[11], f[16] = 'C', width
	b = append(append(b, f...), '\r')
	for _, v := range values {
		record := bytes.Repeat([]byte{' '}, width+1)
		copy(record[1:], v)
		b = append(b, record...)
	}
	return append(b, 0x1a)
}

// clockwise is a square ring that turns as a shell of a Shapefile does.
func clockwise(x, y, side float64) orb.Ring {
	return orb.Ring{{x, y}, {x, y + side}, {x + side, y + side}, {x + side, y}, {x, y}}
}

func counterClockwise(x, y, side float64) orb.Ring {
	r := clockwise(x, y, side)
	r.Reverse()
	return r
}

// readAll reads a Shapefile to its end.
func readAll(shp, dbf []byte, cpg string) ([]format.Row, format.Header, error) {
	set := Set{Name: "x", SHP: memory("x.shp", shp), DBF: memory("x.dbf", dbf)}
	if cpg != "" {
		set.CPG = memory("x.cpg", []byte(cpg))
	}
	r, err := Open(set, "", limits)
	if err != nil {
		return nil, format.Header{}, err
	}
	defer r.Close()
	var rows []format.Row
	for {
		row, err := r.Next()
		if err == io.EOF {
			return rows, r.Header(), nil
		}
		if err != nil {
			return rows, r.Header(), err
		}
		rows = append(rows, row)
	}
}

func mustRead(t *testing.T, shp, dbf []byte, cpg string) []format.Row {
	t.Helper()
	rows, _, err := readAll(shp, dbf, cpg)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// shxOf writes the index of records: offset and length of each, in bytes.
func shxOf(entries ...entry) []byte {
	b := make([]byte, shpHeader)
	binary.BigEndian.PutUint32(b, fileCode)
	for _, e := range entries {
		b = binary.BigEndian.AppendUint32(b, uint32(e.offset/2))
		b = binary.BigEndian.AppendUint32(b, uint32(e.length/2))
	}
	return b
}
