package geo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Succession is what became of a code that is none of a level's today: the units
// that have its ground, or the collectivity outside all figures that has it.
type Succession struct {
	Level Level
	Code  string
	// Was names what bore the code, in words; "" where the catalogue does not say.
	Was string
	// Into are the units that have its ground today, in order of their codes, not
	// always of the same level. There are none where Outside says why.
	Into []Unit
	// Outside says in words that the code is of a collectivity which is part of no
	// figure; "" of other codes.
	Outside string

	share share
}

// share is how much of the ground of its successors a code stands for.
type share int

const (
	unsure share = iota // all of it, or a part
	isWhole
	isPart
)

// renumbered are the communes of Guadeloupe that became collectivities of their
// own on 15 July 2007 (organic law 2007-223 of 21 February 2007), with their
// codes since. INSEE lists no commune that took them over.
var renumbered = map[string]string{"97123": "97701", "97127": "97801"}

// Renumbered returns the code that a commune of the same ground has today, where
// its number alone was changed: those that became collectivities of their own, and
// those of Mayotte, which 985 came before until 2007. "" of any other.
func Renumbered(commune string) string {
	if rest, ok := strings.CutPrefix(commune, "985"); ok && len(commune) == 5 {
		return "976" + rest
	}
	return renumbered[commune]
}

// unserved are the overseas collectivities without priority neighbourhoods,
// which are part of no figure.
var unserved = map[string]string{
	"975": "Saint-Pierre-et-Miquelon", "977": "Saint-Barthélemy", "984": "the southern and antarctic lands",
	"986": "Wallis-et-Futuna", "988": "New Caledonia", "989": "Clipperton",
}

// Unserved returns the name of an overseas collectivity that is part of no
// figure; "" of other ground.
func Unserved(collectivity string) string { return unserved[collectivity] }

// otherDepartments are codes that departments had (INSEE, code officiel
// géographique: Corse until it was divided on 1 January 1976, Mayotte until 2007),
// and those that INSEE gives collectivities with the powers of a department, with
// the departments that have the ground.
var otherDepartments = map[string]struct {
	was   string
	into  []string
	share share
}{
	"20":  {"Corse until 1975", []string{"2A", "2B"}, isWhole},
	"985": {"the former code of Mayotte", []string{"976"}, isWhole},
	"20R": {"Collectivité de Corse", []string{"2A", "2B"}, isWhole},
	"69D": {"conseil départemental du Rhône", []string{"69"}, isPart},
	"69M": {"Métropole de Lyon", []string{"69"}, isPart},
	"6AE": {"Collectivité européenne d’Alsace", []string{"67", "68"}, isWhole},
	"75C": {"Ville de Paris", []string{"75"}, isWhole},
}

// Succession tells what became of a code that is no unit of a level in the
// catalogue. ok is false where nothing is known of it, and of a code in use.
func (c *Catalogue) Succession(level Level, code string) (s Succession, ok bool) {
	if c.unit(level, code) != nil || c.Territory() != France {
		return s, false
	}
	s = Succession{Level: level, Code: code}
	switch level {
	case Commune:
		c.ofCommune(&s)
	case Department, Collectivity:
		c.ofDepartment(&s)
	case Region:
		c.ofRegion(&s, Region2015, func(u *Unit) (string, string) { return u.Region2015, u.Region })
	case Region2015:
		c.ofRegion(&s, Region, func(u *Unit) (string, string) { return u.Region, u.Region2015 })
	}
	return s, len(s.Into) > 0 || s.Outside != ""
}

// CommuneToday returns the code of the commune that has the ground of a commune
// of the past, or of part of one, today; that of another commune is its own.
func (c *Catalogue) CommuneToday(code string) string {
	from := code
	for range len(c.Successors) { // a ring of them ends where it began
		next, ok := c.Successors[code]
		if !ok || next == from {
			break
		}
		code = next
	}
	return code
}

// FormerCodes lists the codes that units of a level had and have no more, sorted.
func (c *Catalogue) FormerCodes(level Level) (codes []string) {
	add := func(code string) {
		if _, ok := c.Succession(level, code); ok {
			codes = append(codes, code)
		}
	}
	switch level {
	case Commune:
		for code := range c.Successors {
			add(code)
		}
		for code := range renumbered {
			add(code)
		}
		for i := range c.Units[Commune] {
			if code, ok := strings.CutPrefix(c.Units[Commune][i].Code, "976"); ok {
				add("985" + code)
			}
		}
	case Department:
		for code := range otherDepartments {
			add(code)
		}
	case Collectivity:
		for code := range renumbered {
			add(code)
		}
	case Region:
		for i := range c.Units[Region2015] {
			add(c.Units[Region2015][i].Code)
		}
	}
	slices.Sort(codes)
	return codes
}

// unit returns a unit of the catalogue; nil where there is none.
func (c *Catalogue) unit(level Level, code string) *Unit {
	units := c.Units[level]
	i, ok := slices.BinarySearchFunc(units, code, func(u Unit, code string) int { return strings.Compare(u.Code, code) })
	if !ok {
		return nil
	}
	return &units[i]
}

