package postgis

import (
	"encoding/hex"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo/geotest"
)

// FuzzDecodeGround reads any bytes as a ground: no panic, no memory out of
// proportion, and what is read is written and read again the same.
func FuzzDecodeGround(f *testing.F) {
	for _, ground := range []orb.MultiPolygon{
		geotest.Square(0, 0, 1), {}, {orb.Polygon{}}, {orb.Polygon{orb.Ring{}}}, append(geotest.Square(0, 0, 1), geotest.Square(3, 3, 1)...),
	} {
		c, err := encodeGround(ground)
		if err != nil {
			f.Fatal(err)
		}
		b, err := hex.DecodeString(c.text)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte{1, 6, 0, 0, 0x20, 0xe6, 0x10, 0, 0, 0xff, 0xff, 0xff, 0x7f}) // 2 billion polygons
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := decodePoint(b); err != nil {
			_ = err // refused is as good as read: what counts is that it returns
		}
		ground, err := decodeGround(b)
		if err != nil || ground == nil {
			return
		}
		c, err := encodeGround(ground)
		if err != nil {
			t.Fatal(err)
		}
		again, err := hex.DecodeString(c.text)
		if err != nil {
			t.Fatal(err)
		}
		back, err := decodeGround(again)
		if err != nil || !sameGround(ground, back) {
			t.Fatalf("%v became %v, %v", ground, back, err)
		}
	})
}

// sameGround compares positions by their bits, for NaN is unlike itself.
func sameGround(a, b orb.MultiPolygon) bool {
	x, errX := encodeGround(a)
	y, errY := encodeGround(b)
	return errX == nil && errY == nil && x == y && len(a) == len(b)
}

func TestGroundComesBack(t *testing.T) {
	for _, ground := range []orb.MultiPolygon{
		nil, {}, {orb.Polygon{}}, geotest.Square(0, 0, 1),
		{{{{0.1, 0.2}, {1e-300, 0.30000000000000004}, {180, -90}, {0.1, 0.2}}, {{0, 0}, {1, 1}, {0, 1}, {0, 0}}}, {{{5, 5}, {6, 5}, {6, 6}, {5, 5}}}},
	} {
		c, err := encodeGround(ground)
		if err != nil {
			t.Fatal(err)
		}
		var b []byte
		if c.known {
			if b, err = hex.DecodeString(c.text); err != nil {
				t.Fatal(err)
			}
		}
		if back, err := decodeGround(b); err != nil || !reflect.DeepEqual(ground, back) {
			t.Errorf("%v became %v, %v", ground, back, err)
		}
	}
}
