package equity_test

import (
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/equity"
)

func ratOf(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

// draw makes a random allocation to hold to its rules.
func draw(r *rapid.T) (int64, equity.Key, []equity.Recipient) {
	weight := func(name string) *big.Rat { return big.NewRat(rapid.Int64Range(0, 5).Draw(r, name), 2) }
	k := equity.Key{
		FixedPart:      rapid.SampledFrom([]int64{0, 0, 7, 1000}).Draw(r, "fixed"),
		Neighbourhoods: weight("neighbourhoods"), People: weight("people"), NPNRU: weight("npnru"), Area: weight("area"),
		OverseasCoefficient: big.NewRat(rapid.Int64Range(0, 30).Draw(r, "overseas"), 10),
		Floor:               rapid.SampledFrom([]int64{0, 0, 9, 2000, 40000}).Draw(r, "floor"),
		Ceiling:             rapid.SampledFrom([]int64{0, 0, 5000, 41000}).Draw(r, "ceiling"),
	}
	var to []equity.Recipient
	for i := range rapid.IntRange(1, 7).Draw(r, "centres") {
		quantity := func(name string) (whole, overseas *big.Rat) {
			n := rapid.Int64Range(0, 20).Draw(r, name)
			return big.NewRat(n, 3), big.NewRat(n*rapid.SampledFrom([]int64{0, 0, 1}).Draw(r, name+" overseas"), 3)
		}
		c := equity.Recipient{ID: fmt.Sprintf("c%d", i)}
		c.Neighbourhoods, c.OverseasNeighbourhoods = quantity("hoods")
		c.People, c.OverseasPeople = quantity("inhabitants")
		c.NPNRU, c.OverseasNPNRU = quantity("renewed")
		c.Area, c.OverseasArea = quantity("ground")
		to = append(to, c)
	}
	return rapid.Int64Range(0, 200_000).Draw(r, "envelope"), k, to
}

// TestAllocationKeepsItsRules holds every allocation to the definition: the sum,
// the limits, one scale for all (which makes it unique), the rounding, the parts.
func TestAllocationKeepsItsRules(t *testing.T) {
	given := 0
	rapid.Check(t, func(r *rapid.T) {
		envelope, k, to := draw(r)
		a, err := equity.Allocate(envelope, k, to)
		if err != nil {
			return // the errors have a test of their own
		}
		given++
		sum := a.Unallocated
		for i := range a.Awards {
			w := &a.Awards[i]
			sum += w.Cents
			checkAward(r, a, &k, w)
			checkParts(r, w)
		}
		if sum != envelope || a.Unallocated < 0 {
			r.Fatalf("awards and the %d unallocated make %d, want %d", a.Unallocated, sum, envelope)
		}
		checkRemainders(r, a)
	})
	if given == 0 {
		t.Error("every allocation was refused: the test shows nothing")
	}
}

func checkAward(t *rapid.T, a *equity.Allocation, k *equity.Key, w *equity.Award) {
	if w.Cents < max(k.Floor, k.FixedPart) || k.Ceiling > 0 && w.Cents > k.Ceiling {
		t.Fatalf("%s gets %d, out of its limits %+v", w.ID, w.Cents, k)
	}
	variable := new(big.Rat)
	for _, p := range w.Parts {
		switch p.Kind {
		case equity.NeighbourhoodPart, equity.PeoplePart, equity.NPNRUPart, equity.AreaPart:
			variable.Add(variable, p.Exact)
		}
	}
	low := ratOf(max(k.Floor, k.FixedPart))
	if a.Unallocated > 0 {
		atLimit := k.Ceiling > 0 && w.Exact.Cmp(ratOf(k.Ceiling)) == 0
		if !atLimit && (variable.Sign() > 0 || w.Exact.Cmp(low) != 0) {
			t.Fatalf("%d unallocated while %s gets %s", a.Unallocated, w.ID, w.Exact)
		}
		return
	}
	want := new(big.Rat).Mul(a.Scale, variable)
	want.Add(want, ratOf(k.FixedPart))
	if want.Cmp(low) < 0 {
		want = low
	}
	if high := ratOf(k.Ceiling); k.Ceiling > 0 && want.Cmp(high) > 0 {
		want = high
	}
	if w.Exact.Cmp(want) != 0 {
		t.Fatalf("%s gets %s, at scale %s want %s", w.ID, w.Exact, a.Scale, want)
	}
}

// checkParts holds the parts of an award to it, to the cent and exactly.
func checkParts(t *rapid.T, w *equity.Award) {
	cents, exact := int64(0), new(big.Rat)
	for _, p := range w.Parts {
		cents += p.Cents
		exact.Add(exact, p.Exact)
		if off := new(big.Rat).Sub(p.Exact, ratOf(p.Cents)); off.Abs(off).Cmp(ratOf(1)) >= 0 {
			t.Fatalf("%s: part %s of %s is given as %d", w.ID, p.Kind, p.Exact, p.Cents)
		}
		if p.Kind == equity.FloorPart && p.Exact.Sign() < 0 || p.Kind == equity.CeilingPart && p.Exact.Sign() > 0 {
			t.Fatalf("%s: %s of %s has the wrong sign", w.ID, p.Kind, p.Exact)
		}
	}
	if cents != w.Cents || exact.Cmp(w.Exact) != 0 {
		t.Fatalf("%s: parts make %d and %s, want %d and %s", w.ID, cents, exact, w.Cents, w.Exact)
	}
}

// checkRemainders tries every pair: nobody was rounded up before one with a
// larger remainder, or with an equal one and a lower ID.
func checkRemainders(t *rapid.T, a *equity.Allocation) {
	rest := func(w *equity.Award) *big.Rat { // remainder before rounding, and whether it went up
		down := new(big.Int).Div(w.Exact.Num(), w.Exact.Denom())
		return new(big.Rat).Sub(w.Exact, new(big.Rat).SetInt(down))
	}
	up := func(w *equity.Award) bool { return ratOf(w.Cents).Cmp(w.Exact) > 0 }
	for i := range a.Awards {
		for k := range a.Awards {
			x, y := &a.Awards[i], &a.Awards[k]
			if up(x) && !up(y) && (rest(y).Cmp(rest(x)) > 0 || rest(y).Cmp(rest(x)) == 0 && y.ID < x.ID) {
				t.Fatalf("%s (%s) was rounded up before %s (%s)", x.ID, x.Exact, y.ID, y.Exact)
			}
		}
	}
}

// TestAllocationInvariants: neither the order of centres nor the unit of a
// criterion or of the weights matters, and more of something never pays less.
func TestAllocationInvariants(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		envelope, k, to := draw(r)
		a, err := equity.Allocate(envelope, k, to)
		if err != nil {
			return
		}
		same := func(what string, k equity.Key, to []equity.Recipient) {
			b, err := equity.Allocate(envelope, k, to)
			if err != nil || fmt.Sprint(cents(a)) != fmt.Sprint(cents(b)) {
				r.Fatalf("%s: %v, want %v (%v)", what, cents(b), cents(a), err)
			}
		}
		shuffled := append([]equity.Recipient(nil), to...)
		seed := rapid.Uint64().Draw(r, "order")
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(to), func(i, k int) { shuffled[i], shuffled[k] = shuffled[k], shuffled[i] })
		same("shuffled", k, shuffled)
		scaled := append([]equity.Recipient(nil), to...)
		for i := range scaled {
			c := &scaled[i]
			c.Area, c.OverseasArea = new(big.Rat).Mul(c.Area, ratOf(7)), new(big.Rat).Mul(c.OverseasArea, ratOf(7))
		}
		same("area in another unit", k, scaled)
		heavier := k
		heavier.Neighbourhoods, heavier.People, heavier.NPNRU, heavier.Area = thrice(k.Neighbourhoods), thrice(k.People), thrice(k.NPNRU), thrice(k.Area)
		same("weights in proportion", heavier, to)
		grown := append([]equity.Recipient(nil), to...)
		grown[0].People = new(big.Rat).Add(to[0].People, ratOf(rapid.Int64Range(1, 9).Draw(r, "more")))
		if b, err := equity.Allocate(envelope, k, grown); err == nil && b.Awards[0].Exact.Cmp(a.Awards[0].Exact) < 0 {
			r.Fatalf("%s has more people and gets %s, had %s", to[0].ID, b.Awards[0].Exact, a.Awards[0].Exact)
		}
	})
}

