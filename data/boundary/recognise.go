package boundary

import (
	"slices"
	"strings"

	"maillage/geo"
)

// reading is how the properties of a file are to be read.
type reading struct {
	schema
	code  int   // rank of the property that gives the code
	names []int // ranks of those that may give the name, best first
	field string
}

// recognise decides which layer a file holds and which property gives its
// codes. With a layer asked for, only the property is sought.
func recognise(features []rawFeature, opts Options) (reading, *fault) {
	asked, fields, filled := opts.Layer, opts.Fields, countFilled(features)
	if opts.Country != "" {
		if layer, ok := recogniseGISCO(filled, asked); ok {
			return readAs(layer, filled, opts)
		}
	}
	if asked == "" && fields.Code != "" {
		if filled[statedCode] == 0 {
			return reading{}, faultf(RuleNoCode, "no feature has the property %q, which is to give the code", clip(fields.Code))
		}
		layer, f := byShape(codesOf(features, statedCode))
		if f != nil {
			return reading{}, f
		}
		asked = layer
	}
	if asked != "" {
		r, f := readAs(asked, filled, opts)
		if f == nil && r.layer != geo.PerimeterLayer {
			f = contradicts(asked, codesOf(features, r.code))
		}
		return r, f
	}
	if anyPerimeter(features) && !anyCode(filled) {
		return reading{schema: schema{layer: geo.PerimeterLayer}}, nil
	}
	for _, s := range schemas {
		if best(s.codes, filled) < 0 {
			continue
		}
		layer := s.layer
		if members[layer] != nil {
			var f *fault
			codes := codesOf(features, best(s.codes, filled))
			if layer, f = bySet(codes, siblings(layer)); f != nil {
				return reading{}, f
			}
		}
		return readAs(layer, filled, opts)
	}
	key := best(generic, filled)
	if key < 0 {
		if _, ok := recogniseGISCO(filled, ""); ok {
			return reading{}, faultf(RuleUnknownLayer, "it holds units of GISCO, which only a data set of their country takes (import --country)")
		}
		return reading{}, faultf(RuleUnknownLayer, "no property gives a code under a known name")
	}
	layer, f := byShape(codesOf(features, key))
	if f != nil {
		return reading{}, f
	}
	return readAs(layer, filled, opts)
}