// into adds the units of some codes that there are.
func (c *Catalogue) into(s *Succession, level Level, codes ...string) {
	for _, code := range codes {
		if u := c.unit(level, code); u != nil && !slices.ContainsFunc(s.Into, func(o Unit) bool { return o.Code == code }) {
			s.Into = append(s.Into, *u)
		}
	}
}

func (c *Catalogue) ofCommune(s *Succession) {
	today := c.CommuneToday(s.Code)
	switch next := Renumbered(s.Code); {
	case slices.Contains(Arrondissements(today), s.Code):
		s.Was, s.share = "a municipal arrondissement", isPart
	case next != "":
		today, s.share = next, isWhole
	case strings.HasPrefix(s.Code, "20") && strings.HasSuffix(today, s.Code[2:]): // it has the letter of its department since
		s.share = isWhole
	}
	c.into(s, Commune, today)
	if of := DepartmentOf(today); len(s.Into) == 0 && len(s.Code) == 5 {
		s.outside(today, of)
	}
}

func (c *Catalogue) ofDepartment(s *Succession) {
	if other, ok := otherDepartments[s.Code]; ok {
		s.Was, s.share = other.was, other.share
		c.into(s, Department, other.into...)
		return
	}
	today, of := s.Code, s.Code
	if len(s.Code) == 5 { // a commune that became a collectivity, or lies in one
		today = cmp.Or(Renumbered(s.Code), s.Code)
		if u := c.unit(Commune, today); u != nil {
			s.Was, s.share = u.Name, isPart
		}
		if slices.Contains([]string{"97701", "97801"}, today) { // the one commune of its collectivity
			s.share = isWhole
		}
		of = DepartmentOf(today)
		c.into(s, Collectivity, of)
	}
	s.outside(today, of)
}

// ofRegion finds the regions of one date that a region of another lies in, or was
// made of, by the departments that they have in common.
func (c *Catalogue) ofRegion(s *Succession, other Level, regions func(department *Unit) (old, now string)) {
	u := c.unit(other, s.Code)
	if u == nil {
		s.outside(s.Code, s.Code)
		return
	}
	s.Was, s.share = u.Name, isWhole
	var codes []string
	for i := range c.Units[Department] {
		if old, now := regions(&c.Units[Department][i]); old == s.Code {
			codes = append(codes, now)
		}
	}
	for i := range c.Units[Department] {
		if old, now := regions(&c.Units[Department][i]); old != s.Code && slices.Contains(codes, now) {
			s.share = isPart
		}
	}
	slices.Sort(codes)
	c.into(s, s.Level, codes...)
}

// outside notes that a code, today's, is of a collectivity that is part of no figure.
func (s *Succession) outside(today, collectivity string) {
	name := unserved[collectivity]
	if name == "" {
		return
	}
	s.Outside = fmt.Sprintf("%s (%s)", collectivity, name)
	const why = " is part of no figure, as it has no priority neighbourhood"
	switch {
	case today != s.Code:
		s.Outside = fmt.Sprintf("%s is %s since 15 July 2007, and %s%s", s.Code, today, s.Outside, why)
	case collectivity != s.Code:
		s.Outside = fmt.Sprintf("%s is of %s, which%s", s.Code, s.Outside, why)
	default:
		s.Outside += why
	}
}

// Detail says in words, without a full stop, what became of the code.
func (s *Succession) Detail() string {
	if s.Outside != "" {
		return s.Outside
	}
	code, level := s.Code, string(s.Level)+" of today"
	if s.Was != "" {
		code += " (" + s.Was + ")"
	}
	if s.Level == Region2015 {
		level = "region before 2016"
	}
	ground := "its ground is that of "
	if s.share == isPart {
		ground = "its ground is part of that of "
	}
	detail := fmt.Sprintf("%s is no %s: %s%s", code, level, ground, s.list(" and "))
	if s.share == unsure {
		detail += ", or part of it"
	}
	return detail
}

// Partly reports whether the code may stand for a part of its successors' ground alone.
func (s *Succession) Partly() bool { return s.share != isWhole }

// Fix says in words, without a full stop, what to name instead.
func (s *Succession) Fix() string {
	switch {
	case s.Outside != "":
		return "leave it out"
	case len(s.Into) > 1:
		return "name " + s.list(" and ") + ", or those that are meant"
	case s.Into[0].Level != s.Level:
		return fmt.Sprintf("name the %s %s", s.Into[0].Level, s.list(""))
	case s.share == isWhole:
		return "name " + s.list("")
	}
	return "name " + s.list("") + " if all of it is meant"
}

// list names the successors.
func (s *Succession) list(last string) string {
	names := make([]string, len(s.Into))
	for i := range s.Into {
		names[i] = fmt.Sprintf("%s (%s)", s.Into[i].Code, s.Into[i].Name)
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + last + names[n-1]
	}
	return names[0]
}
