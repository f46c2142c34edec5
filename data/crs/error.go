package crs

import "strings"

// RefusedError says why a text names no system that can be read.
type RefusedError struct {
	Found  string // what the text says it is, shortened
	Reason string
	Fix    string // what to do, always present
}

// Error returns all three on one line.
func (e *RefusedError) Error() string {
	return "reference system " + e.Found + ": " + e.Reason + "; " + e.Fix
}

const (
	reproject = "reproject with `ogr2ogr -t_srs EPSG:4326 OUT IN`"
	state     = "say which it is, as EPSG:2154, or " + reproject
)

func refuse(found, reason, fix string) error {
	return &RefusedError{Found: quote(found), Reason: reason, Fix: fix}
}

// readable tells what could have been read instead, for errors.
const readable = "known are EPSG:4326 (degrees), 2154 and 3942 to 3950 (Lambert-93, CC42 to CC50), " +
	"5490, 4559, 2972, 2975, 4471, 4467, 3296 to 3299, 3163 and 8903 (overseas), 3035, 25828 to 25838, " +
	"32601 to 32760 and 3857"

// quote shows foreign text in an error: short, on one line, printable.
func quote(s string) string {
	const most = 80
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '\ufffd' || r >= 0x2028 && r <= 0x202e {
			return ' '
		}
		return r
	}, strings.TrimSpace(strings.ToValidUTF8(s, " ")))
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return "\"" + s + "\""
}
