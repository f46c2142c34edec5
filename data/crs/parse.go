package crs

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/paulmach/orb"
)

// maxText bounds what Parse looks at. The longest definition in use, WKT 2 with
// its remarks, takes about 4 KB.
const maxText = 64 << 10

// Parse finds the system that a text means: a code, URN, URL, name, WKT 1 or 2
// (what a .prj file holds), the CoordSys clause of a MapInfo interchange file, or
// a crs member of GeoJSON. WKT and clauses are matched by their parameters, and
// refused where a name or code in them says otherwise. The error is a
// *RefusedError.
func Parse(text string) (System, error) {
	if len(text) > maxText {
		return System{}, refuse(text[:maxText], fmt.Sprintf("it is %d bytes long, the most is %d", len(text), maxText), state)
	}
	text = strings.TrimSpace(strings.TrimPrefix(text, "\ufeff"))
	switch {
	case text == "":
		return System{}, refuse(text, "it is empty", state)
	case text[0] == '{':
		return parseMember(text)
	case coordSys.MatchString(text):
		return parseMapInfo(text)
	case strings.ContainsAny(text, "[("):
		if looksLikeWKT.MatchString(text) {
			return parseWKT(text)
		}
	}
	if authority, code, ok := splitCode(text); ok {
		return byCode(authority, code)
	}
	return byName(text)
}

var looksLikeWKT = regexp.MustCompile(`^\w+\s*[\[(]\s*(?:"|\w+\s*[\[(])`)

// parseMember reads the crs member of GeoJSON 2008.
func parseMember(text string) (System, error) {
	var member struct {
		Type       string
		Properties struct{ Name string }
	}
	if err := json.Unmarshal([]byte(text), &member); err != nil || member.Properties.Name == "" || strings.HasPrefix(strings.TrimSpace(member.Properties.Name), "{") {
		return System{}, refuse(text, "the JSON names no system in properties.name", state)
	}
	return Parse(member.Properties.Name)
}

// codeForms are the ways of writing an authority and a code.
var codeForms = []*regexp.Regexp{
	regexp.MustCompile(`^(?:urn:(?:x-)?ogc:def:crs:)([a-z]+)(?::[0-9.]*)?:([a-z0-9]+)$`),
	regexp.MustCompile(`^https?://(?:www\.)?opengis\.net/def/crs/([a-z]+)/[0-9.]+/([a-z0-9]+)/?$`),
	regexp.MustCompile(`^https?://(?:www\.)?opengis\.net/gml/srs/([a-z]+)\.xml#([a-z0-9]+)$`),
	regexp.MustCompile(`^\+?(?:init=)?(epsg|esri|ignf|ogc)\s*::?\s*([a-z0-9]+)$`),
	regexp.MustCompile(`^(epsg) ([0-9]+)$`),
	regexp.MustCompile(`^()([0-9]{4,6})$`),
}

// splitCode returns the authority and the code of a text that is one.
func splitCode(text string) (authority, code string, ok bool) {
	lower := strings.ToLower(text)
	for _, form := range codeForms {
		if m := form.FindStringSubmatch(lower); m != nil {
			authority, code = strings.ToUpper(m[1]), strings.ToUpper(m[2])
			if authority == "" {
				authority = "EPSG"
			}
			return authority, code, true
		}
	}
	return "", "", false
}

func byCode(authority, code string) (System, error) {
	if d := definitionOf(authority, code); d != nil {
		return d.system(), nil
	}
	if err := legacyCode(authority, code); err != nil {
		return System{}, err
	}
	return System{}, refuse(authority+":"+code, "it is not one of those that can be read; "+readable, reproject)
}

func byName(name string) (System, error) {
	if d := definitionsNamed(name); d != nil {
		return d[0].system(), nil
	}
	if err := legacyName(name); err != nil {
		return System{}, err
	}
	if strings.HasPrefix(name, "+") {
		return System{}, refuse(name, "PROJ strings are not read", state)
	}
	return System{}, refuse(name, "it is not one of those that can be read; "+readable, state)
}

