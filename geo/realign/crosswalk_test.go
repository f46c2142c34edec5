package realign_test

import (
	"slices"
	"strings"
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/realign"
	"maillage/geo/snapshot"
)

// sumsToWholes checks that what a region has in common with all others adds up
// to it, both ways, in every count.
func sumsToWholes(t *testing.T, meetings []realign.Meeting) {
	t.Helper()
	parts := func(m *realign.Meeting) [3]*realign.Part { return [3]*realign.Part{&m.Count, &m.Area, &m.Population} }
	type key struct {
		level geo.Level
		code  string
		part  int
	}
	sums, wholes := map[key]int64{}, map[key]int64{}
	for i := range meetings {
		m := &meetings[i]
		for k, p := range parts(m) {
			if p.Reason != "" {
				continue
			}
			old, now := key{geo.Region2015, m.Old.Code, k}, key{geo.Region, m.New.Code, k}
			sums[old] += p.N
			sums[now] += p.N
			wholes[old], wholes[now] = p.OfOld, p.OfNew
		}
	}
	for k, want := range wholes {
		if sums[k] != want || want == 0 {
			t.Errorf("%s %s, count %d: parts add up to %d of %d", k.level, k.code, k.part, sums[k], want)
		}
	}
}

func TestRegionCrosswalkOfTheReform(t *testing.T) {
	meetings := realign.RegionCrosswalk(fixture.Embedded(t))
	sumsToWholes(t, meetings)
	facts := geotest.ReadFacts(t)
	want := map[[2]string][]string{{"978", "978"}: {"978"}, {"987", "987"}: {"987"}}
	for _, d := range facts.Departments {
		key := [2]string{d["region_2015"], d["region"]}
		want[key] = append(want[key], d["code"])
	}
	if len(meetings) != len(want) || len(meetings) != 29 {
		t.Errorf("%d meetings, want %d: the 27 old regions each lie in one of 2016, and 978 and 987", len(meetings), len(want))
	}
	for _, m := range meetings {
		if !slices.Equal(m.Departments, want[[2]string{m.Old.Code, m.New.Code}]) {
			t.Errorf("%s in %s: %v", m.Old.Code, m.New.Code, m.Departments)
		}
		if share, ok := m.Area.ShareOfOld(); !ok || share != 1 || !m.Approximate {
			t.Errorf("%s: %v of its area is in %s", m.Old.Code, share, m.New.Code)
		}
	}
	if last := meetings[len(meetings)-1]; last.New.Code != "987" || last.Count.Reason == "" {
		t.Errorf("the last: %+v", last)
	}
}

func TestRegionCrosswalkByHand(t *testing.T) {
	d := geotest.Squares(false)
	meetings := realign.RegionCrosswalk(build(t, d))
	sumsToWholes(t, meetings)
	var got []string
	for _, m := range meetings {
		got = append(got, m.Old.Code+m.New.Code+":"+strings.Join(m.Departments, "+"))
	}
	if !slices.Equal(got, []string{"OARA:A1", "OBRB:B2", "OMRA:A2", "OMRB:B1"}) {
		t.Fatalf("got %v", got)
	}
	m := meetings[2] // OM in RA
	for name, p := range map[string]*realign.Part{"departments": &m.Count, "area": &m.Area, "population": &m.Population} {
		old, _ := p.ShareOfOld()
		now, _ := p.ShareOfNew()
		if old != 0.5 || now != 0.5 {
			t.Errorf("%s: %v of OM and %v of RA, want halves", name, old, now)
		}
	}
	d.Layers[0].Features = d.Layers[0].Features[1:]
	d.Catalogue.Units[geo.Department][3].Population = geo.Count{}
	for _, m := range realign.RegionCrosswalk(build(t, d)) {
		if (m.Area.Reason == "") != (m.New.Code == "RB") || (m.Population.Reason == "") != (m.New.Code == "RA") {
			t.Errorf("without ground of A1 and people of B2: %+v", m)
		}
		if _, ok := m.Area.ShareOfNew(); ok != (m.Area.Reason == "") {
			t.Errorf("a share of what is not known: %+v", m)
		}
	}
}

// TestNeighbourhoodCrosswalkAgreesWithTheFiles counts the rows of the fact
// files again, texts and all.
func TestNeighbourhoodCrosswalkAgreesWithTheFiles(t *testing.T) {
	s, facts := fixture.Embedded(t), geotest.ReadFacts(t)
	now := func(code string) string {
		if next, ok := s.Data.Catalogue.Successors[code]; ok {
			return next
		}
		return code
	}
	in := map[string]map[string]bool{"2015": {}, "2024": {}}
	column := map[string]string{"2015": "main_commune", "2024": "commune_codes"}
	for q, name := range column {
		for _, h := range facts.Hoods[q] {
			for _, code := range strings.Split(h[name], ";") {
				in[q][now(code)] = code != ""
			}
		}
	}
	want := map[string]map[string]*realign.Side{"2015": {}, "2024": {}}
	for q, name := range column {
		other := map[string]string{"2015": "2024", "2024": "2015"}[q]
		for _, h := range facts.Hoods[q] {
			if want[q][h["department"]] == nil {
				want[q][h["department"]] = &realign.Side{}
			}
			w := want[q][h["department"]]
			w.Count++
			switch {
			case h[name] == "":
				w.NoCommune++
			case strings.Contains(h["communes"], ";"):
				w.SeveralCommunes++
			case in[other][now(h[name])]:
				w.Related++
			default:
				w.NoCounterpart++
			}
		}
	}
	x := realign.NeighbourhoodsThroughCommunes(s)
	for _, r := range x.Departments {
		for q, side := range map[string]realign.Side{"2015": r.Before, "2024": r.Then} {
			w := want[q][r.Unit.Code]
			if w == nil {
				w = &realign.Side{}
			}
			side.Reason = ""
			if side != *w {
				t.Errorf("%s in %s: %+v, want %+v", q, r.Unit.Code, side, *w)
			}
		}
	}
	if x.Total.Before.Count != 1514 || x.Total.Then.Count != 1493 || x.Common.Before.Count != 1436 || x.Common.Then.Count != 1493 {
		t.Errorf("total %+v, common %+v", x.Total, x.Common)
	}
}

