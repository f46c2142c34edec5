package crs

import (
	"errors"
	"strings"
	"testing"
)

// TestParseCodes reads each form in which a code is written.
func TestParseCodes(t *testing.T) {
	for text, want := range map[string]string{
		"EPSG:2154": "EPSG:2154", "epsg:2154": "EPSG:2154", "2154": "EPSG:2154", " EPSG:2154\r\n": "EPSG:2154",
		"EPSG::2154": "EPSG:2154", "\ufeffEPSG:2154": "EPSG:2154", "+init=epsg:2154": "EPSG:2154",
		"urn:ogc:def:crs:EPSG::2154":                      "EPSG:2154",
		"urn:ogc:def:crs:EPSG:6.9:2154":                   "EPSG:2154",
		"urn:x-ogc:def:crs:EPSG:2154":                     "EPSG:2154",
		"http://www.opengis.net/def/crs/EPSG/0/2975":      "EPSG:2975",
		"https://www.opengis.net/def/crs/EPSG/9.9.1/3035": "EPSG:3035",
		"http://www.opengis.net/gml/srs/epsg.xml#4326":    "EPSG:4326",
		"http://www.opengis.net/def/crs/OGC/1.3/CRS84":    "EPSG:4326",
		"urn:ogc:def:crs:OGC:1.3:CRS84":                   "EPSG:4326",
		"OGC:CRS84":                                       "EPSG:4326", "CRS84": "EPSG:4326", "WGS 84": "EPSG:4326",
		"EPSG:9794": "EPSG:2154", "ESRI:102110": "EPSG:2154", "IGNF:LAMB93": "EPSG:2154", "IGNF:UTM22RGFG95": "EPSG:2972",
		"RGF93 / Lambert-93": "EPSG:2154", "RGF_1993_Lambert_93": "EPSG:2154", "RGF93_Lambert_93": "EPSG:2154", "Lambert 93": "EPSG:2154",
		"RGR92_UTM_40S": "EPSG:2975", "RGR92 / UTM zone 40S": "EPSG:2975", "WGS_1984_UTM_Zone_20N": "EPSG:32620",
		"EPSG:3946": "EPSG:3946", "EPSG:9826": "EPSG:3946", "EPSG:9846": "EPSG:3946", "EPSG:32740": "EPSG:32740", "EPSG:102100": "EPSG:3857",
		`{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2154"}}`: "EPSG:2154",
	} {
		s, err := Parse(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		} else if s.Code() != want {
			t.Errorf("%q: got %s, want %s", text, s, want)
		}
	}
}

// TestRefusedTexts refuses what cannot be read and says what it is, why, and
// what to do.
func TestRefusedTexts(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "empty",
		"EPSG:27572":                    "NTF",
		"IGNF:LAMBE":                    "NTF",
		"NTF (Paris) / Lambert zone II": "NTF",
		"EPSG:23031":                    "European Datum 1950",
		"EPSG:2970":                     "local datum",
		"EPSG:32661":                    "known are",
		"EPSG:25827":                    "known are",
		"EPSG:2056":                     "known are",
		"EPSG:99999999999999999":        "known are",
		"Atlantis":                      "known are",
		"+proj=lcc +lat_1=49":           "PROJ strings",
		`{"type":"link"}`:               "properties.name",
		`{"type":"name","properties":{"name":" {\"properties\":{}}"}}`: "properties.name",
		strings.Repeat("x", maxText+1):                                 "bytes long",
	} {
		s, err := Parse(text)
		var refused *RefusedError
		if !errors.As(err, &refused) {
			t.Errorf("%.40q: got %v, %v; want a refusal", text, s, err)
			continue
		}
		if !strings.Contains(refused.Reason, want) || refused.Fix == "" || len(err.Error()) > 600 {
			t.Errorf("%.40q: %v, want %q and a fix", text, err, want)
		}
	}
}