// definitionOf returns the system of a code, nil where there is none.
func definitionOf(authority, code string) *definition {
	if d := codes()[authority+":"+code]; d != nil {
		return d
	}
	n, err := strconv.Atoi(code)
	if err != nil || authority != "EPSG" {
		return nil
	}
	switch {
	case n > 32600 && n <= 32660:
		return utmWGS84(n-32600, false)
	case n > 32700 && n <= 32760:
		return utmWGS84(n-32700, true)
	case n >= 25828 && n <= 25838:
		return utmETRS89(n - 25800)
	}
	return nil
}

var utmName = regexp.MustCompile(`^(wgs|etrs)(?:84|89|1984|1989)utm([0-9]{1,2})([ns])$`)

// definitionsNamed returns the systems of a name, the most usual first, none
// where it is not known.
func definitionsNamed(name string) []*definition {
	folded := fold(name)
	if d := names()[folded]; d != nil {
		return d
	}
	m := utmName.FindStringSubmatch(folded)
	if m == nil {
		return nil
	}
	zone, _ := strconv.Atoi(m[2])
	switch {
	case m[1] == "wgs" && zone >= 1 && zone <= 60:
		return []*definition{utmWGS84(zone, m[3] == "s")}
	case m[1] == "etrs" && zone >= 28 && zone <= 38 && m[3] == "n":
		return []*definition{utmETRS89(zone)}
	}
	return nil
}

// codes and names are what each system of the table is known by.
var (
	codes = sync.OnceValue(func() map[string]*definition {
		m := make(map[string]*definition)
		for _, d := range known() {
			for _, c := range append([]string{d.code}, d.also...) {
				if strings.Contains(c, ":") {
					m[c] = d
				}
			}
		}
		return m
	})
	names = sync.OnceValue(func() map[string][]*definition {
		m := make(map[string][]*definition)
		for _, d := range known() {
			for _, n := range append([]string{d.name}, d.also...) {
				if of := m[fold(n)]; !strings.Contains(n, ":") && !slices.Contains(of, d) {
					m[fold(n)] = append(of, d)
				}
			}
		}
		return m
	})
)

var (
	accents    = strings.NewReplacer("é", "e", "É", "e", "è", "e", "ç", "c", "ã", "a")
	esriPrefix = regexp.MustCompile(`^(?i:d|gcs)_`)
)

// fold leaves of a name what writers agree on: letters and digits in lower
// case, without the word zone and the prefixes of ESRI.
func fold(name string) string {
	name = esriPrefix.ReplaceAllString(accents.Replace(name), "")
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	return strings.ReplaceAll(b.String(), "zone", "")
}

// utmWGS84 returns a zone of UTM on WGS84, over far more than the six degrees
// of the zone: files put a whole territory in one.
func utmWGS84(zone int, south bool) *definition {
	d := &definition{datum: "WGS84", params: utm(wgs84Shape, zone, south)}
	hemisphere, base := "N", 32600
	d.area = box(d.lon0-15, 0, d.lon0+15, 84)
	if south {
		hemisphere, base = "S", 32700
		d.area = box(d.lon0-15, -80, d.lon0+15, 0)
	}
	d.code = fmt.Sprintf("EPSG:%d", base+zone)
	d.name = fmt.Sprintf("WGS 84 / UTM zone %d%s", zone, hemisphere)
	return d
}

// utmETRS89 returns a zone of UTM on ETRS89, 28 to 38.
func utmETRS89(zone int) *definition {
	d := &definition{datum: "ETRS89", params: utm(grs80, zone, false)}
	d.code, d.name = fmt.Sprintf("EPSG:%d", 25800+zone), fmt.Sprintf("ETRS89 / UTM zone %dN", zone)
	d.area = orb.Bound{Min: orb.Point{d.lon0 - 15, europe.Min[1]}, Max: orb.Point{d.lon0 + 15, europe.Max[1]}}
	return d
}
