package locate

import (
	"slices"
	"strings"

	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// byFormerCode lists those that can be found by the code of what they took over,
// in the order of those codes.
func byFormerCode(s *snapshot.Snapshot, level geo.Level, current []nameable) (out []nameable) {
	at := make(map[string]int, len(current))
	for i := range current {
		at[current[i].id] = i
	}
	for _, code := range s.Data.Catalogue.FormerCodes(level) {
		past, _ := s.Data.Catalogue.Succession(level, code)
		for _, next := range past.Into {
			if i, ok := at[next.Code]; ok && next.Level == level {
				one := current[i]
				one.former, one.keys = code, nil
				out = append(out, one)
			}
		}
	}
	return out
}

// noteOnCode says what became of a code of the past that leads to nothing, as its
// ground is part of no figure or its level is not loaded; nil for other texts.
func noteOnCode(s *snapshot.Snapshot, text string) *string {
	code := strings.ToUpper(strings.TrimSpace(text))
	for _, level := range SearchLevels {
		if past, ok := s.Data.Catalogue.Succession(level, code); ok {
			note := rest.Sentence(past.Detail())
			return &note
		}
	}
	return nil
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
