package plan

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// TestPlansAgainstExhaustiveSearch holds every aim under every option to the
// oracle: objective, tie-break and coverage after. rapid prints the seed.
func TestPlansAgainstExhaustiveSearch(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		seed := rapid.Uint64().Draw(r, "country")
		o := Options{
			Aim:          rapid.SampledFrom(Aims).Draw(r, "aim"),
			Measure:      rapid.SampledFrom([]geo.Measure{0, geo.NPNRUNeighbourhoods}).Draw(r, "measure"),
			AllowCreate:  rapid.Bool().Draw(r, "create"),
			JoinOverseas: rapid.Bool().Draw(r, "join"),
			MayMove:      rapid.Bool().Draw(r, "move"),
			MaxLoad:      rapid.SampledFrom([]int64{0, 0, 4, 8, 12}).Draw(r, "most"),
		}
		const columns = 3
		c := randomCountry(rand.New(rand.NewPCG(seed, 0)), columns, 2)
		checkPlan(r, c.in(o.Measure), c.snapshot(t, columns), o)
	})
}

func checkPlan(t *rapid.T, c *country, s *snapshot.Snapshot, o Options) {
	q := everything()
	q.Level = geo.Department
	p, err := Make(context.Background(), s, q, o)
	if err != nil {
		t.Fatal(err)
	}
	if !p.Proven || !p.Settled {
		t.Fatalf("%+v: proven %v, settled %v", o, p.Proven, p.Settled)
	}
	var want value
	var after outcome
	if o.Aim == Aligned {
		var keeps map[string]string
		want, keeps = c.exhaustAligned(o)
		for i := range c.codes {
			after = append(after, keeps[c.region[i]])
		}
	} else {
		want, after = c.exhaust(o, c.options(o, c.ranked(t, s, q, o)))
	}
	if got, want := fmt.Sprint(p.Objective), fmt.Sprint(terms(o, want, want)); got != want {
		t.Fatalf("%+v:\n got %s\nwant %s", o, got, want)
	}
	checkOutcome(t, c, p, after)
	checkAfter(t, c, p, want)
	checkCentres(t, c, p, after)
}

// ranked returns the order of candidates, having checked that they are those
// the rules allow.
func (c *country) ranked(t *rapid.T, s *snapshot.Snapshot, q coverage.Query, o Options) func(i int) []string {
	w, err := survey(t.Context(), viewByDepartment(s, q), o)
	if err != nil {
		t.Fatal(err)
	}
	return func(i int) []string {
		var ids, want []string
		for _, k := range w.rank([]int{i}) {
			ids = append(ids, k.Centre)
		}
		for k := range c.held {
			if c.allows(i, k, o) {
				want = append(want, id(k))
			}
		}
		if sorted := slices.Sorted(slices.Values(ids)); !slices.Equal(sorted, want) {
			t.Fatalf("department %s: candidates %v, want %v", c.codes[i], sorted, want)
		}
		return ids
	}
}

// checkOutcome compares the plan with the first of the best plans, department
// by department.
func checkOutcome(t *rapid.T, c *country, p *Plan, want outcome) {
	got := make(map[string]string)
	for _, a := range p.Assignments {
		got[a.Unit.Code] = a.Centre
	}
	for _, u := range p.Unreachable {
		got[u.Unit.Code] = oracleLeft
	}
	for i, code := range c.codes {
		if region, isNew := cutCreate(want[i]); isNew {
			want[i] = "new-" + region
		}
		h := c.holders(i)
		stays := want[i] == "" || len(h) == 1 && want[i] == id(h[0])
		if stays && got[code] == "" {
			continue
		}
		if got[code] != want[i] {
			t.Fatalf("%+v: department %s goes to %q, want %q", p.Options, code, got[code], want[i])
		}
	}
}

func cutCreate(k string) (string, bool) {
	if len(k) > 0 && k[:1] == oracleCreate {
		return k[1:], true
	}
	return "", false
}

