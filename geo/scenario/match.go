package scenario

import (
	"fmt"
	"slices"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// matcher finds the units and centres that the lines of a file name.
type matcher struct {
	s       *snapshot.Snapshot
	day     geo.Date        // asked
	days    map[string]bool // that lines have, as written
	preview *Preview
	// holders of each unit, none where a line says that nobody holds it.
	holders  map[geo.UnitRef]map[string]bool
	doubtful map[geo.UnitRef]bool
	byName   map[geo.Level]map[string]string // code by folded name, "" for several
}

func (m *matcher) problem(l *line, column, detail, near string) {
	m.add(l, column, Problem{Detail: detail, Nearest: near})
}

// add lists a problem at its place.
func (m *matcher) add(l *line, column string, p Problem) {
	if len(m.preview.Problems) == maxProblems {
		m.preview.Unlisted++
		return
	}
	p.Line, p.Column, p.Value = l.number, column, Clip(l.cells[column])
	m.preview.Problems = append(m.preview.Problems, p)
}

// line matches one line. A problem past the code puts the unit in doubt.
func (m *matcher) line(l *line) {
	ref, u, ok := m.unit(l)
	if !ok {
		return
	}
	if l.extra {
		m.problem(l, "code", "the line has more cells than the header: put quotes around separators", "")
		m.doubtful[ref] = true
		return
	}
	if l.short {
		m.problem(l, "code", "the line has fewer cells than the header: write every separator, and leave the centre empty only to say that nobody holds the unit", "")
		m.doubtful[ref] = true
		return
	}
	m.dated(l)
	if l.remark != "" {
		m.problem(l, "", "it stands in a column without a name, and is passed over", "")
	}
	if !m.named(l, u) || !m.held(l, ref) {
		m.doubtful[ref] = true
		return
	}
	m.preview.Matched++
}

// unit finds the unit of a line by its level and code.
func (m *matcher) unit(l *line) (geo.UnitRef, *geo.Unit, bool) {
	level, given := geo.Level(l.cells["level"]), l.cells["level"] != ""
	if !given {
		level = geo.Department
	}
	if !slices.Contains(geo.Levels, level) {
		m.problem(l, "level", "no such level", nearest(string(level), names(geo.Levels)))
		return geo.UnitRef{}, nil, false
	}
	rows := m.rows(level)
	code := l.cells["code"]
	if code == "" {
		m.problem(l, "code", "the code is missing", m.codeOf(level, l.cells["name"]))
		return geo.UnitRef{}, nil, false
	}
	row, ok := rows.Row(code)
	if ok && (!given && code != snapshot.NoEPCI || stands(&rows.Units[row], level)) {
		u := &rows.Units[row]
		if !given {
			level = u.Level
		}
		return geo.UnitRef{Level: level, Code: code}, u, true
	}
	ref := geo.UnitRef{Level: level, Code: code}
	u := unknownUnit(&m.s.Data.Catalogue, rows, ref)
	said := u.is.say(u.told)
	m.add(l, "code", Problem{Detail: said.detail + ": " + said.fix, Nearest: u.near, Successors: u.successors})
	return ref, nil, false
}

// dated tells, once for each, of days that are not the one asked: a file of
// another day undoes what has happened since. It is acted on all the same, as
// the network of one day may be wanted on another.
func (m *matcher) dated(l *line) {
	text := l.cells["datetime"]
	if text == "" || m.days[text] {
		return
	}
	m.days[text] = true
	if day, err := geo.ParseDate(text); err != nil {
		m.problem(l, "datetime", "no day: write it as 2017-03-16, or leave the column out", "")
	} else if day != m.day {
		m.problem(l, "datetime", fmt.Sprintf("the line, and maybe others, is of another day than the %s asked, and is acted on: ask for datetime=%s to compare like with like", m.day, day), m.day.String())
	}
}

// rows returns every unit of a level, whatever the grain of the network.
func (m *matcher) rows(level geo.Level) *snapshot.Rows {
	if level == geo.Collectivity {
		level = geo.Department
	}
	return m.s.Grain(geo.Commune, true).Rows(level)
}

// named checks the name of a line, where it and the catalogue have one.
func (m *matcher) named(l *line, u *geo.Unit) bool {
	name := l.cells["name"]
	if name == "" || u.Name == "" || geo.FoldName(name) == geo.FoldName(u.Name) {
		return true
	}
	detail := fmt.Sprintf("the unit of code %s is called otherwise", u.Code)
	if code := m.codeOf(u.Level, name); code != "" {
		detail += fmt.Sprintf("; the code of that name is %s", code)
	}
	m.problem(l, "name", detail, u.Name)
	return false
}

// codeOf returns the code of the only unit of a level so called, else "".
func (m *matcher) codeOf(level geo.Level, name string) string {
	if m.byName == nil {
		m.byName = map[geo.Level]map[string]string{}
	}
	codes := m.byName[level]
	if codes == nil {
		codes = map[string]string{}
		rows := m.rows(level)
		for i := range rows.Units {
			key := geo.FoldName(rows.Units[i].Name)
			if _, twice := codes[key]; twice {
				codes[key] = ""
				continue
			}
			codes[key] = rows.Units[i].Code
		}
		delete(codes, "")
		m.byName[level] = codes
	}
	return codes[geo.FoldName(name)]
}

// held notes the centre of a line.
func (m *matcher) held(l *line, ref geo.UnitRef) bool {
	id, name := l.cells["centre"], l.cells["centre_name"]
	holders, listed := m.holders[ref]
	if id == "" {
		if name != "" {
			m.problem(l, "centre", "the centre has a name and no id", m.centreCalled(name))
			return false
		}
		if len(holders) > 0 {
			m.problem(l, "centre", "another line gives the unit to a centre, this one to nobody", "")
			return false
		}
		m.holders[ref] = map[string]bool{}
		return true
	}
	c, err := m.s.Centre(id)
	if err != nil {
		m.problem(l, "centre", "no centre has this id", nearest(id, m.centres()))
		return false
	}
	if name != "" && geo.FoldName(name) != geo.FoldName(c.Name) {
		m.problem(l, "centre_name", fmt.Sprintf("the centre %s is called otherwise", id), c.Name)
		return false
	}
	switch {
	case listed && len(holders) == 0:
		m.problem(l, "centre", "another line says that nobody holds the unit", "")
		return false
	case holders[id]:
		m.problem(l, "centre", "the unit and centre of this line stand twice", "")
		return false
	case !listed:
		m.holders[ref] = map[string]bool{}
	}
	m.holders[ref][id] = true
	return true
}

func (m *matcher) centres() func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for i := range m.s.Data.Centres {
			if !yield(m.s.Data.Centres[i].ID) {
				return
			}
		}
	}
}

// centreCalled returns the ID of the centre of a name, "" for none.
func (m *matcher) centreCalled(name string) string {
	for i := range m.s.Data.Centres {
		if c := &m.s.Data.Centres[i]; geo.FoldName(c.Name) == geo.FoldName(name) {
			return c.ID
		}
	}
	return ""
}
