package boundary

import (
	"fmt"
	"strings"
)

// foldName is the name of a property without what spreadsheets and databases do to
// it: capitals, and space around it.
func foldName(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// misnamed are the faults of the names of properties, which the rows of a table
// share: each is told of the first perimeter that has it, with how many do.
type misnamed struct {
	at     map[string]int // rank among the problems, by what is wrong
	cost   map[string]int // perimeters
	inTurn []string
}

// met notes a fault, which is to be told at a rank unless it was before; false where
// it is of other things than a name, or the first.
func (m *misnamed) met(f *fault, rank int) (told bool) {
	if f.rule != RuleUnknownProperty && f.rule != RuleDuplicateKey {
		return false
	}
	if m.at == nil {
		m.at, m.cost = map[string]int{}, map[string]int{}
	}
	if _, told = m.at[f.detail]; !told {
		m.at[f.detail] = rank
		m.inTurn = append(m.inTurn, f.detail)
	}
	m.cost[f.detail]++
	return told
}

// count says of each fault how many perimeters it cost.
func (m *misnamed) count(rep *report) {
	for _, detail := range m.inTurn {
		if n := m.cost[detail]; n > 1 {
			rep.problems[m.at[detail]].Detail += fmt.Sprintf(" (so of %d perimeters, of which this is the first)", n)
		}
	}
}
