package boundary

import (
	"strings"

	"maillage/geo"
)

// assignments refuses a table of codes that says which centre holds each, and has no
// ground: read as a layer, it would pass for units without ground. nil for others.
func (t *table) assignments() *fault {
	var centre, code *column
	for _, c := range t.columns {
		switch c.lower {
		case centreKey:
			centre = c
		case "code":
			code = c
		}
	}
	best := t.decide()
	switch {
	case centre == nil || t.saysPerimeters() || isPlace(centre.sample):
		return nil
	case code != nil:
		f := faultf(RuleWrongFormat, "it is a table of assignments (columns centre and code), which says who holds which unit, and no boundaries or perimeters")
		f.fix = "send it to POST /analysis/assignments of the service, which makes a scenario of it (columns level, code, name, centre, centre_name); " + orPerimeters
		return f
	case len(best) == 1 && best[0].layer != geo.PerimeterLayer:
		f := faultf(RuleWrongFormat, "its rows are coded as %s, have no ground and name a centre each: it may be a table of assignments", describe(best))
		f.fix = "call the column of codes \"code\" and send it to POST /analysis/assignments of the service, which makes a scenario of it; " + orPerimeters + "; if units without ground are meant, say so, " + flagsOf(best)
		return f
	}
	return nil
}

// orPerimeters is what else may be done with a table of codes and centres.
const orPerimeters = "or make perimeters of it: columns centre, confidence, and departments, epci or communes"

// isPlace reports whether what stands in a column centre is a position, which files of
// units give of each.
func isPlace(sample string) bool {
	return sample != "" && strings.ContainsRune("[{(-0123456789", rune(sample[0])) || strings.HasPrefix(strings.ToUpper(sample), "POINT")
}
