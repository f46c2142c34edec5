package scenario

import (
	"fmt"
	"iter"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// nearest returns the name fewest edits away from the one given, the first of
// equals, and "" where there is none to choose from.
func nearest(given string, names iter.Seq[string]) string {
	given = strings.ToLower(Clip(given))
	best, least := "", 0
	for name := range names {
		d := levenshtein.ComputeDistance(given, strings.ToLower(Clip(name)))
		if best == "" || d < least {
			best, least = name, d
		}
	}
	return best
}

// UnknownName is a name from outside that is none of those known.
type UnknownName struct {
	What    string // what should have the name: "action"
	Name    string // as it came
	Nearest string // the known name most like it
	Known   []string
}

// Error names the nearest name, and all.
func (e *UnknownName) Error() string {
	return fmt.Sprintf("no %s is called %q; the nearest is %q, and all are %s",
		e.What, Clip(e.Name), e.Nearest, strings.Join(e.Known, ", "))
}

// Unknown returns the error of a name that is none of those known, of which
// there is one at least.
func Unknown[T ~string](what, name string, known []T) error {
	all := slices.Collect(names(known))
	return &UnknownName{What: what, Name: name, Nearest: nearest(name, slices.Values(all)), Known: all}
}

func names[T ~string](list []T) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, x := range list {
			if !yield(string(x)) {
				return
			}
		}
	}
}

// mangled matches what a spreadsheet makes of a code: 2E+00, 1.0, 1,00.
var mangled = regexp.MustCompile(`^[0-9]+([.,][0-9]*([eE][+-]?[0-9]+)?|[eE][+-][0-9]+)$`)

// unknownCode is what there is to say of a code that is none of a level.
type unknownCode struct {
	is         Case
	told       []string
	near       string     // the code it may stand for; "" where a guess would mislead more than help
	successors []geo.Unit // who has its ground today, where it is a code of the past
}

// unknownUnit tells what is wrong with a code that is none of a level. A code of
// the past leads to its successors; only of others is the nearest suggested.
func unknownUnit(cat *geo.Catalogue, rows *snapshot.Rows, ref geo.UnitRef) unknownCode {
	level := []string{"{level}", string(ref.Level)}
	if mangled.MatchString(ref.Code) {
		return unknownCode{is: CodeMangled}
	}
	if i, ok := rows.Row(ref.Code); ok && rows.Units[i].Level != ref.Level && rows.Units[i].Code != snapshot.NoEPCI {
		return unknownCode{is: CodeOfLevel, told: append(level, "{other}", string(rows.Units[i].Level))}
	}
	if past, ok := cat.Succession(ref.Level, strings.ToUpper(strings.TrimSpace(ref.Code))); ok {
		return unknownCode{is: CodeOfPast, told: []string{"{past}", past.Detail(), "{mend}", past.Fix()}, successors: past.Into}
	}
	near := nearestUnit(rows, ref)
	out := unknownCode{is: CodeNear, told: append(level, "{near}", strconv.Quote(near)), near: near}
	switch {
	case near == "":
		out.is = CodeNowhereNear
	case len(near) > len(ref.Code) && strings.HasSuffix(near, ref.Code):
		out.is = CodeWithoutZero
	}
	return out
}

// NearestUnit suggests the code of a unit for one that is none of a level, as a
// refused change does; "" where a guess would mislead more than help.
func NearestUnit(s *snapshot.Snapshot, ref geo.UnitRef) string {
	m := matcher{s: s}
	rows := m.rows(ref.Level)
	if rows == nil || mangled.MatchString(ref.Code) {
		return ""
	}
	return nearestUnit(rows, ref)
}

// nearestUnit suggests a code of a level for one that is none. A whole number
// may have lost its leading zeros, as in spreadsheets; another code may be in
// lower case. Slips are looked for last: among the codes of the same department
// where codes say that, among all elsewhere, which are few; but never for short
// numbers, each of which is as near to a dozen others.
func nearestUnit(rows *snapshot.Rows, ref geo.UnitRef) string {
	code := strings.ToUpper(strings.TrimSpace(ref.Code))
	candidates, short := []string{code}, false
	if strings.Trim(code, "0123456789") == "" {
		candidates, short = append(candidates, "0"+code, "00"+code), len(code) < 4
	}
	for _, candidate := range candidates {
		if i, ok := rows.Row(candidate); ok && stands(&rows.Units[i], ref.Level) {
			return candidate
		}
	}
	if short {
		return ""
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
