package boundary

import (
	"fmt"
	"slices"
	"strings"

	"maillage/geo"
)

// reading is how the properties of a file are to be read.
type reading struct {
	schema
	code  string   // property that gives the code, in lower case
	names []string // those that may give the name, best first
	field string   // the first, as it is told
	known *Known
}

// recognise decides which layer files hold and which property gives its codes,
// by what the rows are: how many codes of each layer stand under each property,
// whether the rows bear the names of those units and lie where they do. With a
// layer asked for, only the property is sought, and what contradicts the layer
// is told.
func recognise(c *content, opts Options) (reading, *fault) {
	t := &table{columns: c.columns, code: strings.ToLower(opts.Fields.Code)}
	for i := range c.features {
		if !c.features[i].lost {
			t.features++
		}
	}
	t.readings, t.filled = weigh(c.features, opts)
	if t.code != "" && opts.Layer != geo.PerimeterLayer {
		if t.filled[t.code] == 0 {
			return reading{}, faultf(RuleNoCode, "no feature has the property %q, which is to give the code", clip(opts.Fields.Code))
		}
		t.readings = slices.DeleteFunc(t.readings, func(e *evidence) bool { return e.column != t.code })
	}
	if opts.Country != "" {
		if layer, ok := recogniseGISCO(t.filled, opts.Layer); ok {
			return t.readAs(layer, "", opts)
		}
	}
	if opts.Layer == "" && noGround(c.parts) {
		if f := t.assignments(); f != nil {
			return reading{}, f
		}
	}
	switch {
	case opts.Layer == geo.PerimeterLayer, opts.Layer == "" && t.holdsPerimeters(c.features):
		return reading{schema: schema{layer: geo.PerimeterLayer}}, nil
	case opts.Layer != "":
		return t.asked(opts)
	}
	switch list := t.decide(); {
	case len(list) > 1:
		return reading{}, ambiguous(list)
	case len(list) == 1:
		return t.readAs(list[0].layer, list[0].column, opts)
	}
	for _, e := range []*evidence{t.spoiled(""), t.repeated()} {
		if e != nil { // each row is then told what is wrong with its code
			return t.readAs(e.layer, e.column, opts)
		}
	}
	return reading{}, t.unknown()
}

// holdsPerimeters reports whether rows are perimeters: they name a centre, and
// say more that only perimeters do or are nothing else.
func (t *table) holdsPerimeters(features []rawFeature) bool {
	if !slices.ContainsFunc(features, func(f rawFeature) bool { return f.attributes != nil }) {
		return false
	}
	return t.saysPerimeters() || len(t.decide()) == 0
}

// saysPerimeters reports whether a column is one that perimeters alone have.
func (t *table) saysPerimeters() bool {
	for _, c := range t.columns {
		if slices.Contains([]string{"confidence", "departments", "scope", "attested", "agreed_with"}, c.lower) {
			return true
		}
	}
	return false
}

// spoiled returns the reading, of a layer or of any, that would stand if its
// codes had not been made numbers; nil where there is none.
func (t *table) spoiled(layer geo.LayerName) *evidence {
	for _, e := range t.readings {
		if (layer == "" || e.layer == layer) && e.spoiled(t.features) && !ofSeat(e.column) && !ofParent(e.column) {
			return e
		}
	}
	return nil
}

// repeated returns the reading by a property that means the row itself, of which
// most codes stand on several rows; nil where there is none.
func (t *table) repeated() *evidence {
	for _, e := range t.readings {
		if slices.Contains(generic, e.column) && most(e.filled, t.features) && most(e.known, e.filled) {
			return e
		}
	}
	return nil
}

// asked reads a file as the layer it is said to hold, unless its rows are
// something else.
func (t *table) asked(opts Options) (reading, *fault) {
	layer := opts.Layer
	if _, ok := schemaOf(layer); !ok {
		return reading{}, faultf(RuleUnknownLayer, "there is no layer %q", layer)
	}
	best := t.decide()
	for _, e := range best {
		if e.layer == layer {
			return t.readAs(layer, e.column, opts)
		}
	}
	if e := t.spoiled(layer); e != nil && len(best) == 0 {
		return t.readAs(layer, e.column, opts)
	}
	if len(best) > 0 {
		f := faultf(RuleWrongLayer, "its rows are not %s but %s", layer, describe(best))
		f.fix = "name the layer the file holds, " + flagsOf(best) + ", or give the right file"
		return reading{}, f
	}
	return t.readAs(layer, "", opts)
}