func thrice(x *big.Rat) *big.Rat { return new(big.Rat).Mul(x, ratOf(3)) }

func cents(a *equity.Allocation) []int64 {
	if a == nil {
		return nil
	}
	out := []int64{a.Unallocated}
	for _, w := range a.Awards {
		out = append(out, w.Cents)
	}
	return out
}

func plain(hoods ...int64) []equity.Recipient {
	var to []equity.Recipient
	for i, n := range hoods {
		to = append(to, equity.Recipient{ID: string(rune('a' + i)), Neighbourhoods: ratOf(n)})
	}
	return to
}

func TestAllocationsByHand(t *testing.T) {
	one := ratOf(1)
	overseas := plain(1, 1)
	overseas[1].OverseasNeighbourhoods = ratOf(1)
	for _, c := range []struct {
		name     string
		envelope int64
		key      equity.Key
		to       []equity.Recipient
		want     []int64 // unallocated, then by centre
	}{
		{"thirds, ties to the lowest ID", 100, equity.Key{Neighbourhoods: one}, plain(1, 1, 1), []int64{0, 34, 33, 33}},
		{"largest remainder", 10, equity.Key{Neighbourhoods: one}, plain(33, 33, 34), []int64{0, 3, 3, 4}},
		{"fixed part first", 100, equity.Key{FixedPart: 20, Neighbourhoods: one}, plain(1, 2), []int64{0, 40, 60}},
		{"fixed part alone", 40, equity.Key{FixedPart: 20}, plain(1, 2), []int64{0, 20, 20}},
		{"overseas counts three times", 100, equity.Key{Neighbourhoods: one, OverseasCoefficient: ratOf(3)}, overseas, []int64{0, 25, 75}},
		{"floor paid by the others in proportion", 100, equity.Key{Neighbourhoods: one, Floor: 10}, plain(0, 30, 60), []int64{0, 10, 30, 60}},
		{"ceiling given to the others in proportion", 100, equity.Key{Neighbourhoods: one, Ceiling: 40}, plain(80, 5, 15), []int64{0, 40, 20, 40}},
		{"ceilings below the envelope", 100, equity.Key{Neighbourhoods: one, Ceiling: 30}, plain(1, 1, 0), []int64{40, 30, 30, 0}},
		{"floor that pushes another to the floor", 100, equity.Key{Neighbourhoods: one, Floor: 30}, plain(0, 33, 67), []int64{0, 30, 30, 40}},
		{"all at the floor", 90, equity.Key{Neighbourhoods: one, Floor: 30}, plain(0, 33, 67), []int64{0, 30, 30, 30}},
		{"nothing to share", 0, equity.Key{Neighbourhoods: one}, plain(1, 2), []int64{0, 0, 0}},
	} {
		a, err := equity.Allocate(c.envelope, c.key, c.to)
		if err != nil || fmt.Sprint(cents(a)) != fmt.Sprint(c.want) {
			t.Errorf("%s: %v, want %v (%v)", c.name, cents(a), c.want, err)
		}
	}
}

