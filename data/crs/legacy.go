package crs

import (
	"fmt"
	"strings"
)

// legacy are datums that must not be taken as WGS84: those of France before
// the RG* systems, which old files are in.
type legacy struct {
	datum  string
	codes  [][2]int // ranges of EPSG codes
	ignf   []string
	words  []string // any of them at the start of a name, folded, tells it
	reason string
}

var legacies = []legacy{
	{
		datum: "NTF",
		codes: [][2]int{{27561, 27564}, {27571, 27574}, {27581, 27584}, {27591, 27594}, {4275, 4275}, {4807, 4807}},
		ignf:  []string{"LAMBE", "LAMB1", "LAMB2", "LAMB3", "LAMB4", "LAMB1C", "LAMB2C", "LAMB3C", "LAMB4C", "NTFG", "NTFP", "NTFLAMB2E"},
		words: []string{"ntf", "nouvelletriangulationfrancaise", "lambertii", "lambert2", "lambertiv"},
		reason: "it stands on NTF (Clarke 1880 ellipsoid, often the meridian of Paris), 50 to 100 m from WGS84 in France; " +
			"the shift to RGF93 needs the grid of IGN (ntf_r93.gsb), which is not built in",
	},
	{
		datum: "ED50", codes: [][2]int{{23028, 23038}, {4230, 4230}}, ignf: []string{"ED50G", "UTM30", "UTM31", "UTM32"},
		words:  []string{"ed50", "ed1950", "europeandatum1950", "european1950"},
		reason: "it stands on European Datum 1950, about 150 m from WGS84, by a shift that varies from place to place",
	},
	{
		datum: "local", codes: [][2]int{{2969, 2971}, {2973, 2973}, {2980, 2980}, {2990, 2990}, {3312, 3312}, {3727, 3727},
			{2987, 2988}, {4474, 4475}, {4622, 4623}, {4625, 4626}, {4632, 4632}, {3302, 3306}, {2976, 2979}, {3060, 3060}, {3164, 3165}},
		words: []string{"reunion1947", "pitondesneiges", "fortdesaix", "fortmarigot", "sainteanne", "csg67", "csg1967", "combani",
			"guadeloupe1948", "martinique1938", "tahiti", "moorea", "saintpierreetmiquelon1950", "cadastre1997"},
		reason: "it stands on a local datum from before the RG* systems, hundreds of metres from WGS84",
	},
}

// legacyCode refuses a code of an old system. nil: it is none.
func legacyCode(authority, code string) error {
	for _, l := range legacies {
		if l.hasCode(authority, code) {
			return refuse(authority+":"+code, l.reason, reproject)
		}
	}
	return nil
}

func (l *legacy) hasCode(authority, code string) bool {
	if authority == "IGNF" {
		for _, c := range l.ignf {
			if c == code {
				return true
			}
		}
		return false
	}
	var n int
	if _, err := fmt.Sscanf(code, "%d", &n); err != nil || authority != "EPSG" {
		return false
	}
	for _, r := range l.codes {
		if n >= r[0] && n <= r[1] {
			return true
		}
	}
	return false
}

// legacyName refuses a name that tells an old system or datum. nil: it does not.
func legacyName(name string) error {
	folded := fold(name)
	for _, l := range legacies {
		for _, w := range l.words {
			if strings.HasPrefix(folded, w) {
				return refuse(name, l.reason, reproject)
			}
		}
	}
	return nil
}