// contradicts reports a file whose codes are not those of the layer it is said
// to hold, but of another: regions and departments share most two-digit codes,
// and a region read as a department would put every figure in the wrong place.
// A file of a part of the layer asked for passes.
func contradicts(asked geo.LayerName, codes []string) *fault {
	among := []geo.LayerName{geo.RegionLayer, geo.Region2015Layer, geo.DepartmentLayer}
	if !slices.Contains(among, asked) {
		return nil
	}
	met := metCodes(codes, among)
	able := containsAll(members[asked], met)
	if able && containsAll(met, metropolitan(asked)) {
		return nil
	}
	for _, other := range among {
		if other == asked || !containsAll(members[other], met) {
			continue
		}
		if !able || containsAll(met, metropolitan(other)) {
			return faultf(RuleWrongLayer, "the %d codes, as %q, are those of %s, not of %s", len(met), first(met), other, asked)
		}
	}
	return nil
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// siblings are the layers whose files name their codes alike.
func siblings(layer geo.LayerName) []geo.LayerName {
	if layer == geo.RegionLayer {
		return []geo.LayerName{geo.RegionLayer, geo.Region2015Layer}
	}
	return []geo.LayerName{geo.DepartmentLayer, geo.CollectivityLayer}
}

// readAs finds the properties of a layer.
func readAs(layer geo.LayerName, filled []int, opts Options) (reading, *fault) {
	fields := opts.Fields
	if layer == geo.PerimeterLayer {
		return reading{schema: schema{layer: layer}}, nil
	}
	s, ok := schemaOf(layer)
	if opts.Country != "" {
		s, ok = giscoSchema(layer)
	}
	if !ok {
		return reading{}, faultf(RuleUnknownLayer, "there is no layer %q", layer)
	}
	r := reading{schema: s, code: best(append(slices.Clone(s.codes), generic...), filled)}
	if fields.Code != "" {
		r.code = statedCode
		if filled[statedCode] == 0 {
			return reading{}, faultf(RuleNoCode, "no feature has the property %q, which is to give the code", clip(fields.Code))
		}
	}
	if r.code < 0 {
		return reading{}, faultf(RuleNoCode, "no feature has a property that codes %s: want one of %s, %s",
			layer, strings.Join(s.codes, ", "), strings.Join(generic, ", "))
	}
	if r.field = fields.Code; r.code < len(candidates) {
		r.field = candidates[r.code]
	}
	r.names = []int{statedName}
	for _, n := range append(slices.Clone(s.names), genericNames...) {
		r.names = append(r.names, candidateRank[n])
	}
	return r, nil
}

// countFilled counts, for each candidate, the features that have a value.
func countFilled(features []rawFeature) []int {
	filled := make([]int, len(candidates)+2)
	for i := range features {
		for _, p := range features[i].props {
			filled[p.key]++
		}
	}
	return filled
}

// best returns the rank of the property filled most often, the first of them
// in a draw, -1 when none is filled.
func best(names []string, filled []int) int {
	found, most := -1, 0
	for _, n := range names {
		if rank := candidateRank[n]; filled[rank] > most {
			found, most = rank, filled[rank]
		}
	}
	return found
}

func anyPerimeter(features []rawFeature) bool {
	return slices.ContainsFunc(features, func(f rawFeature) bool { return f.whole != nil })
}

// anyCode reports whether some property may give the code of a unit.
func anyCode(filled []int) bool {
	for _, s := range schemas {
		if best(s.codes, filled) >= 0 {
			return true
		}
	}
	return best(generic, filled) >= 0
}

func codesOf(features []rawFeature, key int) []string {
	var codes []string
	for i := range features {
		if p := features[i].get(key); p != nil {
			codes = append(codes, strings.ToUpper(p.text))
		}
	}
	return codes
}

func (f *rawFeature) get(key int) *property {
	for i := range f.props {
		if f.props[i].key == key {
			return &f.props[i]
		}
	}
	return nil
}

// byShape tells the layer from what most codes look like.
func byShape(codes []string) (geo.LayerName, *fault) {
	count := map[geo.LayerName]int{}
	for _, code := range codes {
		for _, s := range schemas[:3] {
			if s.shape.MatchString(code) {
				count[s.layer]++
			}
		}
		if len(code) <= 3 && departmentShape.MatchString(code) {
			count[geo.DepartmentLayer]++
		}
	}
	for layer, n := range count {
		if 2*n <= len(codes) {
			continue
		}
		if layer != geo.DepartmentLayer {
			return layer, nil
		}
		return bySet(codes, []geo.LayerName{geo.RegionLayer, geo.Region2015Layer, geo.DepartmentLayer, geo.CollectivityLayer})
	}
	return "", faultf(RuleUnknownLayer, "codes as %q are those of no layer", clip(codes[0]))
}

// bySet tells the layer from the codes themselves: the only one that has them
// all, or failing that the only one that they make up whole. Regions and
// departments share most two-digit codes, and files of either often carry
// collectivities too. A code that none of the layers has tells nothing.
func bySet(codes []string, among []geo.LayerName) (geo.LayerName, *fault) {
	met := metCodes(codes, among)
	if len(met) == 0 {
		return onlyCollectivities(codes, among)
	}
	var able, whole []geo.LayerName
	for _, layer := range among {
		if !containsAll(members[layer], met) {
			continue
		}
		able = append(able, layer)
		if containsAll(met, metropolitan(layer)) {
			whole = append(whole, layer)
		}
	}
	switch {
	case len(able) == 1:
		return able[0], nil
	case len(whole) == 1:
		return whole[0], nil
	case len(able) == 0:
		return "", faultf(RuleAmbiguousLayer, "the codes, as %q, are not all those of one layer (%s)", met[0], join(among))
	}
	return "", faultf(RuleAmbiguousLayer, "the %d codes, as %q, may be those of %s", len(met), met[0], join(able))
}

// metCodes returns the distinct codes that some of the layers have, in order;
// those of collectivities aside.
func metCodes(codes []string, among []geo.LayerName) []string {
	distinct := map[string]bool{}
	for _, code := range codes {
		if len(code) <= 3 {
			distinct[code] = true
		}
	}
	var met []string
	for code := range distinct {
		for _, layer := range among {
			if layer != geo.CollectivityLayer && slices.Contains(members[layer], code) {
				met = append(met, code)
				break
			}
		}
	}
	slices.Sort(met)
	return met
}

func onlyCollectivities(codes []string, among []geo.LayerName) (geo.LayerName, *fault) {
	if slices.Contains(among, geo.CollectivityLayer) && slices.ContainsFunc(codes, collectivityShape.MatchString) {
		return geo.CollectivityLayer, nil
	}
	return "", faultf(RuleUnknownLayer, "codes as %q are not those of %s", clip(codes[0]), join(among))
}

func containsAll(set, codes []string) bool {
	for _, code := range codes {
		if !slices.Contains(set, code) {
			return false
		}
	}
	return true
}

// metropolitan returns the members of a layer that no file leaves out.
func metropolitan(layer geo.LayerName) []string {
	var list []string
	for _, code := range members[layer] {
		if len(code) == 2 && (layer == geo.DepartmentLayer || !overseas[code]) {
			list = append(list, code)
		}
	}
	return list
}

func join(layers []geo.LayerName) string {
	var b strings.Builder
	for i, l := range layers {
		if i > 0 {
			b.WriteString(" or ")
		}
		b.WriteString(string(l))
	}
	return b.String()
}
