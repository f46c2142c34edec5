package format

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// nest draws squares in squares, and notes in which shell each hole lies.
type nest struct {
	rings []orb.Ring
	holes map[string][]string // by shell
}

func (n *nest) draw(t *rapid.T, x, y, side float64, depth int, shell string) {
	r := orb.Ring{{x, y}, {x, y + side}, {x + side, y + side}, {x + side, y}, {x, y}}
	n.rings = append(n.rings, r)
	key := fmt.Sprint(r.Bound())
	if depth%2 == 0 {
		n.holes[key] = nil
		shell = key
	} else {
		n.holes[shell] = append(n.holes[shell], key)
	}
	if depth == 4 {
		return
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "children") {
		n.draw(t, x+side/8+float64(i)*side/2, y+side/8, side/4, depth+1, shell)
	}
}

// TestNest holds that rings in any order, turned any way, come back in the
// shells they were drawn in.
func TestNest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := nest{holes: map[string][]string{}}
		for i := range rapid.IntRange(1, 3).Draw(t, "islands") {
			n.draw(t, 1000*float64(i), 6e6, 512, 0, "")
		}
		rings := rapid.Permutation(n.rings).Draw(t, "order")
		for i := range rings {
			if rapid.Bool().Draw(t, "turned") {
				rings[i] = slices.Clone(rings[i])
				rings[i].Reverse()
			}
		}
		mp, _, err := Nest(rings)
		if err != nil {
			t.Fatal(err)
		}
		if len(mp) != len(n.holes) {
			t.Fatalf("%d polygons, want %d", len(mp), len(n.holes))
		}
		for _, p := range mp {
			var got []string
			for _, hole := range p[1:] {
				got = append(got, fmt.Sprint(hole.Bound()))
			}
			want := n.holes[fmt.Sprint(p[0].Bound())]
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Fatalf("shell %v has holes %v, want %v", p[0].Bound(), got, want)
			}
		}
	})
}

// TestNestIsBounded holds that rings made to be slow to sort are given up.
func TestNestIsBounded(t *testing.T) {
	rings := make([]orb.Ring, 40_000)
	for i := range rings {
		at := float64(i)
		rings[i] = orb.Ring{{at, 0}, {at, 1}, {at + .5, 1}, {at, 0}}
	}
	if _, _, err := Nest(rings); err == nil || err.Rule != RuleTooIntricate || err.At == nil {
		t.Errorf("%v, want it given up", err)
	}
}

// TestReadN holds that a claim is not reserved, and how an end is told.
func TestReadN(t *testing.T) {
	b, err := ReadN(strings.NewReader("short"), nil, 1<<40)
	if !errors.Is(err, io.ErrUnexpectedEOF) || string(b) != "short" || cap(b) > 2*chunk {
		t.Errorf("%q of %d bytes, %v", b, cap(b), err)
	}
	if _, err := ReadN(strings.NewReader(""), nil, 4); !errors.Is(err, io.EOF) {
		t.Errorf("%v, want the end", err)
	}
	long := bytes.Repeat([]byte("x"), 3*chunk+7)
	if b, err := ReadN(bytes.NewReader(long), b, len(long)); err != nil || !bytes.Equal(b, long) {
		t.Errorf("%d bytes, %v", len(b), err)
	}
}

func TestParseEncoding(t *testing.T) {
	for name, want := range map[string]string{
		"UTF-8": "UTF-8", " utf8\r\n": "UTF-8", "65001": "UTF-8", "ANSI 1252": "Windows-1252", "ISO-8859-1": "Windows-1252",
		"ISO_8859-15": "ISO 8859-15", "cp850": "CP850", "EBCDIC": "",
	} {
		e, err := ParseEncoding(name)
		if e.Name != want || (err != nil) != (want == "") {
			t.Errorf("%q: %q, %v", name, e.Name, err)
		}
	}
}
