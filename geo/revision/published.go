package revision

import (
	"fmt"
	"strings"

	"maillage/geo"
)

// contracts compares the city contracts.
func (c *comparison) contracts() {
	before, after := c.a.Data.Contracts, c.b.Data.Contracts
	if c.emptied(Finding{Topic: Contracts}, len(before), len(after)) {
		return
	}
	paired(before, after, func(x *geo.CityContract) string { return x.Code }, func(p pair[geo.CityContract]) {
		x := p.either()
		f := Finding{Topic: Contracts, Code: x.Code, Name: x.Name}
		if kind, alone := p.alone(); alone {
			f.Severity, f.Kind = Review, kind
			c.add(f)
			return
		}
		a, b := p.before, p.after
		c.fields(f,
			field{"name", Note, orNil(a.Name), orNil(b.Name), Renamed},
			field{"territory", Review, refText(a.Territory), refText(b.Territory), Moved},
			field{"population", Review, known(a.Population), known(b.Population), Changed},
			field{"point", Note, pointOf(a.Point), pointOf(b.Point), Changed},
		)
		c.lists(f, list{"departments", Review, a.Departments, b.Departments})
	})
}

// network compares what is published about the network.
func (c *comparison) network() {
	c.lists(Finding{Topic: Network},
		list{"sizes", Note, statements(c.a.Data.Network.Sizes), statements(c.b.Data.Network.Sizes)},
		list{"claims", Note, statements(c.a.Data.Network.Claims), statements(c.b.Data.Network.Claims)},
	)
}

// statements writes published statements out whole: they have no identifier, so
// that one that changes is one lost and one gained.
func statements(all []geo.Published) []string {
	out := make([]string, len(all))
	for i, p := range all {
		parts := []string{p.Date.String()}
		if p.Count.Known {
			parts = append(parts, fmt.Sprintf("%d centres", p.Count.N))
		}
		if p.Share != 0 {
			parts = append(parts, fmt.Sprintf("a share of %v", p.Share))
		}
		for _, one := range []string{p.Unit, p.Confidence, p.Source, p.Note} {
			if one != "" {
				parts = append(parts, one)
			}
		}
		out[i] = strings.Join(parts, "; ")
	}
	return out
}

// sources compares layers and sources by their IDs.
func (c *comparison) sources() {
	layers := func(d *geo.Dataset) []string {
		var out []string
		for _, l := range d.Layers {
			out = append(out, string(l.Name))
		}
		return out
	}
	c.lists(Finding{Topic: Sources, Name: "layers of boundaries"}, list{"layers", Note, layers(c.a.Data), layers(c.b.Data)})
	paired(c.a.Data.Sources, c.b.Data.Sources, func(s *geo.Source) string { return s.ID }, c.source)
}

func (c *comparison) source(p pair[geo.Source]) {
	s := p.either()
	f := Finding{Topic: Sources, Code: s.ID, Name: s.Title}
	if kind, alone := p.alone(); alone {
		f.Severity, f.Kind = Note, kind
		c.add(f)
		return
	}
	a, b := p.before, p.after
	c.fields(f,
		text("title", a.Title, b.Title), text("publisher", a.Publisher, b.Publisher),
		text("package", a.Package, b.Package), text("version", a.Version, b.Version),
		text("vintage", a.Vintage, b.Vintage),
		field{"licence", Review, orNil(a.Licence), orNil(b.Licence), Changed}, // may forbid
		field{"credit", Review, orNil(a.Credit), orNil(b.Credit), Changed},    // every map shows it
		text("url", a.URL, b.URL), text("file", a.File, b.File), text("sha256", a.SHA256, b.SHA256),
		text("populations", a.Populations, b.Populations),
		field{"approximate", Review, a.Approximate, b.Approximate, Changed},
		field{"accuracy_m", Review, metres(a.AccuracyM), metres(b.AccuracyM), Changed},
		text("accuracy_basis", a.AccuracyBasis, b.AccuracyBasis),
		field{"resolution_m", Note, a.ResolutionM, b.ResolutionM, Changed},
	)
	c.lists(f, list{"notes", Note, a.Notes, b.Notes}, list{"counts", Note, countTexts(a.Counts), countTexts(b.Counts)})
}

func metres(m *float64) any {
	if m == nil {
		return nil
	}
	return *m
}

func countTexts(counts map[string]int) []string {
	var out []string
	for name, n := range counts {
		out = append(out, fmt.Sprintf("%s: %d", name, n))
	}
	return out
}
