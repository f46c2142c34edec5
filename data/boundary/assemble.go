package boundary

import (
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// assemble recognises the layer and gives each feature its code.
func assemble(c *content, opts Options, rep *report) (*Result, error) {
	if len(c.features) == 0 {
		return nil, faultf(RuleEmpty, "the collection is empty")
	}
	noticeUnnamed(c, rep)
	read, flt := recognise(c, opts)
	if flt != nil {
		explainLoss(c, rep)
		return nil, flt
	}
	rep.layer = read.layer
	r := &Result{
		SHA256: sumOf(c.sums), Bytes: c.bytes, Vertices: c.vertices, Decimals: c.decimals,
		Features: len(c.features),
	}
	for _, col := range listColumns(c.columns) {
		r.Properties = append(r.Properties, col.name)
	}
	r.describe(c.parts)
	r.Layer = geo.Layer{Name: read.layer, Source: geo.Source{File: rep.file, SHA256: r.SHA256}}
	noticeParts(c, read.layer, rep)
	noticeMended(c, rep)
	if read.layer == geo.PerimeterLayer {
		r.Property = centreKey
		readPerimeters(c, opts, rep, r)
	} else {
		r.Property = read.field
		if f := readUnits(c, read, opts, rep, r); f != nil {
			return nil, f
		}
	}
	rep.countFixed()
	if f := rep.mostly(len(c.features)); f != nil {
		return nil, f
	}
	if r.loaded() == 0 && !(noGround(c.parts) && len(r.Layer.Features) > 0) {
		return nil, faultf(RuleNothingLoaded, "none of its %d features can be used", len(c.features))
	}
	r.Layer.Source.Counts = map[string]int{"features": r.loaded()}
	r.Bound = boundOf(c.features)
	return r, nil
}

// noGround reports whether no file has a place for geometry: codes alone are
// then all that is asked for.
func noGround(parts []part) bool {
	return !slices.ContainsFunc(parts, func(p part) bool { return !p.noGeometry })
}

// explainLoss reports what is wrong with features that have no layer: often
// the reason why the layer was not recognised.
func explainLoss(c *content, rep *report) {
	const most = 20
	for i := range c.features {
		if c.features[i].lost && len(rep.problems) < most {
			rep.add(c.features[i].faults[0], i, "", true)
		}
	}
}

// loaded counts the features or perimeters that are of use: an area layer with
// no geometry at all is of none.
func (r *Result) loaded() int {
	if r.Layer.Name == geo.PerimeterLayer {
		return len(r.Perimeters)
	}
	for i := range r.Layer.Features {
		if r.Layer.Features[i].Geometry != nil {
			return len(r.Layer.Features)
		}
	}
	return 0
}

// boundOf returns the box of all the ground of a file; zero when it has none.
func boundOf(features []rawFeature) orb.Bound {
	var all orb.Bound
	first := true
	for i := range features {
		switch f := &features[i]; {
		case f.ground == nil:
		case first:
			all, first = f.bound, false
		default:
			all = all.Union(f.bound)
		}
	}
	return all
}

// readUnits gives the features of an area layer their code and name. It
// refuses the file on a code that is a number.
func readUnits(c *content, read reading, opts Options, rep *report, r *Result) *fault {
	r.Layer.Features = make([]geo.Feature, 0, len(c.features))
	others := 0
	spread := spread{layer: read.layer, known: opts.Known, abroad: opts.Country != ""}
	j := judgement{features: c.features, read: read, opts: opts, place: rep.placeOf}
	for i, v := range j.judge() {
		f := &c.features[i]
		if v.fault != nil && v.fault.rule == RuleNumericCode {
			v.fault.detail = rep.placeOf(i) + ": " + v.fault.detail
			return v.fault
		}
		if v.fault != nil {
			rep.add(v.fault, i, v.given, true)
		}
		if v.other {
			others++
		}
		if v.out {
			continue
		}
		spread.count(f, i, v.code, rep)
		reportGround(f, i, v.given, rep)
		if opts.Country != "" && read.layer == geo.CommuneLayer {
			r.count(f, v.code)
		}
		name := v.name
		if name == "" {
			name = read.nameOf(f)
		}
		r.Layer.Features = append(r.Layer.Features, geo.Feature{Code: v.code, Name: name, Geometry: f.ground})
	}
	if others > 0 {
		rep.problems = append(rep.problems, faultf(RuleOtherCountry, "%d features are of other countries than %s, and left out", others, opts.Country).problem(rep.file, -1, ""))
	}
	return spread.fault(r.CRS, rep)
}

// count takes the inhabitants of a local unit down.
func (r *Result) count(f *rawFeature, code string) {
	n, key, ok := f.populationOf()
	if !ok {
		return
	}
	if r.Populations == nil {
		r.Populations, r.PopulationOf = map[string]int64{}, key
	}
	r.Populations[code] = n
	r.PopulationOf = max(r.PopulationOf, key)
}

// codeOf returns the code of a feature, or what is wrong with it.
func (r *reading) codeOf(f *rawFeature) (string, *fault) {
	p := f.get(r.code)
	if p == nil {
		return "", faultf(RuleNoCode, "property %q is missing or empty", r.field)
	}
	if p.numeric {
		return p.text, faultf(RuleNumericCode, "property %q is the number %s, not a text: as a number, a code loses the zero it may start with", r.field, clip(p.text))
	}
	code := strings.ToUpper(p.text)
	if !r.shape.MatchString(code) {
		if whole, layers := restored(code); slices.Contains(layers, r.layer) && has(r.known, r.layer, whole) {
			return clip(code), faultf(RuleNumericCode, "property %q is %q, which is the code %s made a number: a number loses the zero it may start with", r.field, clip(code), whole)
		}
		return clip(code), faultf(RuleBadCode, "%q is not a code of %s: want %s", clip(code), r.layer, r.want)
	}
	return code, nil
}

// nameOf returns the name of a feature, "" where it has none.
func (r *reading) nameOf(f *rawFeature) string {
	for _, key := range r.names {
		if p := f.get(key); p != nil && !p.numeric {
			return p.text
		}
	}
	return ""
}
