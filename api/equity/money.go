package equity

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"
)

// euros is an amount of money in cents, written as a text of euros: a JSON
// number may lose its cents on the way.
type euros int64

var (
	euroText    = regexp.MustCompile(`^[0-9]{1,13}(\.[0-9]{1,2})?$`)
	decimalText = regexp.MustCompile(`^[0-9]{1,12}(\.[0-9]{1,9})?$`)
)

// UnmarshalJSON reads a text as "1200000" or "1200000.50": digits, with a point
// and one or two decimals at most.
func (e *euros) UnmarshalJSON(b []byte) error {
	text, quoted := unquoted(b)
	if !quoted || !euroText.MatchString(text) {
		return fmt.Errorf("%.40s is no amount: write euros as a text of digits, with two decimals at most, as \"1200000.50\"",
			b)
	}
	whole, cents, _ := strings.Cut(text, ".")
	var n int64
	for _, digit := range whole + (cents + "00")[:2] {
		n = 10*n + int64(digit-'0') // fifteen digits at most
	}
	*e = euros(n)
	return nil
}

// MarshalJSON writes what UnmarshalJSON reads, and a minus before what is taken
// away.
func (e euros) MarshalJSON() ([]byte, error) { return []byte(`"` + e.String() + `"`), nil }

// String writes euros with two decimals.
func (e euros) String() string {
	sign, n := "", int64(e)
	if n < 0 {
		sign, n = "-", -n
	}
	return fmt.Sprintf("%s%d.%02d", sign, n/100, n%100)
}

// decimal is an exact number, written as a text or as a number of JSON, without
// exponent.
type decimal struct{ *big.Rat }

// UnmarshalJSON reads digits, with nine decimals at most.
func (d *decimal) UnmarshalJSON(b []byte) error {
	text, _ := unquoted(b)
	if !decimalText.MatchString(text) {
		return fmt.Errorf("%.40s is no weight: write 0 or more, with nine decimals at most, as \"1.5\"", b)
	}
	d.Rat, _ = new(big.Rat).SetString(text)
	return nil
}

// MarshalJSON writes the shortest text of the number.
func (d decimal) MarshalJSON() ([]byte, error) {
	if d.Rat == nil {
		return []byte(`"0"`), nil
	}
	text := d.FloatString(9)
	return []byte(`"` + strings.TrimRight(strings.TrimRight(text, "0"), ".") + `"`), nil
}

// unquoted takes the quotes off a JSON text that has no escape.
func unquoted(b []byte) (text string, quoted bool) {
	text = string(b)
	if len(text) >= 2 && text[0] == '"' {
		return text[1 : len(text)-1], true
	}
	return text, false
}

// number is the amount for a table: fifteen digits, which a float holds exactly
// to the cent.
func (e euros) number() float64 { return float64(e) / 100 }
