package scenario

import (
	"iter"
	"sort"
	"strings"

	"github.com/agnivade/levenshtein"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// nearest returns the name fewest edits away from the one given, the first of
// equals, and "" where there is none to choose from.
func nearest(given string, names iter.Seq[string]) string {
	given = strings.ToLower(clip(given))
	best, least := "", 0
	for name := range names {
		d := levenshtein.ComputeDistance(given, strings.ToLower(clip(name)))
		if best == "" || d < least {
			best, least = name, d
		}
	}
	return best
}

// nearestUnit suggests a code of a level for one that is none. A code that lost
// its leading zeros, as spreadsheets do, is looked for first; then those of
// the same department, where codes say that; then all, which are few.
func nearestUnit(rows *snapshot.Rows, ref geo.UnitRef) string {
	code := strings.ToUpper(strings.TrimSpace(ref.Code))
	for _, padded := range []string{code, "0" + code, "00" + code} {
		if i, ok := rows.Row(padded); ok && stands(&rows.Units[i], ref.Level) {
			return padded
		}
	}
	units := rows.Units
	if ref.Level == geo.Commune || ref.Level == geo.EPCI {
		units = sharingPrefix(units, code)
	}
	return nearest(code, func(yield func(string) bool) {
		for i := range units {
			if stands(&units[i], ref.Level) && !yield(units[i].Code) {
				return
			}
		}
	})
}

// sharingPrefix returns the units, sorted by code, that begin like a code: by
// three characters, else two. Without it each wrong code would be compared with
// 35,000 right ones.
func sharingPrefix(units []geo.Unit, code string) []geo.Unit {
	for n := min(3, len(code)); n >= 2; n-- {
		prefix := code[:n]
		from := sort.Search(len(units), func(i int) bool { return units[i].Code >= prefix })
		to := from
		for to < len(units) && strings.HasPrefix(units[to].Code, prefix) {
			to++
		}
		if to > from {
			return units[from:to]
		}
	}
	return nil
}

// stands reports whether a row may be named at a level: rows of every level
// hold the collectivities too, and the communes' hold what of a department lies
// in no known commune, which has no other name.
func stands(u *geo.Unit, level geo.Level) bool {
	if level == geo.Commune {
		return true
	}
	return u.Level == level && u.Code != snapshot.NoEPCI
}