// TestLimitsThatBindNobody leaves the formula as it is, and says so.
func TestLimitsThatBindNobody(t *testing.T) {
	a, err := equity.Allocate(100, equity.Key{Neighbourhoods: ratOf(1), Floor: 10, Ceiling: 90}, plain(1, 2))
	if err != nil || a.Scale.Cmp(ratOf(1)) != 0 || len(a.Awards[0].Parts) != 2 {
		t.Errorf("%+v (%v), want scale 1 and the two parts of the formula", a, err)
	}
	a, err = equity.Allocate(40, equity.Key{FixedPart: 20}, plain(1, 2))
	if err != nil || a.Scale.Cmp(ratOf(1)) != 0 || len(a.Awards[0].Parts) != 1 {
		t.Errorf("%+v (%v), want scale 1 and the fixed part alone", a, err)
	}
}

func TestAllocationsRefused(t *testing.T) {
	one := ratOf(1)
	inside := plain(1)
	inside[0].OverseasNeighbourhoods = ratOf(2)
	for _, c := range []struct {
		name     string
		envelope int64
		key      equity.Key
		to       []equity.Recipient
		is       error
	}{
		{"no centre", 10, equity.Key{Neighbourhoods: one}, nil, equity.ErrNoRecipient},
		{"floors", 10, equity.Key{Neighbourhoods: one, Floor: 6}, plain(1, 1), equity.ErrTooSmall},
		{"fixed parts", 10, equity.Key{Neighbourhoods: one, FixedPart: 6}, plain(1, 1), equity.ErrTooSmall},
		{"floors beyond any sum", 10, equity.Key{Neighbourhoods: one, Floor: 1 << 62}, plain(1, 1, 1, 1), equity.ErrTooSmall},
		{"no criterion", 10, equity.Key{FixedPart: 1}, plain(1), equity.ErrNoCriterion},
		{"no quantity", 10, equity.Key{Area: one}, plain(1), nil},
		{"negative envelope", -1, equity.Key{Neighbourhoods: one}, plain(1), nil},
		{"negative weight", 10, equity.Key{Neighbourhoods: ratOf(-1)}, plain(1), nil},
		{"negative coefficient", 10, equity.Key{Neighbourhoods: one, OverseasCoefficient: ratOf(-1)}, plain(1), nil},
		{"ceiling below the floor", 10, equity.Key{Neighbourhoods: one, Floor: 3, Ceiling: 2}, plain(1), nil},
		{"more overseas than in all", 10, equity.Key{Neighbourhoods: one}, inside, nil},
		{"negative quantity", 10, equity.Key{Neighbourhoods: one}, plain(-1), nil},
		{"a centre twice", 10, equity.Key{Neighbourhoods: one}, append(plain(1), plain(1)...), nil},
	} {
		a, err := equity.Allocate(c.envelope, c.key, c.to)
		if err == nil || c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%s: %v, error %v, want one (%v)", c.name, cents(a), err, c.is)
		}
	}
}

