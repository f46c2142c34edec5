package boundary

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/paulmach/orb"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"maillage/geo/overlay"
)

func TestLimits(t *testing.T) {
	sound := collection(communes(50)...)
	_, err := readText(sound, Options{MaxBytes: 1000})
	if p := refusal(t, err); p.Rule != RuleTooLarge {
		t.Errorf("%v, want %s", p, RuleTooLarge)
	}
	_, err = readText(sound, Options{MaxVertices: 249})
	if p := refusal(t, err); p.Rule != RuleTooManyVertices {
		t.Errorf("%v, want %s", p, RuleTooManyVertices)
	}
	r := mustRead(t, sound, Options{MaxBytes: int64(len(sound)), MaxVertices: 250})
	if r.Vertices != 250 || r.Bytes != int64(len(sound)) {
		t.Errorf("%d vertices, %d bytes", r.Vertices, r.Bytes)
	}
}

// endless is a stream of one kind of byte after a beginning.
type endless struct {
	fill byte
	read int64
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.fill
	}
	e.read += int64(len(p))
	return len(p), nil
}

func TestEndlessStreams(t *testing.T) {
	cases := []struct {
		name, head string
		fill       byte
		rule       string
	}{
		{"spaces", "", ' ', RuleFeatureTooLarge},
		{"spaces between features", `{"type":"FeatureCollection","features":[`, ' ', RuleFeatureTooLarge},
		{"text", `{"type":"`, 'a', RuleFeatureTooLarge},
		{"number", `{"type":`, '1', RuleFeatureTooLarge},
		{"brackets", "", '[', RuleTooDeep},
		{"features", `{"type":"FeatureCollection","features":[{}`, ',', RuleNotJSON},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tail := &endless{fill: c.fill}
			_, err := Read(context.Background(), "test.geojson", io.MultiReader(strings.NewReader(c.head), tail), Options{MaxBytes: 80 << 20})
			if p := refusal(t, err); p.Rule != c.rule {
				t.Errorf("%v, want %s", p, c.rule)
			}
			if tail.read > 81<<20 {
				t.Errorf("read %d bytes", tail.read)
			}
		})
	}
}

func TestErrorsOfTheReader(t *testing.T) {
	defer goleak.VerifyNone(t)
	broken := errors.New("disk on fire")
	for _, head := range []string{"", `{"type":`, string(compress(collection(communes(5)...)))[:40]} {
		_, err := Read(context.Background(), "x", io.MultiReader(strings.NewReader(head), iotest.ErrReader(broken)), Options{})
		var refused *RefusedError
		if !errors.Is(err, broken) || errors.As(err, &refused) {
			t.Errorf("after %q: %v, want the error of the reader", head, err)
		}
	}
	if _, err := ReadFile(context.Background(), t.TempDir(), Options{}); err == nil {
		t.Error("a folder was read")
	}
}

func TestCancelled(t *testing.T) {
	defer goleak.VerifyNone(t)
	ctx, cancel := context.WithCancel(context.Background())
	head := strings.NewReader(`{"type":"FeatureCollection","features":[`)
	features := strings.NewReader(strings.Repeat(communes(1)[0]+",", 100_000))
	stop := readerFunc(func(p []byte) (int, error) {
		cancel()
		return copy(p, "   "), nil
	})
	_, err := Read(ctx, "x", io.MultiReader(head, features, stop), Options{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want cancelled", err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// comb is a polygon of n long slanted teeth, each beside all the others, with
// a point met twice so that the screening does not clear it.
func comb(n int) string {
	var b strings.Builder
	b.WriteString("[")
	for i := range n {
		x := 5 + float64(i)*1e-5
		fmt.Fprintf(&b, "[%.7f,46],[%.7f,47],[%.7f,46],", x, x+0.5, x+5e-6)
	}
	b.WriteString("[8,45.5],[5.5,45.5],[5.5,45.4],[5.55,45.4],[5.5,45.5],[4.9,45.5],[5,46]]")
	return polygon(b.String())
}

// TestIntricate holds that a polygon made to be slow to validate is refused
// before it is, and a lesser one is validated.
func TestIntricate(t *testing.T) {
	r := mustRead(t, collection(unit("01001", comb(10_000)), unit("01002", polygon(square(7, 44)))), Options{})
	if len(r.Problems) != 1 || r.Problems[0].Rule != RuleTooIntricate || r.Problems[0].Code != "01001" {
		t.Errorf("problems %v, want 01001 too intricate", r.Problems)
	}
	r = mustRead(t, collection(unit("01001", comb(20)), unit("01002", polygon(square(7, 44)))), Options{})
	if len(r.Problems) != 1 || r.Problems[0].Rule != RuleRingSplit {
		t.Errorf("problems %v, want 01001 to meet itself and be taken apart", r.Problems)
	}
}

func TestEdgePairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.IntRange(0, 9)
		ring := orb.Ring{}
		for range rapid.IntRange(4, 20).Draw(t, "n") {
			ring = append(ring, orb.Point{float64(coordinate.Draw(t, "x")), float64(coordinate.Draw(t, "y"))})
		}
		var meet int64
		pairs := [2]int64{}
		for i := 1; i < len(ring); i++ {
			for j := 1; j < i; j++ {
				a := orb.MultiPoint{ring[i-1], ring[i]}.Bound()
				b := orb.MultiPoint{ring[j-1], ring[j]}.Bound()
				if a.Intersects(b) {
					meet++
				}
				for axis := range pairs {
					if a.Min[axis] <= b.Max[axis] && b.Min[axis] <= a.Max[axis] {
						pairs[axis]++
					}
				}
			}
		}
		got := overlay.EdgePairs(orb.MultiPolygon{{ring}})
		if got != min(pairs[0], pairs[1]) || got < meet {
			t.Fatalf("%d pairs, brute force %v of which %d meet", got, pairs, meet)
		}
	})
}