// TestRelationsAddUp checks that levels agree and that shares make one.
func TestRelationsAddUp(t *testing.T) {
	for name, s := range map[string]*snapshot.Snapshot{
		"embedded": fixture.Embedded(t), "plain": build(t, geotest.Plain(4, 4, false)),
	} {
		x := realign.NeighbourhoodsThroughCommunes(s)
		for level, list := range map[string][]realign.Relation{"communes": x.Communes, "departments": x.Departments, "regions": x.Regions} {
			var before, then [5]int
			for i := range list {
				add(&before, &list[i].Before)
				add(&then, &list[i].Then)
				for _, side := range []*realign.Side{&list[i].Before, &list[i].Then} {
					related, undetermined, ok := side.Shares()
					if ok != (side.Count > 0) || ok && related+undetermined != 1 || side.Related+side.Undetermined() != side.Count {
						t.Errorf("%s, %s %s: %+v", name, level, list[i].Unit.Code, side)
					}
				}
				if i > 0 && list[i-1].Unit.Level != geo.Collectivity && list[i].Unit.Level != geo.Collectivity && list[i-1].Unit.Code >= list[i].Unit.Code {
					t.Errorf("%s, %s: %s out of order", name, level, list[i].Unit.Code)
				}
			}
			var wantBefore, wantThen [5]int
			add(&wantBefore, &x.Total.Before)
			add(&wantThen, &x.Total.Then)
			if before != wantBefore || then != wantThen {
				t.Errorf("%s: %s add up to %v and %v, the total is %v and %v", name, level, before, then, wantBefore, wantThen)
			}
		}
		last := x.Regions[len(x.Regions)-1]
		if last.Then.Reason == "" || last.Before.NoCommune != last.Before.Count || last.Unit.Level != geo.Collectivity {
			t.Errorf("%s: the collectivity: %+v", name, last)
		}
	}
}

func add(sum *[5]int, s *realign.Side) {
	for i, n := range []int{s.Count, s.Related, s.NoCommune, s.SeveralCommunes, s.NoCounterpart} {
		sum[i] += n
	}
}

func TestNeighbourhoodCrosswalkByHand(t *testing.T) {
	d := geotest.Squares(false)
	hood := func(q geo.Geography, code, department string, communes ...string) geo.Neighbourhood {
		return geo.Neighbourhood{Code: code, Geography: q, Department: department, Region: "R" + department[:1], Codes: communes, Communes: communes}
	}
	d.Neighbourhoods[geo.QPV2015] = []geo.Neighbourhood{
		hood(geo.QPV2015, "Q1", "A1", "A1001"),          // its commune has one in 2024
		hood(geo.QPV2015, "Q2", "A1", "A1009"),          // merged into A1001
		hood(geo.QPV2015, "Q3", "A1", "A1001", "A1002"), // across two
		hood(geo.QPV2015, "Q4", "A1", "A1003"),          // nothing there in 2024
		hood(geo.QPV2015, "Q5", "A1"),                   // no commune known
		hood(geo.QPV2015, "Q6", "A1", "A2001"),          // its main commune lies in another department
		hood(geo.QPV2015, "Q7", "A1", "A1004"),          // one in 2024 names it, second
	}
	d.Neighbourhoods[geo.QPV2024] = []geo.Neighbourhood{
		hood(geo.QPV2024, "N1", "A1", "A1001"), hood(geo.QPV2024, "N2", "A1", "A1002", "A1004"), hood(geo.QPV2024, "N3", "B1", "B1001"),
	}
	d.Catalogue.Successors = map[string]string{"A1009": "A1001"}
	x := realign.NeighbourhoodsThroughCommunes(build(t, d))
	if want := (realign.Side{Count: 7, Related: 3, NoCommune: 2, SeveralCommunes: 1, NoCounterpart: 1}); x.Total.Before != want {
		t.Errorf("2015: %+v, want %+v", x.Total.Before, want)
	}
	if want := (realign.Side{Count: 3, Related: 1, SeveralCommunes: 1, NoCounterpart: 1}); x.Total.Then != want {
		t.Errorf("2024: %+v, want %+v", x.Total.Then, want)
	}
	var places []string
	for _, r := range x.Communes {
		places = append(places, r.Unit.Code)
	}
	if !slices.Equal(places, []string{"A1", "A1001", "A1002", "A1003", "A1004", "B1001"}) {
		t.Errorf("places %v", places)
	}
}
