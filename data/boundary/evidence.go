package boundary

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"maillage/geo"
)

// evidence is what speaks for one reading of a file: that the rows are units of
// a layer, whose codes one property gives. Counts are of features.
type evidence struct {
	layer    geo.LayerName
	column   string // in lower case
	filled   int    // have a value
	known    int    // have a code that the layer has
	distinct int    // codes among those
	own      int    // of which the layer has as units of its own; the others are collectivities
	damaged  int    // have a code that it has once a lost zero is put back, or that is a number
	// Of the first features, those that have both a code of known name and texts
	// to compare it with, and those of them where one is that name.
	comparable, named int
	// Of the first features, those with ground and a code of known home, and
	// those of them whose ground lies there.
	located, placed int
	whole           bool // the codes are all those of the metropole, or more
	codes           map[string]bool
}

// most reports whether a part is at least half of a whole that is something.
func most(part, whole int) bool { return part > 0 && 2*part >= whole }

// hardly reports whether a part is less than a quarter of a whole.
func hardly(part, whole int) bool { return 4*part < whole }

// stands reports whether a reading is one at all: most rows have a code, most of
// these exist, and they tell the rows apart.
func (e *evidence) stands(features int) bool {
	return most(e.filled, features) && most(e.known, e.filled) && most(e.distinct, e.known)
}

// spoiled reports whether a reading would stand if its codes were whole.
func (e *evidence) spoiled(features int) bool {
	return e.damaged > 0 && most(e.filled, features) && most(e.known+e.damaged, e.filled) && most(len(e.codes), e.known+e.damaged)
}

// namesAgree reports whether the rows bear the names of the units.
func (e *evidence) namesAgree() bool { return most(e.named, e.comparable) }

func (e *evidence) String() string {
	return fmt.Sprintf("%s by %q (%d of %d codes known)", e.layer, clip(e.column), e.known, e.filled)
}

// longestCode is the length of the longest code of a unit.
const longestCode = 9

// layersOfLength are the layers whose codes have so many characters; none have
// one more than the longest.
var layersOfLength = [longestCode + 2][]geo.LayerName{
	2: {geo.DepartmentLayer, geo.RegionLayer, geo.Region2015Layer},
	3: {geo.DepartmentLayer, geo.CollectivityLayer, geo.RegionLayer, geo.Region2015Layer},
	5: {geo.CommuneLayer},
	8: {geo.NeighbourhoodLayer},
	9: {geo.EPCILayer},
}

// weigher gathers evidence, reading by reading.
type weigher struct {
	known *Known
	found map[string]map[geo.LayerName]*evidence // by column
}

// weigh gathers what speaks for every reading of some features, in a fixed
// order, and counts the values under each name.
func weigh(features []rawFeature, opts Options) (list []*evidence, filled map[string]int) {
	w := weigher{known: opts.Known, found: map[string]map[geo.LayerName]*evidence{}}
	filled = map[string]int{}
	for i := range features {
		f := &features[i]
		for j := range f.props {
			p := &f.props[j]
			filled[p.column]++
			w.property(f, p)
		}
	}
	for column, readings := range w.found {
		for _, e := range readings {
			e.filled, e.distinct = filled[column], len(e.codes)
			e.whole = isWhole(e)
			for code := range e.codes {
				if e.layer == geo.CollectivityLayer || !isGuest(w.known, e.layer, code) {
					e.own++
				}
			}
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b *evidence) int {
		return cmp.Or(rankOf(a.layer)-rankOf(b.layer), columnRank(a)-columnRank(b), strings.Compare(a.column, b.column))
	})
	for i := range features[:min(len(features), sampled)] {
		w.compare(&features[i], list)
	}
	return list, filled
}

// property notes for which layers the value of a property may be a code.
func (w *weigher) property(f *rawFeature, p *property) {
	code := strings.ToUpper(p.text)
	for _, layer := range layersOfLength[min(len(code), longestCode+1)] {
		if p.numeric && !mayCode(p.column, layer) || !has(w.known, layer, code) {
			continue
		}
		e := w.reading(p.column, layer)
		if e.codes[code] = true; p.numeric {
			e.damaged++
		} else {
			e.known++
		}
	}
	code, layers := restored(code)
	for _, layer := range layers {
		if mayCode(p.column, layer) && has(w.known, layer, code) {
			e := w.reading(p.column, layer)
			e.codes[code] = true
			e.damaged++
		}
	}
}

