package plan

import (
	"slices"
	"strings"
)

// The oracle goes through every plan, by the statement of the problem alone: it
// knows the country, not the snapshot, and shares no code with the searches.
// Only the order of equal plans follows the rank of candidates.

const (
	oracleLeft   = "-"
	oracleCreate = "+"
)

// outcome is who serves each department in the end: an ID, or one of the above.
type outcome []string

func (c *country) land(i int) string {
	if len(c.codes[i]) == 2 {
		return "mainland"
	}
	return c.codes[i]
}

func (c *country) holders(i int) []int {
	var out []int
	for k := range c.held {
		if c.held[k][i] {
			out = append(out, k)
		}
	}
	return out
}

// allows is the rule on who may take what.
func (c *country) allows(i, k int, o Options) bool {
	if o.JoinOverseas && c.land(i) != "mainland" {
		// A centre without any ground is not part of the network.
		return slices.Contains(c.held[k], true)
	}
	sameLand, close := false, false
	for v, has := range c.held[k] {
		if has {
			sameLand = sameLand || c.land(v) == c.land(i)
			close = close || c.adjacent[i][v] || c.region[i] == c.region[v]
		}
	}
	return sameLand && close
}

// options lists what each department may do, in the order that breaks ties.
func (c *country) options(o Options, ranked func(i int) []string) [][]string {
	out := make([][]string, len(c.codes))
	for i := range c.codes {
		h := c.holders(i)
		if len(h) > 0 && !(o.MayMove && len(h) == 1) {
			continue // it stays as it is
		}
		if len(h) == 1 {
			out[i] = append(out[i], id(h[0]))
		}
		for _, k := range ranked(i) {
			if !slices.Contains(out[i], k) {
				out[i] = append(out[i], k)
			}
		}
		if o.AllowCreate {
			out[i] = append(out[i], oracleCreate+c.region[i])
		}
		if len(h) == 0 {
			out[i] = append(out[i], oracleLeft)
		}
	}
	return out
}

// judge returns the objective of an outcome in full, and whether it is allowed.
func (c *country) judge(o Options, plan outcome) (value, bool) {
	loads := map[string]int64{}
	gained := map[string]bool{}
	var v value
	for i := range c.codes {
		h := c.holders(i)
		if plan[i] == "" { // not free: all who hold it keep it
			for _, k := range h {
				loads[id(k)] += c.hoods[i]
			}
			continue
		}
		if plan[i] == oracleLeft {
			v[leftHoods] += c.hoods[i]
			v[leftUnits]++
			continue
		}
		loads[plan[i]] += c.hoods[i]
		if len(h) == 0 || plan[i] != id(h[0]) {
			v[changed]++
			gained[plan[i]] = true
		}
	}
	for k, load := range loads {
		if gained[k] && o.MaxLoad > 0 && load > o.MaxLoad {
			return v, false
		}
		if gained[k] && strings.HasPrefix(k, oracleCreate) {
			v[created]++
		}
		if o.Aim == Even {
			v[largest] = max(v[largest], load)
			v[squares] += load * load
		}
	}
	return v, true
}

// exhaust returns the first of the best outcomes.
func (c *country) exhaust(o Options, options [][]string) (value, outcome) {
	var best value
	var kept outcome
	plan := make(outcome, len(c.codes))
	var choose func(i int)
	choose = func(i int) {
		if i == len(plan) {
			if v, ok := c.judge(o, plan); ok && (kept == nil || v.less(best)) {
				best, kept = v, slices.Clone(plan)
			}
			return
		}
		if options[i] == nil {
			choose(i + 1)
			return
		}
		for _, k := range options[i] {
			plan[i] = k
			choose(i + 1)
		}
		plan[i] = ""
	}
	choose(0)
	return best, kept
}

// exhaustAligned returns the first of the best ways to give each region one
// centre, in order of code.
func (c *country) exhaustAligned(o Options) (value, map[string]string) {
	var codes []string
	for _, r := range c.region {
		if !slices.Contains(codes, r) {
			codes = append(codes, r)
		}
	}
	slices.Sort(codes)
	var best value
	var kept map[string]string
	keeps := map[string]string{}
	used := make([]bool, len(c.held))
	var choose func(at int)
	choose = func(at int) {
		if at == len(codes) {
			if v := c.judgeAligned(keeps); kept == nil || v.less(best) {
				best, kept = v, map[string]string{}
				for r, k := range keeps {
					kept[r] = k
				}
			}
			return
		}
		r := codes[at]
		held, total := c.ofRegion(r)
		fits := o.MaxLoad == 0 || total <= o.MaxLoad
		for _, k := range held {
			if used[k] || !fits {
				continue
			}
			used[k], keeps[r] = true, id(k)
			choose(at + 1)
			used[k] = false
		}
		if o.AllowCreate && fits {
			keeps[r] = oracleCreate + r
			choose(at + 1)
		}
		keeps[r] = oracleLeft
		choose(at + 1)
	}
	choose(0)
	return best, kept
}

// ofRegion returns the centres in a region, by the neighbourhoods of it they
// hold, and its neighbourhoods.
func (c *country) ofRegion(r string) (held []int, total int64) {
	hoods := make([]int64, len(c.held))
	for i := range c.codes {
		if c.region[i] != r {
			continue
		}
		total += c.hoods[i]
		for _, k := range c.holders(i) {
			hoods[k] += c.hoods[i]
			if !slices.Contains(held, k) {
				held = append(held, k)
			}
		}
	}
	slices.Sort(held)
	slices.SortStableFunc(held, func(a, b int) int { return int(hoods[b] - hoods[a]) })
	return held, total
}

func (c *country) judgeAligned(keeps map[string]string) value {
	var v value
	for i := range c.codes {
		k, h := keeps[c.region[i]], c.holders(i)
		switch {
		case k == oracleLeft:
			v[leftHoods] += c.hoods[i]
			v[leftUnits]++
			if len(h) > 0 {
				v[changed]++
			}
		case len(h) != 1 || id(h[0]) != k:
			v[changed]++
		}
	}
	for _, k := range keeps {
		if strings.HasPrefix(k, oracleCreate) {
			v[created]++
		}
	}
	return v
}
