package data

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"maillage/geo"
)

// centreRecord is a centre as facts/centres.json has it; null is unknown.
type centreRecord struct {
	ID          string            `json:"id"`
	Name        string            `json:"name"`
	Named       bool              `json:"named"`
	Acronym     string            `json:"acronym"`
	FormerNames []string          `json:"former_names"`
	Seat        string            `json:"seat"`
	LegalForm   string            `json:"legal_form"`
	Website     string            `json:"website"`
	Founded     string            `json:"founded"`
	Closed      string            `json:"closed"`
	Status      string            `json:"status"`
	Unknowns    []string          `json:"unknowns"`
	Unverified  []string          `json:"unverified"`
	Perimeters  []perimeterRecord `json:"perimeters"`
}

type perimeterRecord struct {
	ID          string   `json:"id"`
	From        string   `json:"from"`
	To          string   `json:"to"`
	Departments []string `json:"departments"`
	Scope       string   `json:"scope"`
	Confidence  string   `json:"confidence"`
	Sourced     bool     `json:"sourced"`
	Attested    string   `json:"attested"`
	Sources     []string `json:"sources"`
	Act         string   `json:"act"`
	AgreedWith  []string `json:"agreed_with"`
	Note        string   `json:"note"`
}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (s *fileSet) centres(l lookup) ([]geo.Centre, error) {
	source, content, err := s.open("centres")
	if err != nil {
		return nil, err
	}
	return decodeCentres(source.File, content, l)
}

func decodeCentres(file string, content []byte, l lookup) ([]geo.Centre, error) {
	var records []centreRecord
	if err := decodeJSON(file, content, &records); err != nil {
		return nil, err
	}
	return centresOf(file, records, l)
}

func centresOf(file string, records []centreRecord, l lookup) ([]geo.Centre, error) {
	centres := make([]geo.Centre, 0, len(records))
	last := ""
	for i, r := range records {
		c, err := r.centre(l)
		if err == nil {
			err = ascending(last, c.ID)
		}
		if err != nil {
			return nil, fmt.Errorf("%s, record %d (%s): %w", file, i+1, r.ID, err)
		}
		last = c.ID
		centres = append(centres, c)
	}
	if err := checkPerimeters(centres); err != nil {
		return nil, fmt.Errorf("%s, %w", file, err)
	}
	return centres, nil
}

// checkPerimeters checks what takes every centre to check.
func checkPerimeters(centres []geo.Centre) error {
	ids, perimeters := map[string]bool{}, map[string]bool{}
	for _, c := range centres {
		ids[c.ID] = true
	}
	for _, c := range centres {
		for _, p := range c.Perimeters {
			if perimeters[p.ID] {
				return fmt.Errorf("perimeter %s stands twice: give each its own id", p.ID)
			}
			perimeters[p.ID] = true
			for _, other := range p.AgreedWith {
				if !ids[other] || other == c.ID {
					return fmt.Errorf("perimeter %s: agreed_with names %q: want the id of another centre", p.ID, other)
				}
			}
		}
	}
	return nil
}

func (r centreRecord) centre(l lookup) (geo.Centre, error) {
	c := geo.Centre{
		ID: r.ID, Name: r.Name, Named: r.Named, Acronym: r.Acronym, FormerNames: r.FormerNames, Seat: r.Seat,
		LegalForm: r.LegalForm, Website: r.Website, Founded: r.Founded, Closed: r.Closed, Status: r.Status,
		Unknowns: r.Unknowns, Unverified: r.Unverified,
	}
	if c.ID == "" || c.Name == "" {
		return c, fmt.Errorf("has no id or no name: give both")
	}
	if !slug.MatchString(c.ID) {
		return c, fmt.Errorf("id %.60q: want lower-case letters, digits and hyphens, as in addresses: labo-cites", c.ID)
	}
	for _, record := range r.Perimeters {
		p, err := record.perimeter(c.ID, l)
		if err != nil {
			return c, fmt.Errorf("perimeter %s: %w", record.ID, err)
		}
		c.Perimeters = append(c.Perimeters, p)
	}
	return c, nil
}

func (r perimeterRecord) perimeter(centre string, l lookup) (p geo.Perimeter, err error) {
	p = geo.Perimeter{
		ID: r.ID, Centre: centre, Scope: geo.Scope(r.Scope), Act: r.Act, Sources: r.Sources,
		Sourced: r.Sourced, AgreedWith: r.AgreedWith, Note: r.Note,
	}
	if !strings.HasPrefix(r.ID, centre+"-") {
		return p, fmt.Errorf("id: want the centre's (%s), a dash and a rank", centre)
	}
	if p.Scope != geo.Policy && p.Scope != geo.Outside {
		return p, fmt.Errorf("scope %q: want %s or %s", r.Scope, geo.Policy, geo.Outside)
	}
	if p.Confidence, err = geo.ParseConfidence(r.Confidence); err != nil {
		return p, err
	}
	if len(p.Sources) == 0 {
		return p, fmt.Errorf("names no source: name one, or say that none was found, with sourced false")
	}
	if p.From, err = geo.ParseFuzzy(r.From); err != nil {
		return p, fmt.Errorf("from: %w", err)
	}
	if p.To, err = geo.ParseFuzzy(r.To); err != nil {
		return p, fmt.Errorf("to: %w", err)
	}
	if p.Attested, err = geo.ParseFuzzy(r.Attested); err != nil {
		return p, fmt.Errorf("attested: %w", err)
	}
	if p.From.First() > p.To.Last() {
		return p, fmt.Errorf("ends (%s) before it starts (%s): correct one of the dates", p.To, p.From)
	}
	p.Units, err = departmentRefs(r.Departments, l)
	return p, err
}

// departmentRefs returns departments and collectivities by their codes, sorted
// by level then code.
func departmentRefs(codes []string, l lookup) ([]geo.UnitRef, error) {
	if len(codes) == 0 {
		return nil, fmt.Errorf("covers nothing: list its departments")
	}
	refs := make([]geo.UnitRef, 0, len(codes))
	for _, code := range codes {
		u, ok := l.ground(code)
		if !ok {
			return nil, fmt.Errorf("department %q is not in the catalogue: want an INSEE code as 01, 2A, 974 or 978", code)
		}
		refs = append(refs, geo.UnitRef{Level: u.Level, Code: u.Code})
	}
	slices.SortFunc(refs, func(a, b geo.UnitRef) int {
		// geo.Department is "department", geo.Collectivity "collectivity":
		// the order of levels is not that of their names.
		if a.Level != b.Level {
			return slices.Index(geo.Levels, a.Level) - slices.Index(geo.Levels, b.Level)
		}
		return strings.Compare(a.Code, b.Code)
	})
	if distinct := len(slices.Compact(slices.Clone(refs))); distinct != len(refs) {
		return nil, fmt.Errorf("lists a department twice: keep it once")
	}
	return refs, nil
}
