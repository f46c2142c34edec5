package boundary

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"maillage/geo"
)

// centreKey is the property that tells a file of perimeters, and says whose
// each one is.
const centreKey = "centre"

// perimeterKeys are the properties of a perimeter, as [foldName] makes them.
var perimeterKeys = []string{
	centreKey, "from", "to", "scope", "confidence", "source", "sources", "sourced", "act", "note",
	"attested", "agreed_with", "departments", "epci", "communes",
}

// readPerimeters turns features into perimeters. One mistake refuses the whole
// perimeter: half of one would pass for the truth.
func readPerimeters(c *content, opts Options, rep *report, r *Result) {
	var names misnamed
	for i := range c.features {
		f := &c.features[i]
		if f.lost {
			rep.add(f.faults[0], i, "", true)
			continue
		}
		p, faults := readPerimeter(f)
		if len(faults) > 0 {
			for _, flt := range faults {
				if !names.met(flt, len(rep.problems)) {
					rep.add(flt, i, p.Centre, true)
				}
			}
			continue
		}
		if unknown := unknownIn(&p, opts.Known); len(unknown) > 0 {
			for _, flt := range unknown {
				rep.add(flt, i, p.Centre, true)
			}
			continue
		}
		rep.addFixed(f.fixed, i, p.Centre)
		reportPlace(f, i, p.Centre, rep)
		r.Perimeters = append(r.Perimeters, p)
	}
	names.count(rep)
}

// unknownIn tells the centre and the units of a perimeter that nothing else
// knows: it could not be compiled.
func unknownIn(p *geo.Perimeter, known *Known) []*fault {
	var faults []*fault
	if !known.Has(geo.PerimeterLayer, p.Centre) {
		faults = append(faults, faultf(RuleUnknownCentre, "no centre has the id %q", p.Centre))
	}
	if known == nil {
		return faults
	}
	for _, u := range p.Units {
		if layer := layerOf(u.Level); known.unit(layer, u.Code) == nil {
			faults = append(faults, noUnit(layer, u.Code, known))
		}
	}
	return faults
}

// noUnit tells why a perimeter cannot name a code: a commune of the past, or part
// of one, is not all of the commune that has its ground today.
func noUnit(layer geo.LayerName, code string, known *Known) *fault {
	if past, ok := known.succession(layer, code); ok {
		f := faultf(RuleFormerCode, "%s", past.Detail())
		if f.fix = past.Fix(); past.Outside != "" {
			f.rule = RuleNotServed
		} else if layer == geo.CommuneLayer && past.Partly() {
			f.fix += ", else draw the part that is"
		}
		return f
	}
	return faultf(RuleUnknownCode, "the catalogue has no %s among %s", code, layer)
}

// readPerimeter reads one perimeter, and everything that is wrong with it.
func readPerimeter(f *rawFeature) (geo.Perimeter, []*fault) {
	p := geo.Perimeter{Scope: geo.Policy, Drawn: f.ground}
	var faults []*fault
	for _, flt := range f.faults {
		if flt.rule != RuleNoGeometry {
			faults = append(faults, flt)
		}
	}
	r := perimeterReader{p: &p, met: map[string]bool{}, names: map[string]string{}}
	if f.attributes != nil {
		if err := f.attributes.each(r.member); err != nil {
			r.faults = append(r.faults, asFault(err))
		}
	}
	r.finish(f.ground != nil || len(faults) > 0)
	return p, append(faults, r.faults...)
}

// writtenBeside are fields that programs add to what they write: the keys of
// GeoPackage, PostGIS and ArcGIS, measures of shapes, and what every placemark has.
var writtenBeside = []string{
	"fid", "ogc_fid", "gid", "objectid", "shape_area", "shape_leng", "shape_length", "name", "description",
	"timestamp", "begin", "end", "altitudemode", "tessellate", "extrude", "visibility", "draworder", "icon",
}

// perimeterReader fills a perimeter from its properties.
type perimeterReader struct {
	p       *geo.Perimeter
	met     map[string]bool   // properties with a value
	names   map[string]string // properties, as they are written
	sourced *bool
	faults  []*fault
}

func (r *perimeterReader) failf(rule, format string, args ...any) {
	r.faults = append(r.faults, faultf(rule, format, args...))
}

// member reads one property, under its name as it is written.
func (r *perimeterReader) member(written string, a attribute) {
	key := foldName(written)
	if !slices.Contains(perimeterKeys, key) {
		switch {
		case slices.Contains(writtenBeside, key):
		case key == unnamedKey:
			r.failf(RuleUnknownProperty, "%s stands in a column without a name, and may be meant: name the column, or empty it", a.found())
		default:
			r.failf(RuleUnknownProperty, "property %q is not one of a perimeter; the nearest is %q", clip(written), nearest(key))
		}
		return
	}
	if other, twice := r.names[key]; twice {
		r.failf(RuleDuplicateKey, "properties %q and %q are the same one, %q", clip(other), clip(written), key)
		return
	}
	r.names[key] = written
	switch {
	case a.isNull():
		return
	case a.isUnread():
		r.failf(RuleBadValue, "property %q is of a type that is not read, as bytes are: write it as text", key)
		return
	}
	r.met[key] = true
	if err := r.set(key, a); err != nil {
		r.failf(RuleBadValue, "property %q: %v", key, err)
	}
}

