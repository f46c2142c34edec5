package wire

import (
	"fmt"
	"net/url"
	"strings"

	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/scenario"
	"maillage/geo/snapshot"
)

// OfOtherLevel tells of a code that it is one of another level, where its unit is;
// false where it is none of any that is loaded, or may be meant for one of this.
func OfOtherLevel(p *rest.Problem, s *snapshot.Snapshot, level geo.Level, code string) bool {
	upper := strings.ToUpper(strings.TrimSpace(code))
	if _, err := s.Position(level, upper); err == nil {
		return false
	}
	for _, other := range []geo.Level{geo.Collectivity, geo.Department, geo.Region, geo.EPCI, geo.Commune} {
		if _, err := s.Position(other, upper); err != nil || other == level || s.Ground(other) == nil {
			continue
		}
		p.Detail = fmt.Sprintf("No %s has the code %s, which is that of a %s.", level, rest.Quote(upper), other)
		p.Fix = fmt.Sprintf("Ask for /collections/%s/items/%s.", CollectionName(other), url.PathEscape(upper))
		return true
	}
	return false
}

// Suggest names the code that one that is none may stand for: written in lower case,
// without its zeros, or with a slip after its first two characters.
func Suggest(p *rest.Problem, s *snapshot.Snapshot, ref geo.UnitRef) {
	upper := strings.ToUpper(strings.TrimSpace(ref.Code))
	near := scenario.NearestUnit(s, ref)
	slip := len(near) > 2 && len(upper) > 2 && near[:2] == upper[:2]
	if near == "" || !slip && near != upper && !strings.HasSuffix(near, upper) {
		return
	}
	p.Nearest, p.Fix = near, rest.DidYouMean(near)+p.Fix
}
