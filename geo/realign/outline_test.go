package realign_test

import (
	"reflect"
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/realign"
)

// TestOutlineIsTheRealignment: status, index and counts are those of the whole
// answer, and the turns between two days are the statuses that differ, either way.
func TestOutlineIsTheRealignment(t *testing.T) {
	s := fixture.Embedded(t)
	outlines := map[string]*realign.Outline{}
	statuses := map[string]map[string]realign.Status{}
	for _, day := range []string{"2012-05-31", "2015-12-31", "2017-03-16"} {
		for _, territory := range geo.Territories {
			q := on(t, day, geo.Medium)
			q.Territory = territory
			o := must(realign.OutlineOf(t.Context(), s, q, s.Active(q)))(t)
			r := must(realign.Realign(t.Context(), s, q))(t)
			if o.Counts != r.Counts || o.Apart != r.Apart || o.Alignment != r.Alignment || len(o.Regions) != len(r.Regions) {
				t.Fatalf("%s %s: %+v, want %+v", day, territory, o, r)
			}
			by := map[string]realign.Status{}
			for i := range r.Regions {
				want := realign.RegionOutline{Unit: r.Regions[i].Unit, Status: r.Regions[i].Status, Alignment: r.Regions[i].Alignment}
				if !reflect.DeepEqual(o.Regions[i], want) {
					t.Errorf("%s %s: %+v, want %+v", day, territory, o.Regions[i], want)
				}
				by[want.Unit.Code] = want.Status
			}
			if territory == geo.France {
				outlines[day], statuses[day] = o, by
			}
		}
	}
	differ := 0
	for a, was := range outlines {
		for b, is := range outlines {
			there, back := realign.Turns(was, is), realign.Turns(is, was)
			n := 0
			for code, status := range statuses[a] {
				if statuses[b][code] != status {
					n++
				}
			}
			if len(there) != n || len(back) != n {
				t.Errorf("%s to %s: %d turns, back %d, want %d", a, b, len(there), len(back), n)
			}
			for i, turn := range there {
				if turn.From != statuses[a][turn.Unit.Code] || turn.To != statuses[b][turn.Unit.Code] || turn.From != back[i].To || turn.Before != back[i].After {
					t.Errorf("%s to %s: %+v, back %+v", a, b, turn, back[i])
				}
			}
			differ += n
		}
	}
	if differ == 0 {
		t.Error("no status differs: the test sees nothing")
	}
}
