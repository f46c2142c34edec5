package postgis

import (
	"database/sql"

	"github.com/lib/pq"

	"maillage/geo"
)

// centres reads the network: centres in their order, each with its perimeters.
func (r *reader) centres(part int64) (list []geo.Centre, err error) {
	position := map[string]int{}
	err = r.each(`select id, name, named, acronym, former_names, seat, legal_form, website, founded, closed, status, unknowns, unverified
		from maillage.centre where part = $1 order by position`, part, func(scan func(...any) error) error {
		var c geo.Centre
		err := scan(&c.ID, &c.Name, &c.Named, &c.Acronym, (*pq.StringArray)(&c.FormerNames), &c.Seat, &c.LegalForm, &c.Website, &c.Founded,
			&c.Closed, &c.Status, (*pq.StringArray)(&c.Unknowns), (*pq.StringArray)(&c.Unverified))
		position[c.ID] = len(list)
		list = append(list, c)
		return err
	})
	if err != nil {
		return nil, err
	}
	units, err := r.perimeterUnits(part)
	if err != nil {
		return nil, err
	}
	err = r.each(`select id, centre, valid_from, valid_to, ST_AsEWKB(drawn), scope, act, sources, sourced, confidence, attested, agreed_with, note
		from maillage.perimeter where part = $1 order by centre, position`, part, func(scan func(...any) error) error {
		p, err := scanPerimeter(scan)
		p.Units = units[p.ID]
		c := &list[position[p.Centre]]
		c.Perimeters = append(c.Perimeters, p)
		return err
	})
	return list, err
}

func scanPerimeter(scan func(...any) error) (p geo.Perimeter, err error) {
	var from, to, attested, grade string
	var drawn sql.RawBytes
	err = scan(&p.ID, &p.Centre, &from, &to, &drawn, &p.Scope, &p.Act, (*pq.StringArray)(&p.Sources), &p.Sourced, &grade, &attested,
		(*pq.StringArray)(&p.AgreedWith), &p.Note)
	if err == nil {
		p.Drawn, err = decodeGround(drawn)
	}
	if err == nil {
		p.Confidence, err = geo.ParseConfidence(grade)
	}
	if err == nil {
		err = parseDate(from, &p.From)
	}
	if err == nil {
		err = parseDate(to, &p.To)
	}
	if err == nil {
		err = parseDate(attested, &p.Attested)
	}
	return p, err
}

// perimeterUnits reads the units of every perimeter.
func (r *reader) perimeterUnits(part int64) (map[string][]geo.UnitRef, error) {
	units := map[string][]geo.UnitRef{}
	err := r.each("select perimeter, level, code from maillage.perimeter_unit where part = $1 order by perimeter, position", part, func(scan func(...any) error) error {
		var perimeter string
		var u geo.UnitRef
		err := scan(&perimeter, &u.Level, &u.Code)
		units[perimeter] = append(units[perimeter], u)
		return err
	})
	return units, err
}
