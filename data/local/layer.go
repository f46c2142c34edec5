package local

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"

	"github.com/klauspost/compress/gzip"
	"github.com/paulmach/orb"

	"maillage/geo"
)

// properties are the names under which the code and the name of a feature are
// written: those of the official files, so that what reads these reads ours.
var properties = map[geo.LayerName][2]string{
	geo.CommuneLayer:       {"insee_com", "nom_com"},
	geo.EPCILayer:          {"code_epci", "nom_epci"},
	geo.DepartmentLayer:    {"insee_dep", "nom_dep"},
	geo.CollectivityLayer:  {"insee_dep", "nom_dep"},
	geo.RegionLayer:        {"insee_reg", "nom_reg"},
	geo.Region2015Layer:    {"insee_reg", "nom_reg"},
	geo.NeighbourhoodLayer: {"code_qp", "nom_qp"},
}

// layerText is the fixed text of a layer's file, feature by feature on lines of
// their own: writer and reader agree on every byte.
type layerText struct{ head, feature, name, geometry, polygons, end, tail string }

func textOf(layer geo.LayerName) layerText {
	names, ok := properties[layer]
	if !ok {
		names = [2]string{"code", "name"}
	}
	return layerText{
		head:     fmt.Sprintf("{\"type\":\"FeatureCollection\",\"name\":%q,\"features\":[", string(layer)),
		feature:  fmt.Sprintf("{\"type\":\"Feature\",\"properties\":{%q:", names[0]),
		name:     fmt.Sprintf(",%q:", names[1]),
		geometry: "},\"geometry\":",
		polygons: "{\"type\":\"MultiPolygon\",\"coordinates\":",
		end:      "}",
		tail:     "]}",
	}
}

// writeLayer writes the features of a layer as gzipped GeoJSON, coordinates
// rounded to 1e-7 degree.
func writeLayer(w io.Writer, l geo.Layer) error {
	z, err := gzip.NewWriterLevel(w, layerLevel)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(z, 1<<16)
	t := textOf(l.Name)
	line := []byte(t.head)
	for i := range l.Features {
		if i > 0 {
			line = append(line, ',')
		}
		line = append(line, '\n')
		if line, err = t.appendFeature(line, &l.Features[i]); err != nil {
			return err
		}
		if _, err := out.Write(line); err != nil {
			return err
		}
		line = line[:0]
	}
	line = append(line, '\n')
	line = append(line, t.tail...)
	line = append(line, '\n')
	if _, err := out.Write(line); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return z.Close()
}

// layerLevel is where packing communes better starts to cost more than it saves.
const layerLevel = 5

func (t *layerText) appendFeature(b []byte, f *geo.Feature) (_ []byte, err error) {
	b = append(b, t.feature...)
	if b, err = appendText(b, f.Code); err != nil {
		return nil, err
	}
	if f.Name != "" {
		b = append(b, t.name...)
		if b, err = appendText(b, f.Name); err != nil {
			return nil, err
		}
	}
	b = append(b, t.geometry...)
	if len(f.Geometry) == 0 {
		b = append(b, "null"...)
		return append(b, t.end...), nil
	}
	b = append(b, t.polygons...)
	if b, err = appendGround(b, f.Geometry); err != nil {
		return nil, fmt.Errorf("code %q: %w", f.Code, err)
	}
	b = append(b, t.end...)
	return append(b, t.end...), nil
}

func appendText(b []byte, s string) ([]byte, error) {
	text, err := json.Marshal(s)
	return append(b, text...), err
}

func appendGround(b []byte, ground orb.MultiPolygon) ([]byte, error) {
	b = append(b, '[')
	for i, polygon := range ground {
		b = separate(b, i)
		b = append(b, '[')
		for k, ring := range polygon {
			b = separate(b, k)
			b = append(b, '[')
			for n, p := range ring {
				if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) { // so that NaN fails too
					return nil, fmt.Errorf("(%v, %v) is no place in degrees", p[0], p[1])
				}
				b = separate(b, n)
				b = append(b, '[')
				b = appendDegrees(b, p[0])
				b = append(b, ',')
				b = appendDegrees(b, p[1])
				b = append(b, ']')
			}
			b = append(b, ']')
		}
		b = append(b, ']')
	}
	return append(b, ']'), nil
}

func separate(b []byte, i int) []byte {
	if i > 0 {
		return append(b, ',')
	}
	return b
}

// perDegree is the number of grid steps in a degree, as geo/mesh has it.
const perDegree = 10_000_000

// appendDegrees writes degrees with the decimals of the grid, and no idle zero.
func appendDegrees(b []byte, degrees float64) []byte {
	steps := int64(math.RoundToEven(degrees * perDegree))
	if steps < 0 {
		b, steps = append(b, '-'), -steps
	}
	var digits [20]byte
	n := len(digits)
	whole, part := steps/perDegree, steps%perDegree
	if part > 0 {
		left := 7
		for part%10 == 0 {
			part, left = part/10, left-1
		}
		for ; left > 0; left-- {
			n--
			digits[n] = byte('0' + part%10)
			part /= 10
		}
		n--
		digits[n] = '.'
	}
	for {
		n--
		digits[n] = byte('0' + whole%10)
		if whole /= 10; whole == 0 {
			return append(b, digits[n:]...)
		}
	}
}
