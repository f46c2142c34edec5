package boundary

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// report gathers the problems of files.
type report struct {
	file     string        // all of them, for problems of no feature
	parts    []part        // once read
	features []rawFeature  // as well
	layer    geo.LayerName // once recognised
	problems []Problem
	fixed    map[string]int // features told of, by rule
}

// add reports a fault of a feature; dropped says whether it costs anything.
func (r *report) add(f *fault, feature int, code string, dropped bool) {
	p := r.problem(f, feature, code)
	p.Dropped = dropped
	r.problems = append(r.problems, p)
}

// maxFixed bounds the repairs of one rule that are told feature by feature.
const maxFixed = 100

// addFixed reports what was mended in a feature.
func (r *report) addFixed(fixed []*fault, feature int, code string) {
	for _, f := range fixed {
		if r.fixed == nil {
			r.fixed = map[string]int{}
		}
		if r.fixed[f.rule]++; r.fixed[f.rule] > maxFixed {
			continue
		}
		p := r.problem(f, feature, code)
		p.Fixed = true
		r.problems = append(r.problems, p)
	}
}

// countFixed tells of the repairs that were not told one by one.
func (r *report) countFixed() {
	for _, rule := range []string{RuleRingClosed, RuleRingReversed, RuleHoleReassigned, RuleRingSplit} {
		if more := r.fixed[rule] - maxFixed; more > 0 {
			p := faultf(rule, "%d more, not listed", more).problem(r.file, -1, "")
			p.Fixed = true
			r.problems = append(r.problems, p)
		}
	}
}

// problem completes a fault of a feature: which file it is of, and where there.
func (r *report) problem(f *fault, feature int, code string) Problem {
	of := part{file: r.file}
	for i := range r.parts {
		if feature < r.parts[i].first {
			break
		}
		of = r.parts[i]
	}
	p := f.problem(of.file, feature-of.first, code)
	if feature >= 0 && feature < len(r.features) {
		p.Where = of.where(&r.features[feature], feature-of.first)
	}
	return p
}

// placeOf says where a person finds a feature.
func (r *report) placeOf(feature int) string {
	p := r.problem(&fault{}, feature, "")
	return p.place()
}

// refuse reports a fault of the file.
func (r *report) refuse(f *fault) Problem {
	file := r.file
	if f.file != "" {
		file = f.file
	}
	p := f.problem(file, -1, "")
	p.Fatal = true
	r.problems = append(r.problems, p)
	return p
}

// fileWide are the rules that, broken by most features, say that the file is
// not what it claims rather than that its features are wrong.
var fileWide = []string{
	RuleNoCode, RuleBadCode, RuleUnknownCode, RuleDuplicateCode, RuleWrongGeometryType, RuleWrongType,
	RuleOutOfRange, RuleLambert93, RuleSwappedAxes, RuleCRS,
}

// codeRules are those of fileWide by which a feature has no code to stand under:
// what they cost together counts as one.
var codeRules = []string{RuleNoCode, RuleBadCode, RuleUnknownCode, RuleDuplicateCode}

// mostly returns the fault of the file when more than half of its features
// fall to the same file-wide rule, or to those of codes together, and leaves the
// first one as an example.
func (r *report) mostly(features int) *fault {
	cost := map[string]int{}
	for _, p := range r.problems {
		if p.Dropped {
			cost[p.Rule]++
		}
	}
	if r.layer == geo.PerimeterLayer {
		delete(cost, RuleUnknownCode) // one of them may name many units
	}
	codeless, worst := 0, ""
	for _, rule := range codeRules {
		codeless += cost[rule]
		if cost[rule] > cost[worst] {
			worst = rule
		}
	}
	for _, rule := range fileWide {
		if 2*cost[rule] > features {
			return r.wide(rule, cost[rule], features)
		}
		if rule == worst && 2*codeless > features {
			return r.wide(rule, codeless, features)
		}
	}
	return nil
}

