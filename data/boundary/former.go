package boundary

import (
	"maillage/geo"
)

// isUnserved reports whether a commune lies in a collectivity that is part of no
// figure, or is one of those that were renumbered.
func isUnserved(commune string) bool {
	return geo.Unserved(geo.DepartmentOf(commune)) != "" || geo.Renumbered(commune) != ""
}

// absent tells why the units of a layer do not include a code; nil where they do,
// or where nothing is known. A file of departments may hold collectivities, and
// one of communes those that were renumbered.
func absent(known *Known, layer geo.LayerName, code string) *fault {
	switch today := geo.Renumbered(code); {
	case known.Has(layer, code):
		return nil
	case layer == geo.DepartmentLayer && known.Has(geo.CollectivityLayer, code):
		return nil
	case layer == geo.CommuneLayer && today != "" && known.Has(layer, today):
		return nil
	case (layer == geo.RegionLayer || layer == geo.Region2015Layer) && known.Has(geo.CollectivityLayer, code):
		return faultf(RuleNotServed, "it is a collectivity and no region: departments or communes draw it; it is left out")
	}
	past, ok := known.succession(layer, code)
	switch {
	case !ok:
		return faultf(RuleUnknownCode, "the catalogue has no such code in %s; the feature is left out", layer)
	case past.Outside != "":
		return faultf(RuleNotServed, "%s; it is left out", past.Detail())
	}
	f := faultf(RuleFormerCode, "%s; it is left out", past.Detail())
	f.fix = "give the boundaries of today"
	return f
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
		today := geo.Renumbered(v.given)
		switch {
		case v.out || today == "":
		case drawn[today]:
			v.leave(faultf(RuleFormerCode, "it is %s today, which the file has; it is left out, so that no ground counts twice", today))
		default:
			v.code, v.name = today, j.opts.Known.name(geo.CommuneLayer, today)
			f.fixed = append(f.fixed, faultf(RuleFormerCode, "it is %s today, and is read as that", today))
		}
	}
}
