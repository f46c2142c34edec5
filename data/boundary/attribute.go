package boundary

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"maillage/data/format"
)

// attributes are what a feature says beside its geometry, in the order of its file: the
// members of a JSON object, or the cells of a row.
type attributes interface {
	// each calls member for every attribute, by its name as it is written. It returns
	// what ends the list before its end.
	each(member func(name string, a attribute)) error
}

// attribute is one value, in the form of its file. Errors say what was found instead.
type attribute interface {
	isNull() bool
	isUnread() bool // of a type that is not read
	text() (string, error)
	// list reads texts, between separators where a format has no lists.
	list(separators string) ([]string, error)
	truth() (bool, error)
	found() string // as messages quote it
}

// tableRow is the attributes of a row, under the names of its columns.
type tableRow struct {
	names  []string
	values []format.Value
}

// unnamedKey stands for the name of a column that has none.
const unnamedKey = "(column without a name)"

// each passes over columns without a name, but for the first value in one that may be
// meant.
func (r *tableRow) each(member func(name string, a attribute)) error {
	var seen keySet
	unnamed := false
	for i, v := range r.values {
		name := r.names[i]
		if name == "" {
			if v.Kind == format.Null || unnamed || !mayBeMeant(strings.TrimSpace(v.Text)) {
				continue
			}
			name, unnamed = unnamedKey, true
		}
		if !seen.add(name) {
			return faultf(RuleDuplicateKey, "member %q stands twice", clip(name))
		}
		member(name, cell{kind: v.Kind, trimmed: strings.TrimSpace(v.Text)})
	}
	return nil
}

// cell is a value of a row. Cells hold texts alone, so that a list is written with
// separators, and yes or no as a word.
type cell struct {
	kind    format.Kind
	trimmed string
}

func (c cell) isUnread() bool { return c.kind == format.Other && c.trimmed == "" }

func (c cell) isNull() bool {
	return c.kind == format.Null || c.kind != format.Other && c.trimmed == ""
}

func (c cell) found() string {
	if c.kind == format.Bool {
		return clip(c.trimmed)
	}
	return clip(string(quoted(c.trimmed)))
}

func (c cell) text() (string, error) {
	if c.kind == format.Bool {
		return "", fmt.Errorf("want a text, found %s", c.found())
	}
	return validText(c.trimmed), nil
}

func (c cell) list(separators string) ([]string, error) {
	if c.kind == format.Bool {
		return nil, notList(c)
	}
	if strings.HasPrefix(c.trimmed, "[") && json.Valid([]byte(c.trimmed)) { // as formats without lists keep one
		return jsonValue(c.trimmed).list(separators)
	}
	list := strings.FieldsFunc(c.trimmed, func(r rune) bool { return strings.ContainsRune(separators, r) })
	for i := range list {
		if list[i] = validText(strings.TrimSpace(list[i])); list[i] == "" {
			return nil, errEmptyInList
		}
	}
	return list, nil
}

var errEmptyInList = errors.New("an empty text in a list")

func notList(a attribute) error { return fmt.Errorf("want a list of texts, found %s", a.found()) }

func (c cell) truth() (bool, error) {
	yes, ok := truthOf(c.trimmed)
	if !ok {
		return false, fmt.Errorf("want true or false, found %s", c.found())
	}
	return yes, nil
}

// truthOf reads a word that says yes or no; ok is false for any other.
func truthOf(text string) (yes, ok bool) {
	switch strings.ToLower(text) {
	case "true", "1", "oui", "yes", "vrai", "t":
		return true, true
	case "false", "0", "non", "no", "faux", "f":
		return false, true
	}
	return false, false
}

// validText is a text of which each byte that is not UTF-8 is the sign for that.
func validText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}

func quoted(s string) []byte {
	b, err := json.Marshal(s)
	if err != nil {
		return []byte(`""`) // a string always marshals
	}
	return b
}