// checkAfter counts what is covered afterwards from the network that the plan
// compiled, and the loads from that network too.
func checkAfter(t *rapid.T, c *country, p *Plan, want value) {
	var hoods int64
	for _, h := range c.hoods {
		hoods += h
	}
	if got := p.After.Totals.Of(p.Options.Counted()); got.Covered != hoods-want[leftHoods] || got.Total != hoods {
		t.Fatalf("%+v: %d of %d covered after, want %d of %d", p.Options, got.Covered, got.Total, hoods-want[leftHoods], hoods)
	}
	var sum, largestLoad, squared int64
	for _, l := range p.Loads {
		sum, largestLoad, squared = sum+l.After, max(largestLoad, l.After), squared+l.After*l.After
	}
	if p.Options.Aim == Even && (largestLoad != want[largest] || squared != want[squares]) {
		t.Fatalf("loads %+v, want %d at most and %d in squares", p.Loads, want[largest], want[squares])
	}
}

// checkCentres holds the compiled network to the plan: who is in each
// department afterwards, and nobody else.
func checkCentres(t *rapid.T, c *country, p *Plan, after outcome) {
	for _, row := range p.After.Rows {
		i := slices.Index(c.codes, row.Unit.Code)
		var want []string
		switch after[i] {
		case oracleLeft:
		case "":
			for _, k := range c.holders(i) {
				want = append(want, id(k))
			}
		default:
			want = []string{after[i]}
		}
		if !slices.Equal(row.Centres, want) {
			t.Fatalf("%+v: %s is served by %v afterwards, want %v", p.Options, row.Unit.Code, row.Centres, want)
		}
	}
}

// TestHungarianAgainstExhaustiveSearch tries every assignment of small random
// matrices with forbidden cells and costs of two terms.
func TestHungarianAgainstExhaustiveSearch(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rows := rapid.IntRange(0, 5).Draw(r, "rows")
		columns := rapid.IntRange(rows, 6).Draw(r, "columns")
		costs := make([][]cost, rows)
		for i := range costs {
			costs[i] = make([]cost, columns)
			for k := range costs[i] {
				if rapid.IntRange(0, 3).Draw(r, "allowed") > 0 {
					costs[i][k] = cost{rapid.Int64Range(-2, 3).Draw(r, "first"), rapid.Int64Range(0, 9).Draw(r, "second")}
				}
			}
		}
		want := tryAll(costs, make([]bool, columns))
		got, ok := assign(costs)
		if ok != (want != nil) {
			t.Fatalf("assignable: %v, want %v", ok, want != nil)
		}
		if !ok {
			return
		}
		total, seen := make(cost, 2), map[int]bool{}
		for i, k := range got {
			if seen[k] || costs[i][k] == nil {
				t.Fatalf("column %d of row %d: taken or not allowed", k, i)
			}
			seen[k] = true
			total.add(costs[i][k])
		}
		if total.compare(want) != 0 {
			t.Fatalf("cost %v, want %v", total, want)
		}
	})
}

// tryAll returns the least cost of assigning all rows, nil where none can be.
func tryAll(costs [][]cost, used []bool) cost {
	if len(costs) == 0 {
		return cost{0, 0}
	}
	var best cost
	for k, c := range costs[0] {
		if c == nil || used[k] {
			continue
		}
		used[k] = true
		if rest := tryAll(costs[1:], used); rest != nil {
			rest.add(c)
			if best == nil || rest.compare(best) < 0 {
				best = rest
			}
		}
		used[k] = false
	}
	return best
}

// TestPourAgainstUnitByUnit pours one unit at a time on the lightest centre.
func TestPourAgainstUnitByUnit(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		loads := rapid.SliceOfN(rapid.Int64Range(0, 12), 1, 5).Draw(r, "loads")
		amount := rapid.Int64Range(0, 30).Draw(r, "amount")
		poured := slices.Clone(loads)
		for range amount {
			poured[slices.Index(poured, slices.Min(poured))]++
		}
		var want int64
		for _, l := range poured {
			want += l * l
		}
		got, top := pour(slices.Clone(loads), amount)
		if got != want || top != slices.Max(poured) {
			t.Fatalf("%v and %d: %d with %d at most, want %d and %d", loads, amount, got, top, want, slices.Max(poured))
		}
	})
}
