package boundary

import (
	"fmt"
	"slices"
	"strings"

	"maillage/geo"
	"maillage/geo/csvtext"
)

// HasPerimeters reports whether a table of text, of which csv is the beginning, has
// the columns of perimeters under one of its first rows.
func HasPerimeters(csv []byte) bool { return csvtext.HasNames(csv, namePerimeters) }

// perimeterColumns are those by which a table of perimeters is told, in a message.
const perimeterColumns = "a column centre and others of perimeters"

// namePerimeters tells the line of names of a table of perimeters: centre, and another
// of their properties.
func namePerimeters(names []string) bool {
	isKey := func(name string) bool {
		return slices.ContainsFunc(perimeterKeys, func(key string) bool { return strings.EqualFold(key, name) })
	}
	others := 0
	centre := false
	for _, name := range names {
		if strings.EqualFold(name, centreKey) {
			centre = true
		} else if isKey(name) {
			others++
		}
	}
	return centre && others > 0
}

// nameFinder tells the line of names of a table from titles above it.
type nameFinder struct {
	fields Fields
	filled int // most cells of a row before that hold something
}

// is is asked of the rows in turn. Names of units are words that stand in cells too,
// so that they are taken for names only where the rows above hold less: titles do.
func (n *nameFinder) is(names []string) bool {
	filled, known := 0, false
	for _, name := range names {
		if name == "" {
			continue
		}
		filled++
		lower := strings.ToLower(name)
		known = known || isKnownName(lower) || n.fields.states(lower)
	}
	above := n.filled
	n.filled = max(above, filled)
	return namePerimeters(names) || known && (filled > above || filled == 1 && above == 1)
}

// noticeTable tells what of a table of text was passed over.
func (p *part) noticeTable() (list []*fault) {
	if n := len(p.above); n > 0 {
		what := "line"
		if p.table != "" {
			what = "row"
		}
		f := faultf(RulePassedOver, "its names stand on %s %d; what stands above is passed over: %s", what, p.namesLine, quotedList(p.above))
		list = append(list, f)
	}
	if len(p.others) > 0 {
		list = append(list, faultf(RulePassedOver, "sheet %s is read, which alone has %s; not %s", clip(p.table), perimeterColumns, clip(strings.Join(p.others, ", "))))
	}
	return list
}

// quotedList quotes a few texts.
func quotedList(texts []string) string {
	const most = 3
	var list []string
	for _, text := range texts[:min(most, len(texts))] {
		list = append(list, fmt.Sprintf("%q", clip(text)))
	}
	if more := len(texts) - most; more > 0 {
		list = append(list, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(list, ", ")
}

// mayBeMeant reports whether a value of a column without a name may be what a
// perimeter is asked for: a date, codes, a confidence. Remarks are none.
func mayBeMeant(text string) bool {
	if d, err := dateOf(text); err == nil && d.Known() {
		return true
	}
	if _, err := geo.ParseConfidence(text); err == nil {
		return true
	}
	if scope := geo.Scope(text); scope == geo.Policy || scope == geo.Outside {
		return true
	}
	if _, ok := truthOf(text); ok {
		return true
	}
	codes := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(codeSeparators, r) })
	return len(codes) > 0 && !slices.ContainsFunc(codes, func(code string) bool { return !isUnitCode(code) })
}

// isUnitCode reports whether a text is written as the code of a unit that perimeters
// list, or as one that lost its zero.
func isUnitCode(text string) bool {
	for _, u := range unitLayers {
		if s, ok := schemaOf(u.layer); ok && (s.shape.MatchString(text) || s.shape.MatchString("0"+text)) {
			return true
		}
	}
	return collectivityShape.MatchString(text)
}