// readAs finds the properties of a layer: the one that codes it, "" for that of
// its names which is filled most often.
func (t *table) readAs(layer geo.LayerName, code string, opts Options) (reading, *fault) {
	s, ok := schemaOf(layer)
	if opts.Country != "" {
		s, ok = giscoSchema(layer)
	}
	if !ok {
		return reading{}, faultf(RuleUnknownLayer, "there is no layer %q", layer)
	}
	r := reading{schema: s, code: code, known: opts.Known}
	switch {
	case t.code != "":
		r.code = t.code
	case code == "" || opts.Country != "":
		r.code = best(append(slices.Clone(s.codes), generic...), t.filled)
	}
	if r.code == "" {
		return reading{}, faultf(RuleNoCode, "no feature has a property that codes %s; it has %s", layer, t.samples())
	}
	if r.field = r.code; t.code != "" {
		r.field = opts.Fields.Code
	}
	if opts.Fields.Name != "" {
		r.names = []string{strings.ToLower(opts.Fields.Name)}
	}
	r.names = append(append(r.names, s.names...), genericNames...)
	return r, nil
}

// best returns the property filled most often, the first of them in a draw, ""
// when none is filled.
func best(names []string, filled map[string]int) string {
	found, most := "", 0
	for _, n := range names {
		if filled[n] > most {
			found, most = n, filled[n]
		}
	}
	return found
}

// ambiguous refuses a file that may be read in several ways, and says how to
// settle it.
func ambiguous(list []*evidence) *fault {
	f := faultf(RuleAmbiguousLayer, "it may hold %s", describe(list))
	f.fix = "say which, " + flagsOf(list)
	return f
}

// unknown refuses a file that holds no layer, and lists what it has.
func (t *table) unknown() *fault {
	if _, ok := recogniseGISCO(t.filled, ""); ok {
		return faultf(RuleUnknownLayer, "it holds units of GISCO, which only a data set of their country takes (import --country)")
	}
	why := "no property codes its rows as units of a layer"
	var near *evidence
	for _, e := range t.readings {
		if near == nil || e.known > near.known {
			near = e
		}
	}
	if near != nil && near.known > 0 {
		why += "; the nearest is " + near.String()
		if near.distinct < near.known {
			why += fmt.Sprintf(", %d of them different", near.distinct)
		}
	}
	for _, kinds := range [][]string{finerKinds, coarserKinds} {
		if name, ok := t.ofOtherKind(kinds); ok {
			why += fmt.Sprintf("; %q says that they are something else", clip(name))
			break
		}
	}
	f := faultf(RuleUnknownLayer, "%s. It has %s", why, t.samples())
	if near != nil {
		f.fix = fmt.Sprintf("if it holds %[1]s, give their codes, or say which property has them, as `%[1]s=FILE --field %[1]s.code=PROPERTY`", near.layer)
	}
	return f
}

// maxSamples bounds the properties that are listed with a value.
const maxSamples = 40

// samples lists the properties of a file, each with a value.
func (t *table) samples() string {
	list := listColumns(t.columns)
	if len(list) == 0 {
		return "no property"
	}
	var b strings.Builder
	for i, c := range list[:min(len(list), maxSamples)] {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(clip(c.name))
		if c.sample == "" {
			b.WriteString(" (empty)")
		} else {
			fmt.Fprintf(&b, " (as %s)", c.sample)
		}
	}
	if more := len(list) - maxSamples; more > 0 {
		fmt.Fprintf(&b, " and %d more", more)
	}
	return b.String()
}

func describe(list []*evidence) string {
	texts := make([]string, len(list))
	for i, e := range list {
		texts[i] = e.String()
	}
	return strings.Join(texts, " or ")
}

// flagsOf writes the flags that settle how a file is read.
func flagsOf(list []*evidence) string {
	texts := make([]string, len(list))
	for i, e := range list {
		texts[i] = fmt.Sprintf("as `%s=FILE --field %s.code=%s`", e.layer, e.layer, clip(e.column))
	}
	return strings.Join(texts, " or ")
}