// restored undoes what making a code a number did to it: its first zero may be
// lost, and decimals added. layers are those that may have the code; none where
// the text is no such number.
func restored(text string) (code string, layers []geo.LayerName) {
	code, decimal := strings.CutSuffix(text, ".0")
	if len(code) > longestCode || strings.ContainsFunc(code, func(r rune) bool { return r < '0' || r > '9' }) {
		return "", nil
	}
	switch {
	case len(code) == 1, len(code) == 4:
		code = "0" + code
	case !decimal:
		return "", nil
	}
	return code, layersOfLength[len(code)]
}

// has reports whether a layer has a code; where nothing is known, whether it may
// have. Communes of collectivities that are not served are communes all the same.
func has(known *Known, layer geo.LayerName, code string) bool {
	if isGuest(known, layer, code) {
		return true
	}
	if list := members[layer]; list != nil && known == nil {
		return slices.Contains(list, code)
	}
	return shapes[layer].MatchString(code) && (known.Has(layer, code) || layer == geo.CommuneLayer && isUnserved(code))
}

// isGuest reports whether a code is that of an overseas collectivity, served or
// not, that a layer may hold beside units of its own: "departments with overseas"
// and "regions with overseas" do.
func isGuest(known *Known, layer geo.LayerName, code string) bool {
	switch layer {
	case geo.CollectivityLayer, geo.DepartmentLayer, geo.RegionLayer, geo.Region2015Layer:
		return collectivityShape.MatchString(code) && (geo.Unserved(code) != "" || known != nil && known.Has(geo.CollectivityLayer, code))
	}
	return false
}

// shapes are what the codes of each layer look like.
var shapes = func() map[geo.LayerName]*regexp.Regexp {
	all := map[geo.LayerName]*regexp.Regexp{}
	for layer := range levelOf {
		s, _ := schemaOf(layer)
		all[layer] = s.shape
	}
	s, _ := schemaOf(geo.NeighbourhoodLayer)
	all[geo.NeighbourhoodLayer] = s.shape
	return all
}()

func (w *weigher) reading(column string, layer geo.LayerName) *evidence {
	if w.found[column] == nil {
		w.found[column] = map[geo.LayerName]*evidence{}
	}
	e := w.found[column][layer]
	if e == nil {
		e = &evidence{layer: layer, column: column, codes: map[string]bool{}}
		w.found[column][layer] = e
	}
	return e
}

// compare holds one feature against the names and places of what each reading
// takes it for.
func (w *weigher) compare(f *rawFeature, list []*evidence) {
	if w.known == nil {
		return
	}
	var texts []string
	for i := range f.props {
		if p := &f.props[i]; !p.numeric && len(p.text) <= maxName {
			if text := folded(p.text); strings.ContainsFunc(text, func(r rune) bool { return r >= 'a' }) {
				texts = append(texts, text)
			}
		}
	}
	for _, e := range list {
		p := f.get(e.column)
		if p == nil || !e.codes[strings.ToUpper(p.text)] {
			continue
		}
		code := strings.ToUpper(p.text)
		if e.layer != geo.CollectivityLayer && isGuest(w.known, e.layer, code) {
			continue // it lies where it does in every layer
		}
		if name := w.known.name(e.layer, code); name != "" && len(texts) > 0 {
			e.comparable++
			if slices.Contains(texts, folded(name)) {
				e.named++
			}
		}
		if box, ok := w.known.home(e.layer, code); ok && f.ground != nil {
			e.located++
			if box.Pad(nearHome).Contains(f.bound.Center()) {
				e.placed++
			}
		}
	}
}

// isWhole reports whether the codes of a reading are those of the metropole, or
// more: of layers that have few.
func isWhole(e *evidence) bool {
	if members[e.layer] == nil || e.layer == geo.CollectivityLayer {
		return false
	}
	for _, code := range metropolitan(e.layer) {
		if !e.codes[code] {
			return false
		}
	}
	return true
}

// rankOf is the place of a layer among all, the finest first.
func rankOf(layer geo.LayerName) int {
	return slices.Index([]geo.LayerName{
		geo.NeighbourhoodLayer, geo.CommuneLayer, geo.EPCILayer, geo.DepartmentLayer, geo.CollectivityLayer, geo.RegionLayer, geo.Region2015Layer,
	}, layer)
}

// columnRank is the place of a column among those that may code a layer: its own
// names first, then names of any code, then others.
func columnRank(e *evidence) int {
	s, _ := schemaOf(e.layer)
	names := append(slices.Clone(s.codes), generic...)
	if i := slices.Index(names, e.column); i >= 0 {
		return i
	}
	return len(names)
}