// TestAllocationOfTheNetwork shares a million euros between the real centres.
func TestAllocationOfTheNetwork(t *testing.T) {
	l := measure(t, fixture.Embedded(t), on(t, "2026-11-23", geo.France, geo.QPV2015))
	k := equity.Key{FixedPart: 1_000_000, Neighbourhoods: ratOf(2), People: ratOf(2), Area: ratOf(1),
		OverseasCoefficient: big.NewRat(3, 2), Floor: 2_000_000, Ceiling: 9_000_000}
	a, err := equity.Allocate(100_000_000, k, l.Recipients())
	if err != nil {
		t.Fatal(err)
	}
	sum := int64(0)
	for _, w := range a.Awards {
		sum += w.Cents
	}
	if len(a.Awards) != len(l.Centres) || sum != 100_000_000 {
		t.Errorf("%d centres get %d cents", len(a.Awards), sum)
	}
}

// BenchmarkAllocate shares between 20 centres, with both limits at work. The
// baseline divides in floating point, without limits, rounding or parts.
func BenchmarkAllocate(b *testing.B) {
	var to []equity.Recipient
	var loads []float64
	for i := range int64(20) {
		n := 3 + i*i%97
		loads = append(loads, float64(n))
		to = append(to, equity.Recipient{ID: fmt.Sprintf("centre-%02d", i), Neighbourhoods: ratOf(n),
			People: ratOf(n * 3571), Area: ratOf(1e14 + n*12345678901)})
	}
	k := equity.Key{FixedPart: 1_000_000, Neighbourhoods: ratOf(2), People: ratOf(2), Area: ratOf(1), Floor: 3_000_000, Ceiling: 7_000_000}
	for b.Loop() {
		if _, err := equity.Allocate(100_000_000, k, to); err != nil {
			b.Fatal(err)
		}
	}
	ours := float64(b.Elapsed()) / float64(b.N)
	const rounds = 10_000
	start := time.Now()
	for range rounds {
		divide(loads)
	}
	b.ReportMetric(ours/(float64(time.Since(start))/rounds), "ours/float")
}

var divided [20]float64

func divide(loads []float64) {
	total := 0.0
	for _, n := range loads {
		total += n
	}
	for i, n := range loads {
		divided[i] = 1e8 * n / total
	}
}

// Rounding by largest remainders is not monotone: there are envelopes of which
// the next one, larger by a cent, gives some centre a cent less. None loses more,
// and no exact amount falls.
func TestRoundingIsNotMonotone(t *testing.T) {
	to := []equity.Recipient{}
	for i, n := range []int64{6, 6, 2} {
		to = append(to, equity.Recipient{ID: string(rune('a' + i)), Neighbourhoods: ratOf(n)})
	}
	fell := 0
	var before *equity.Allocation
	for envelope := int64(1); envelope < 60; envelope++ {
		a, err := equity.Allocate(envelope, equity.Key{Neighbourhoods: ratOf(1)}, to)
		if err != nil {
			t.Fatal(err)
		}
		for i := range a.Awards {
			if before == nil {
				break
			}
			was, now := before.Awards[i], a.Awards[i]
			if now.Exact.Cmp(was.Exact) < 0 || now.Cents < was.Cents-1 {
				t.Errorf("%d cents: %s from %d to %d", envelope, now.ID, was.Cents, now.Cents)
			}
			if now.Cents < was.Cents {
				fell++
			}
		}
		before = a
	}
	if fell == 0 {
		t.Error("no centre ever lost a cent: the documentation says it may")
	}
}
