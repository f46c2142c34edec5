package local

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"

	"github.com/klauspost/compress/gzip"

	"maillage/geo"
	"maillage/geo/geotest"
)

func packed(t testing.TB, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func written(t testing.TB, p part) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := p.write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// FuzzLayer: what is read as a layer is written again as it was read, and is
// JSON once it has been.
func FuzzLayer(f *testing.F) {
	for _, l := range geotest.Everything().Layers {
		l.Name = geo.CommuneLayer
		for _, text := range [][]byte{unzipped(f, written(f, part{write: func(w io.Writer) error { return writeLayer(w, l) }}))} {
			f.Add(text)
			f.Add(text[:len(text)/2])
		}
	}
	f.Add([]byte("{\"type\":\"FeatureCollection\",\"name\":\"communes\",\"features\":[\n]}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		features, err := readLayer(t.Context(), geo.CommuneLayer, packed(t, text))
		if err != nil {
			return
		}
		first := written(t, part{write: func(w io.Writer) error {
			return writeLayer(w, geo.Layer{Name: geo.CommuneLayer, Features: features})
		}})
		if !json.Valid(unzipped(t, first)) {
			t.Fatalf("wrote no JSON: %q", unzipped(t, first))
		}
		again, err := readLayer(t.Context(), geo.CommuneLayer, first)
		if err != nil {
			t.Fatalf("does not read what it wrote: %v", err)
		}
		a, b := geo.Dataset{Layers: []geo.Layer{{Features: features}}}, geo.Dataset{Layers: []geo.Layer{{Features: again}}}
		if a.Fingerprint() != b.Fingerprint() {
			t.Fatal("reads otherwise what it wrote")
		}
	})
}

// FuzzParts: no text makes the reader of the other parts, or of a generation's
// own file, fall over.
func FuzzParts(f *testing.F) {
	for i, p := range partsOf(geotest.Everything()) {
		text := written(f, p)
		if p.extension == ".csv.gz" || p.extension == ".json.gz" {
			text = unzipped(f, text)
		}
		f.Add(uint8(i), text)
	}
	r := &record{Generation: "0123456789abcdef", Parts: []partRecord{{Name: "units", File: "parts/units-0.csv.gz"}}}
	text, err := encodeChecked(r)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint8(100), text)
	f.Fuzz(func(t *testing.T, kind uint8, text []byte) {
		switch kind % 7 {
		case 0:
			if units, err := readUnits(packed(t, text)); err == nil {
				back, err := readUnits(written(t, part{write: func(w io.Writer) error { return writeUnits(w, units) }}))
				if err != nil || (&geo.Dataset{Catalogue: geo.Catalogue{Units: back}}).Fingerprint() != (&geo.Dataset{Catalogue: geo.Catalogue{Units: units}}).Fingerprint() {
					t.Errorf("units come back otherwise: %v", err)
				}
			}
		case 1:
			_, _ = readSuccessors(packed(t, text))
		case 2:
			_, _ = readNeighbourhoods(packed(t, text))
		case 3:
			var into []geo.Centre
			_ = readList(text, &into, centre.centre)
		case 4:
			var from sources
			_ = readRecords(text, &from)
		case 5:
			if a := new(activations); decodeChecked(text, a) == nil && a.Check == "" {
				t.Error("accepted without a checksum")
			}
		default:
			if r := new(record); decodeChecked(text, r) == nil && r.Check == "" {
				t.Error("accepted without a checksum")
			}
		}
	})
}

func unzipped(t testing.TB, packed []byte) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
