package boundary

import (
	"slices"

	"maillage/geo"
)

// table is the rows of a file as evidence sees them.
type table struct {
	features int // those that can be used
	columns  map[string]*column
	filled   map[string]int // values by name, in lower case
	readings []*evidence
	code     string // the property that the caller says gives the code, in lower case
}

// decide returns the readings of a file that nothing speaks against more than
// against the others: none where it holds no layer, several where they are as
// good.
func (t *table) decide() []*evidence {
	list := slices.DeleteFunc(slices.Clone(t.readings), func(e *evidence) bool { return !t.admits(e) })
	for _, beaten := range []func(e, by *evidence) bool{guests, coarserGrain, otherNames, elsewhere, partial, sameUnits, parent} {
		list = keepUnbeaten(list, beaten)
	}
	return list
}

// keepUnbeaten takes out what another reading beats.
func keepUnbeaten(list []*evidence, beaten func(e, by *evidence) bool) []*evidence {
	var kept []*evidence
	for _, e := range list {
		if !slices.ContainsFunc(list, func(by *evidence) bool { return by != e && beaten(e, by) }) {
			kept = append(kept, e)
		}
	}
	return kept
}

// admits reports whether a reading is one at all.
func (t *table) admits(e *evidence) bool {
	if !e.stands(t.features) {
		return false
	}
	if e.column == t.code {
		return true
	}
	if ofSeat(e.column) || t.ofOtherRows(e.layer) {
		return false
	}
	return e.namesAgree() || !t.doubtful(e)
}

// ofOtherRows reports whether some property says that the rows are something else
// than units of a layer, in which they may lie: IRIS of communes, cantons of
// departments.
func (t *table) ofOtherRows(layer geo.LayerName) bool {
	_, finer := t.ofOtherKind(finerKinds)
	_, coarser := t.ofOtherKind(coarserKinds)
	switch layer {
	case geo.NeighbourhoodLayer:
		return false
	case geo.CommuneLayer:
		return finer
	}
	return finer || coarser
}

// doubtful reports whether a reading needs the names of the units to be taken:
// its property says that it codes something else, or another property is that of
// the row itself and codes no layer.
func (t *table) doubtful(e *evidence) bool {
	if ofParent(e.column) {
		return true
	}
	if e.layer == geo.NeighbourhoodLayer || e.layer == geo.CommuneLayer {
		return false
	}
	says := stated(e.column)
	guest := e.layer == geo.CollectivityLayer && says == geo.RegionLayer // which files of regions hold too
	if members[e.layer] != nil && says != "" && says != family(e.layer) && !guest {
		return true
	}
	own := func(name string) bool { return most(t.filled[name], t.features) }
	coded := func(o *evidence) bool { return slices.Contains(generic, o.column) && o.stands(t.features) }
	return slices.ContainsFunc(generic, own) && !slices.ContainsFunc(t.readings, coded)
}

// guests: the collectivities of a file are rows of the layer whose units it has
// beside them, and are a layer of their own where it has none.
func guests(e, by *evidence) bool {
	if by.column != e.column {
		return false
	}
	if e.layer == geo.CollectivityLayer {
		return by.layer != geo.CollectivityLayer && by.own > 0
	}
	return e.own == 0 && (by.layer == geo.CollectivityLayer || by.own > 0)
}

// coarserGrain: another reading tells many more rows apart.
func coarserGrain(e, by *evidence) bool { return 4*by.distinct >= 5*e.distinct }

// otherNames: the rows bear the names of the units of another reading, and not
// of this one.
func otherNames(e, by *evidence) bool {
	return by.namesAgree() && e.comparable > 0 && hardly(e.named, e.comparable)
}

// elsewhere: the ground lies where another reading has it, and not this one.
func elsewhere(e, by *evidence) bool {
	return most(by.placed, by.located) && e.located > 0 && hardly(e.placed, e.located)
}

// partial: the same codes make up another layer whole, and this one in part.
func partial(e, by *evidence) bool { return by.column == e.column && by.whole && !e.whole }

// sameUnits: another property codes the same layer, as well or better.
func sameUnits(e, by *evidence) bool {
	if by.layer != e.layer {
		return false
	}
	if by.distinct != e.distinct {
		return by.distinct > e.distinct
	}
	a, b := columnRank(e), columnRank(by)
	if a == b && sameCodes(e, by) {
		return by.column < e.column
	}
	return b < a
}

func sameCodes(a, b *evidence) bool {
	for code := range a.codes {
		if !b.codes[code] {
			return false
		}
	}
	return len(a.codes) == len(b.codes)
}

// parent: another property codes finer units, which are then the rows, and this
// one what they lie in. Where both tell as many rows apart, the name of the
// finer must say so: an EPCI may have its seat beside.
func parent(e, by *evidence) bool {
	if by.column == e.column || rankOf(by.layer) >= rankOf(e.layer) {
		return false
	}
	return by.distinct > e.distinct || slices.Contains(generic, by.column) || stated(by.column) == family(by.layer)
}
