package wire

import (
	"strings"

	"maillage/api/ask"
	"maillage/api/rest"
)

// NewTable begins a table whose rows end with the generation and the credits, and
// before them, where neighbourhoods are counted, why measures are empty throughout.
func NewTable(c *ask.Call, name string, columns ...string) *rest.Table {
	t := &rest.Table{Name: name, Columns: columns}
	if Geographies(c) != nil {
		t.Columns, t.Foot = append(t.Columns, "reasons"), append(t.Foot, reasonLine(c))
	}
	t.Columns = append(t.Columns, "generation", "credits")
	t.Foot = append(t.Foot, c.Snapshot.Generation, strings.Join(CreditLines(c), " | "))
	return t
}

// Tabulate writes features as rows: their properties, without their geometry.
// header names the columns, which an empty table has too.
func Tabulate(c *ask.Call, name string, header rest.Properties, n int, at func(i int) rest.Feature) *rest.Table {
	t := NewTable(c, name, header.Names()...)
	for k := range n {
		if c.Over(k) {
			break
		}
		f := at(k)
		cells := make([]any, len(f.Properties))
		for i, p := range f.Properties {
			cells[i] = p.Value
		}
		t.Add(cells...)
	}
	return t
}

// AnalysisTable writes the features of an analysis as rows. header is a feature of
// no value, which names the columns of an empty table.
func AnalysisTable(c *ask.Call, name string, header rest.Properties, n int, at func(i int) rest.Feature) *rest.Table {
	return Tabulate(c, "maillage-"+name+"-"+c.Date.String(), header, n, at)
}