// nearest returns the property of a perimeter written most like key.
func nearest(key string) string {
	lower := clip(key)
	return slices.MinFunc(perimeterKeys, func(a, b string) int {
		return cmp.Compare(levenshtein.ComputeDistance(lower, a), levenshtein.ComputeDistance(lower, b))
	})
}

// set reads the value of one property.
func (r *perimeterReader) set(key string, a attribute) (err error) {
	switch key {
	case "sources":
		var list []string
		list, err = a.list("|")
		r.p.Sources = append(r.p.Sources, list...)
	case "agreed_with":
		r.p.AgreedWith, err = a.list(codeSeparators)
	case "departments", "epci", "communes":
		err = r.units(key, a)
	case "sourced":
		var yes bool
		if yes, err = a.truth(); err == nil {
			r.sourced = &yes
		}
	default:
		var s string
		if s, err = a.text(); err == nil {
			err = r.setText(key, s)
		}
	}
	return err
}

// codeSeparators may stand between codes and centres of one cell.
const codeSeparators = "|,; \t"

// setText reads the text of one property.
func (r *perimeterReader) setText(key, s string) (err error) {
	p := r.p
	switch key {
	case centreKey:
		if !slug.MatchString(s) {
			return fmt.Errorf("%q is not the identifier of a centre: want lower-case letters, digits and hyphens, as \"labo-cites\"", clip(s))
		}
		p.Centre = s
	case "from":
		p.From, err = dateOf(s)
	case "to":
		p.To, err = dateOf(s)
	case "attested":
		p.Attested, err = dateOf(s)
	case "scope":
		p.Scope, err = scopeOf(s)
	case "confidence":
		p.Confidence, err = geo.ParseConfidence(s)
	case "source":
		if s != "" {
			p.Sources = append([]string{s}, p.Sources...)
		}
	case "act":
		p.Act = s
	case "note":
		p.Note = s
	}
	return err
}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// unitLayers says which property lists the units of a level.
var unitLayers = map[geo.Level]struct {
	key   string
	layer geo.LayerName
}{
	geo.Department: {"departments", geo.DepartmentLayer},
	geo.EPCI:       {"epci", geo.EPCILayer},
	geo.Commune:    {"communes", geo.CommuneLayer},
}

// units reads a list of codes. Departments take the collectivities too.
func (r *perimeterReader) units(key string, a attribute) error {
	codes, err := a.list(codeSeparators)
	if err != nil {
		return err
	}
	for level, u := range unitLayers {
		if u.key != key {
			continue
		}
		s, _ := schemaOf(u.layer)
		for _, code := range codes {
			if s.shape.MatchString("0" + code) {
				return fmt.Errorf("%q is the code 0%s of %s without the zero it starts with, as a spreadsheet leaves a number: write codes as text", clip(code), clip(code), u.layer)
			}
			if abroad, ok := giscoSchema(u.layer); !s.shape.MatchString(code) && !(ok && abroad.shape.MatchString(code)) {
				return fmt.Errorf("%q is not a code of %s: want %s", clip(code), u.layer, s.want)
			}
			ref := geo.UnitRef{Level: level, Code: code}
			if level == geo.Department && collectivityShape.MatchString(code) {
				ref.Level = geo.Collectivity
			}
			r.p.Units = append(r.p.Units, ref)
		}
	}
	return nil
}

// finish checks what only the whole perimeter shows, and sorts its units.
func (r *perimeterReader) finish(drawn bool) {
	p := r.p
	for _, key := range []string{centreKey, "confidence"} {
		if !r.met[key] {
			r.failf(RuleMissingProperty, "a perimeter must say its %q", key)
		}
	}
	if p.From.Known() && p.To.Known() && p.From.First() > p.To.Last() {
		r.failf(RuleBadValue, "it ends (%s) before it starts (%s)", p.To, p.From)
	}
	if len(p.Units) == 0 && !drawn && len(r.faults) == 0 {
		r.failf(RuleNoGround, "it has neither units nor a drawn polygon")
	}
	if r.sourced != nil && *r.sourced && len(p.Sources) == 0 {
		r.failf(RuleBadValue, "\"sourced\" is true and no source is given")
	}
	p.Sourced = len(p.Sources) > 0
	if r.sourced != nil {
		p.Sourced = *r.sourced
	}
	if slices.Contains(p.AgreedWith, p.Centre) && p.Centre != "" {
		r.failf(RuleBadValue, "a centre cannot agree with itself (%s)", p.Centre)
	}
	slices.SortFunc(p.Units, func(a, b geo.UnitRef) int {
		return cmp.Or(cmp.Compare(slices.Index(geo.Levels, a.Level), slices.Index(geo.Levels, b.Level)), strings.Compare(a.Code, b.Code))
	})
	for i := 1; i < len(p.Units); i++ {
		if p.Units[i] == p.Units[i-1] {
			r.failf(RuleBadValue, "%s %s is listed twice", p.Units[i].Level, p.Units[i].Code)
		}
	}
}