// wide makes one fault of the file of those that many features have.
func (r *report) wide(rule string, n, features int) *fault {
	same := func(p Problem) bool { return p.Dropped && p.Rule == rule }
	first := r.problems[slices.IndexFunc(r.problems, same)]
	r.problems = slices.DeleteFunc(r.problems, func(p Problem) bool {
		return same(p) && (p.Feature != first.Feature || p.File != first.File)
	})
	f := faultf(rule, "%d of %d features; %s: %s", n, features, first.place(), first.Detail)
	f.at = first.At
	if rule == RuleOutOfRange && f.at != nil {
		f.detail += couldBe(orb.Bound{Min: *f.at, Max: *f.at})
	}
	return f
}

// noticeParts tells what was taken for granted of whole files.
func noticeParts(c *content, layer geo.LayerName, rep *report) {
	for _, p := range c.parts {
		for _, f := range p.notices(layer) {
			rep.problems = append(rep.problems, f.problem(p.file, -1, ""))
		}
	}
	for _, f := range c.passed {
		rep.problems = append(rep.problems, f.problem(f.file, -1, ""))
	}
}

func (p *part) notices(layer geo.LayerName) (list []*fault) {
	if p.assumed {
		list = append(list, faultf(RuleEncodingAssumed, "nothing says how its texts are encoded; they are read as %s, which their bytes are", p.encoding))
	}
	if p.claimed != "" {
		f := faultf(RuleEncodingAssumed, "%s, and all texts that are not ASCII are %s, as which they are read", p.claimed, p.encoding)
		f.fix = "nothing to do if names look right; --encoding " + strings.ToLower(p.encoding) + " says so, and this is told no more"
		list = append(list, f)
	}
	if p.noGeometry && layer != geo.PerimeterLayer {
		list = append(list, faultf(RuleNoGeometry, "it has no geometry: its units are read without ground"))
	}
	return append(list, p.noticeTable()...)
}

// noticeUnnamed tells once of what stands in columns without a name.
func noticeUnnamed(c *content, rep *report) {
	if col := c.columns[unnamedColumn]; col != nil {
		rep.add(faultf(RulePassedOver, "%q stands in a column without a name; what such columns hold is not read", col.sample), col.first, "", false)
	}
	delete(c.columns, unnamedColumn)
}

// noticeMended tells once of what is mended in any number of features and
// changes no ground.
func noticeMended(c *content, rep *report) {
	var tall, repeating, points int
	var firstTall, firstRepeating int
	for i := range c.features {
		f := &c.features[i]
		if f.hasZ {
			if tall++; tall == 1 {
				firstTall = i
			}
		}
		if f.repeated > 0 {
			points += f.repeated
			if repeating++; repeating == 1 {
				firstRepeating = i
			}
		}
	}
	if tall > 0 {
		rep.addFixed([]*fault{faultf(RuleThirdDimension, "%d features have a third coordinate, which is dropped; the first is this one", tall)}, firstTall, "")
	}
	if repeating > 0 {
		rep.addFixed([]*fault{faultf(RuleRepeatedPoints, "%d points of %d features repeat the one before, and are dropped; the first feature is this one", points, repeating)}, firstRepeating, "")
	}
}

// describe says how files were read: all the ways there were.
func (r *Result) describe(parts []part) {
	for _, p := range parts {
		r.Format = with(r.Format, p.format)
		r.Table = with(r.Table, p.table)
		r.CRS = with(r.CRS, p.crs)
		r.Encoding = with(r.Encoding, p.encoding)
	}
}

// with adds an element to a list in words.
func with(list, element string) string {
	switch {
	case list == "" || element == "":
		return list + element
	case slices.Contains(strings.Split(list, ", "), element):
		return list
	}
	return list + ", " + element
}

// sumOf is the checksum of one file, or of several the checksum of theirs.
func sumOf(sums []string) string {
	if len(sums) == 1 {
		return sums[0]
	}
	h := sha256.New()
	for _, s := range sums {
		fmt.Fprintln(h, s)
	}
	return hex.EncodeToString(h.Sum(nil))
}
