package pages

import (
	"regexp"
	"strconv"
	"strings"
)

// A choice stands in a text where a word agrees with a number that is filled in:
// {2:est|sont} is "est" where the second is of the singular, else "sont".
var choice = regexp.MustCompile(`\{(\d):([^|{}]*)\|([^|{}]*)\}`)

// agree settles the choices of a text by what is filled in, in its order.
func agree(l Lang, text string, with []any) string {
	if !strings.Contains(text, "{") {
		return text
	}
	return choice.ReplaceAllStringFunc(text, func(found string) string {
		parts := choice.FindStringSubmatch(found)
		at, _ := strconv.Atoi(parts[1]) // a digit, by the expression
		if at >= 1 && at <= len(with) {
			if number, ok := with[at-1].(string); ok && singular(l, number) {
				return parts[2]
			}
		}
		return parts[3]
	})
}

// singular tells whether a number, as it is written, takes the singular: in
// French whatever is less than two, in English one alone.
func singular(l Lang, number string) bool {
	number = strings.TrimLeft(number, "+"+minus)
	if l == English {
		return number == "1"
	}
	whole, _, _ := strings.Cut(number, ",")
	return whole == "0" || whole == "1"
}
