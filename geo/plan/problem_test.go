package plan

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// randomProblem is a problem of several parts, with loads that one-by-one
// countries seldom have.
func randomProblem(r *rapid.T) *problem {
	p := &problem{first: rapid.IntRange(1, 5).Draw(r, "centres"), created: []string{"R"}}
	p.cap = rapid.SampledFrom([]int64{0, 0, 15, 25}).Draw(r, "most")
	for range p.first {
		p.loads = append(p.loads, rapid.Int64Range(0, 20).Draw(r, "load"))
	}
	p.loads = append(p.loads, 0)
	for i := range rapid.IntRange(1, 6).Draw(r, "units") {
		weight := rapid.Int64Range(0, 12).Draw(r, "weight")
		f := free{unit: i, missing: weight}
		seen := make([]bool, p.first)
		for range rapid.IntRange(0, 3).Draw(r, "choices") {
			if c := rapid.IntRange(0, p.first-1).Draw(r, "centre"); !seen[c] {
				seen[c] = true
				f.choices = append(f.choices, choice{centre: c, add: weight})
			}
		}
		switch {
		case len(f.choices) > 0 && rapid.Bool().Draw(r, "covered"):
			f.choices[0].stay = true
		case rapid.IntRange(0, 3).Draw(r, "create") == 0:
			f.choices = append(f.choices, choice{centre: p.first, add: weight})
		}
		if p.cap > 0 && (len(f.choices) == 0 || !f.choices[0].stay) || len(f.choices) == 0 {
			f.choices = append(f.choices, choice{centre: none})
		}
		p.frees = append(p.frees, f)
	}
	return p
}

// tally judges one set of choices by the statement of the problem.
func (p *problem) tally(aim Aim, picks []int) (value, bool) {
	loads := slices.Clone(p.loads)
	gained := make([]bool, len(loads))
	var v value
	for i, f := range p.frees {
		k := f.choices[picks[i]]
		if k.centre == none {
			v[leftHoods] += f.missing
			v[leftUnits]++
			continue
		}
		loads[k.centre] += k.add
		if !k.stay {
			v[changed]++
			gained[k.centre] = true
		}
	}
	for c, load := range loads {
		if gained[c] && p.cap > 0 && load > p.cap {
			return v, false
		}
		if gained[c] && c >= p.first {
			v[created]++
		}
		if aim == Even {
			v[largest] = max(v[largest], load)
			v[squares] += load * load
		}
	}
	return v, true
}

// exhaust returns the first of the best choices.
func (p *problem) exhaust(aim Aim) (value, []int) {
	var best value
	var kept []int
	picks := make([]int, len(p.frees))
	for {
		if v, ok := p.tally(aim, picks); ok && (kept == nil || v.less(best)) {
			best, kept = v, slices.Clone(picks)
		}
		i := len(picks) - 1
		for i >= 0 && picks[i] == len(p.frees[i].choices)-1 {
			picks[i] = 0
			i--
		}
		if i < 0 {
			return best, kept
		}
		picks[i]++
	}
}

func (p *problem) solve(aim Aim, nodes int) result {
	b := &budget{ctx: context.Background(), nodes: nodes}
	if aim == Even {
		return solveEven(p, b)
	}
	return solveFewest(p, b)
}

// TestSearchAgainstExhaustiveSearch holds the staged search to every plan, at
// any limit of nodes: what it claims proven is the best, and what it does not
// lies between its bound and its value.
func TestSearchAgainstExhaustiveSearch(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := randomProblem(r)
		for _, aim := range []Aim{Fewest, Even} {
			want, picks := p.exhaust(aim)
			full := p.solve(aim, DefaultNodes)
			if !full.proven || !full.settled || full.value != want || full.bound != want || !slices.Equal(full.picks, picks) {
				t.Fatalf("%s: got %+v, want %v by %v\n%+v", aim, full, want, picks, p)
			}
			cut := p.solve(aim, rapid.IntRange(0, 12).Draw(r, "nodes"))
			if v, ok := p.tally(aim, cut.picks); !ok || v != cut.value {
				t.Fatalf("%s: claims %v, is %v, allowed %v", aim, cut.value, v, ok)
			}
			if want.less(cut.bound) || cut.value.less(want) {
				t.Fatalf("%s: bound %v, best %v, value %v\n%+v", aim, cut.bound, want, cut.value, p)
			}
			if cut.proven && cut.value != want || cut.settled && !slices.Equal(cut.picks, picks) {
				t.Fatalf("%s: claims %+v, want %v by %v", aim, cut, want, picks)
			}
		}
	})
}

// TestSplitAgainstExhaustiveSearch sends every neighbourhood everywhere its unit
// may go.
func TestSplitAgainstExhaustiveSearch(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := &problem{first: 4, loads: make([]int64, 4)}
		for c := range p.loads {
			p.loads[c] = rapid.Int64Range(0, 4).Draw(r, "load")
		}
		var tokens []int
		var group []int
		for i := range rapid.IntRange(1, 3).Draw(r, "units") {
			f := free{unit: i}
			weight := rapid.Int64Range(0, 3).Draw(r, "weight")
			for c := range p.loads {
				if rapid.Bool().Draw(r, "may") || c == 3 {
					f.choices = append(f.choices, choice{centre: c, add: weight})
				}
			}
			for range weight {
				tokens = append(tokens, i)
			}
			p.frees, group = append(p.frees, f), append(group, i)
		}
		s := newState(p, group, balance, 0)
		sum, peak := s.split()
		wantSum, wantPeak := int64(1<<62), int64(1<<62)
		loads := slices.Clone(p.loads)
		var send func(at int)
		send = func(at int) {
			if at == len(tokens) {
				var squared, top int64
				for _, c := range s.centres {
					squared, top = squared+loads[c]*loads[c], max(top, loads[c])
				}
				wantSum, wantPeak = min(wantSum, squared), min(wantPeak, top)
				return
			}
			for _, k := range p.frees[tokens[at]].choices {
				loads[k.centre]++
				send(at + 1)
				loads[k.centre]--
			}
		}
		send(0)
		if sum != wantSum || peak != wantPeak {
			r.Fatalf("%+v: %d with %d at most, want %d and %d", p, sum, peak, wantSum, wantPeak)
		}
	})
}
