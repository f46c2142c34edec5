package boundary

import (
	"encoding/json"
	"strings"

	"maillage/data/format"
)

// unread stands for a value of a type that is not read.
const unread = `{"type":"not read"}`

// codeSeparators may stand between codes and centres of one cell.
const codeSeparators = "|,; \t"

// perimeterValue is the JSON of one property of a perimeter: cells hold texts
// alone, so that a list is written with separators and a boolean as a word.
func perimeterValue(name string, v format.Value) []byte {
	text := strings.TrimSpace(v.Text)
	switch {
	case v.Kind == format.Other && text == "":
		return []byte(unread)
	case v.Kind == format.Null || text == "":
		return []byte("null")
	case v.Kind == format.Bool:
		return []byte(text)
	}
	separators := "|"
	switch name {
	case "departments", "epci", "communes", "agreed_with":
		separators = codeSeparators
	case "sources":
	case "sourced":
		if truth := isTruth(text); truth != nil {
			return truth
		}
		return quoted(text)
	default:
		return quoted(text)
	}
	if strings.HasPrefix(text, "[") && json.Valid([]byte(text)) { // as formats without lists keep one
		return []byte(text)
	}
	list := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators, r) })
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	b, err := json.Marshal(list)
	if err != nil {
		return []byte("null")
	}
	return b
}

// isTruth is the JSON of a word that says yes or no; nil for any other.
func isTruth(text string) []byte {
	switch strings.ToLower(text) {
	case "true", "1", "oui", "yes", "vrai", "t":
		return []byte("true")
	case "false", "0", "non", "no", "faux", "f":
		return []byte("false")
	}
	return nil
}
