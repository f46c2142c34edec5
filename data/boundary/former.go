package boundary

import (
	"maillage/geo"
)

// renumbered are the communes of Guadeloupe that became collectivities of their
// own on 15 July 2007 (organic law 2007-223 of 21 February 2007), with their
// codes since. INSEE lists no commune that took them over.
var renumbered = map[string]string{"97123": "97701", "97127": "97801"}

// unserved are the overseas collectivities without priority neighbourhoods,
// which are part of no figure.
var unserved = map[string]string{
	"975": "Saint-Pierre-et-Miquelon", "977": "Saint-Barthélemy", "984": "the southern and antarctic lands",
	"986": "Wallis-et-Futuna", "988": "New Caledonia", "989": "Clipperton",
}

// isUnserved reports whether a commune lies in a collectivity that is part of no
// figure, or is one of those that were renumbered.
func isUnserved(commune string) bool {
	return unserved[geo.DepartmentOf(commune)] != "" || renumbered[commune] != ""
}

// absent tells why the units of a layer do not include a code; nil where they do,
// or where nothing is known. A file of departments may hold collectivities, and
// one of communes those that were renumbered.
func absent(known *Known, layer geo.LayerName, code string) *fault {
	today := renumbered[code]
	of, told := code, ""
	switch {
	case known.Has(layer, code):
		return nil
	case layer == geo.DepartmentLayer && known.Has(geo.CollectivityLayer, code):
		return nil
	case layer == geo.CommuneLayer && today != "" && known.Has(layer, today):
		return nil
	case layer == geo.CommuneLayer && today != "":
		of, told = geo.DepartmentOf(today), "it is "+today+" since 15 July 2007; "
	case layer == geo.CommuneLayer:
		of = geo.DepartmentOf(code)
	case layer == geo.RegionLayer && known.Has(geo.CollectivityLayer, code):
		return faultf(RuleNotServed, "it is a collectivity and no region: departments or communes draw it; it is left out")
	}
	if name := unserved[of]; name != "" {
		return faultf(RuleNotServed, "%s%s (%s) is part of no figure, as it has no priority neighbourhood; it is left out", told, of, name)
	}
	return faultf(RuleUnknownCode, "the catalogue has no such code in %s; the feature is left out", layer)
}

// renumber reads the ground of a commune that was renumbered under the code of
// today, unless the file has that too.
func (j *judgement) renumber() {
	drawn := map[string]bool{}
	for i := range j.verdicts {
		if v := &j.verdicts[i]; !v.out && j.features[i].ground != nil {
			drawn[v.code] = true
		}
	}
	for i := range j.verdicts {
		v, f := &j.verdicts[i], &j.features[i]
		today := renumbered[v.given]
		switch {
		case v.out || today == "":
		case drawn[today]:
			v.leave(faultf(RuleFormerCode, "it is %s since 15 July 2007, which the file has; it is left out, so that no ground counts twice", today))
		default:
			v.code, v.name = today, j.opts.Known.name(geo.CommuneLayer, today)
			f.fixed = append(f.fixed, faultf(RuleFormerCode, "it is %s since 15 July 2007, and is read as that", today))
		}
	}
}
