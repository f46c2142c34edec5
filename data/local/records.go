package local

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// The records below are how the directory writes the types of the domain. Their
// fields are those of the types, in the same order, so that the compiler tells
// when a type gains one. What is unknown or empty is left out.

type neighbourhood struct {
	Code       string        `json:"code"`
	Name       string        `json:"name,omitempty"`
	Geography  geo.Geography `json:"geography"`
	Communes   []string      `json:"communes,omitempty"`
	Codes      []string      `json:"commune_codes,omitempty"`
	Department string        `json:"department,omitempty"`
	Region     string        `json:"region,omitempty"`
	Region2015 string        `json:"region_2015,omitempty"`
	EPCI       string        `json:"epci,omitempty"`
	Population geo.Count     `json:"population_2013,omitzero"`
	Later      geo.Count     `json:"population_2018,omitzero"`
	NPNRU      geo.Listing   `json:"npnru,omitempty"`
	Point      *orb.Point    `json:"point,omitempty"`
}

type contract struct {
	Code        string      `json:"code"`
	Name        string      `json:"name,omitempty"`
	Territory   geo.UnitRef `json:"territory"`
	Departments []string    `json:"departments,omitempty"`
	Population  geo.Count   `json:"population,omitzero"`
	Point       *orb.Point  `json:"point,omitempty"`
}

type published struct {
	Date       geo.Fuzzy `json:"date,omitzero"`
	Count      geo.Count `json:"count,omitzero"`
	Share      float64   `json:"share,omitzero"`
	Unit       string    `json:"unit,omitempty"`
	Source     string    `json:"source,omitempty"`
	Confidence string    `json:"confidence,omitempty"`
	Note       string    `json:"note,omitempty"`
}

type network struct {
	Sizes  []published `json:"sizes,omitempty"`
	Claims []published `json:"claims,omitempty"`
}

type perimeter struct {
	ID         string           `json:"id"`
	Centre     string           `json:"centre"`
	From       geo.Fuzzy        `json:"from,omitzero"`
	To         geo.Fuzzy        `json:"to,omitzero"`
	Units      []geo.UnitRef    `json:"units,omitempty"`
	Drawn      orb.MultiPolygon `json:"drawn,omitempty"`
	Scope      geo.Scope        `json:"scope"`
	Act        string           `json:"act,omitempty"`
	Sources    []string         `json:"sources,omitempty"`
	Sourced    bool             `json:"sourced"`
	Confidence geo.Confidence   `json:"confidence"`
	Attested   geo.Fuzzy        `json:"attested,omitzero"`
	AgreedWith []string         `json:"agreed_with,omitempty"`
	Note       string           `json:"note,omitempty"`
}

type centre struct {
	ID          string      `json:"id"`
	Name        string      `json:"name,omitempty"`
	Named       bool        `json:"named"`
	Acronym     string      `json:"acronym,omitempty"`
	FormerNames []string    `json:"former_names,omitempty"`
	Seat        string      `json:"seat,omitempty"`
	LegalForm   string      `json:"legal_form,omitempty"`
	Website     string      `json:"website,omitempty"`
	Founded     string      `json:"founded,omitempty"`
	Closed      string      `json:"closed,omitempty"`
	Status      string      `json:"status,omitempty"`
	Unknowns    []string    `json:"unknowns,omitempty"`
	Unverified  []string    `json:"unverified,omitempty"`
	Perimeters  []perimeter `json:"perimeters,omitempty"`
}

func centreOf(c geo.Centre) centre {
	return centre{
		ID: c.ID, Name: c.Name, Named: c.Named, Acronym: c.Acronym, FormerNames: c.FormerNames, Seat: c.Seat,
		LegalForm: c.LegalForm, Website: c.Website, Founded: c.Founded, Closed: c.Closed, Status: c.Status,
		Unknowns: c.Unknowns, Unverified: c.Unverified,
		Perimeters: each(c.Perimeters, func(p geo.Perimeter) perimeter { return perimeter(p) }),
	}
}

func (c centre) centre() geo.Centre {
	return geo.Centre{
		ID: c.ID, Name: c.Name, Named: c.Named, Acronym: c.Acronym, FormerNames: c.FormerNames, Seat: c.Seat,
		LegalForm: c.LegalForm, Website: c.Website, Founded: c.Founded, Closed: c.Closed, Status: c.Status,
		Unknowns: c.Unknowns, Unverified: c.Unverified,
		Perimeters: each(c.Perimeters, func(p perimeter) geo.Perimeter { return geo.Perimeter(p) }),
	}
}

// each converts a list; an empty one gives none.
func each[A, B any](list []A, convert func(A) B) []B {
	if len(list) == 0 {
		return nil
	}
	out := make([]B, len(list))
	for i, one := range list {
		out[i] = convert(one)
	}
	return out
}

func networkOf(n geo.Network) network {
	of := func(p geo.Published) published { return published(p) }
	return network{each(n.Sizes, of), each(n.Claims, of)}
}

func (n network) network() geo.Network {
	of := func(p published) geo.Published { return geo.Published(p) }
	return geo.Network{Sizes: each(n.Sizes, of), Claims: each(n.Claims, of)}
}

// writeRecords writes a value as JSON for people to read.
func writeRecords(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(value)
}

// readRecords reads one JSON value. A key that it does not know is refused: it
// would be lost.
func readRecords(content []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(content))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("near byte %d: %w", d.InputOffset(), err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("goes on after its end")
	}
	return nil
}
