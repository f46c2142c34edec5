package spreadsheet

import "strings"

// shows is what of a number is read, by its format.
type shows int

const (
	value shows = iota // whatever the format is
	zeros              // 00000: as many digits
	day
	month // of a date whose day is not shown
	year
)

// codes are formats that excelize turns a date into.
var codes = map[shows]string{day: `yyyy\-mm\-dd`, month: `yyyy\-mm`, year: `yyyy`}

// builtIn reads the formats that have a number and no code.
func builtIn(id int) shows {
	switch {
	case id >= 14 && id <= 16, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id >= 57 && id <= 58:
		return day
	case id == 17:
		return month
	}
	return value
}

// showsOf reads the code of a number format: what stands for a part of a date
// outside of quotes, brackets and what is escaped. Times alone are no dates.
func showsOf(code string) shows {
	code, _, _ = strings.Cut(code, ";") // the other sections are for what is negative or text
	if len(code) > 1 && strings.Trim(code, "0") == "" {
		return zeros
	}
	var letters strings.Builder
	quoted, bracket, skip := false, false, false
	for _, r := range strings.ToLower(code) {
		switch {
		case skip:
			skip = false
		case quoted:
			quoted = r != '"'
		case bracket:
			bracket = r != ']'
		case r == '"':
			quoted = true
		case r == '[':
			bracket = true
		case r == '\\' || r == '_' || r == '*':
			skip = true
		default:
			letters.WriteRune(r)
		}
	}
	has := func(letter string) bool { return strings.Contains(letters.String(), letter) }
	switch {
	case strings.Contains(letters.String(), "general"):
		return value
	case has("d"):
		return day
	case has("y") && has("m"):
		return month
	case has("y"):
		return year
	}
	return value
}
