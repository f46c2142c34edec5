package api

import (
	"maps"
	"slices"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// leftDepartment are communes that became collectivities on 15 July 2007, by the
// codes they had in Guadeloupe (INSEE, code officiel géographique).
var leftDepartment = map[string]string{"97123": "977", "97127": "978"}

// formerCodes maps each code that is no more one of a level to the unit that took
// it over: that of the end, where one took over from another.
func formerCodes(s *snapshot.Snapshot, level geo.Level) map[string]string {
	former := map[string]string{}
	switch level {
	case geo.Commune:
		successors := s.Data.Catalogue.Successors
		for code := range successors {
			former[code] = finalSuccessor(successors, code)
		}
	case geo.Collectivity:
		former = leftDepartment
	case geo.Region:
		for _, old := range s.Units(geo.Region2015) {
			if _, err := s.Unit(geo.Region, old.Code); err == nil {
				continue // the code is still in use
			}
			if _, next, ok := regionSince2016(s, old.Code); ok {
				former[old.Code] = next.Code
			}
		}
	}
	return former
}

// finalSuccessor follows successors to the one that has none; a ring of them ends where it
// began.
func finalSuccessor(successors map[string]string, code string) string {
	for range len(successors) {
		next, ok := successors[code]
		if !ok {
			break
		}
		code = next
	}
	return code
}

// byFormerCode lists those that can be found by the code of what they took over,
// in the order of those codes.
func byFormerCode(s *snapshot.Snapshot, level geo.Level, current []nameable) (out []nameable) {
	at := make(map[string]int, len(current))
	for i := range current {
		at[current[i].id] = i
	}
	former := formerCodes(s, level)
	for _, code := range slices.Sorted(maps.Keys(former)) {
		if i, ok := at[former[code]]; ok && code != former[code] {
			one := current[i]
			one.former, one.keys = code, nil
			out = append(out, one)
		}
	}
	return out
}

// abbreviated are the words that maps and signs shorten, each with its whole.
var abbreviated = map[string]string{"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}

// spelled writes whole words for those that are shortened. Words are as folded
// makes them.
func spelled(words []string) []string {
	out := slices.Clone(words)
	for i, w := range out {
		if whole, ok := abbreviated[w]; ok {
			out[i] = whole
		}
	}
	return out
}
