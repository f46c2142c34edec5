package pages

import (
	"fmt"
	"strconv"
	"strings"
)

// A Lang is a language of the pages.
type Lang string

// The languages, the first being that of who asks for none.
const (
	French  Lang = "fr"
	English Lang = "en"
)

// Langs lists the languages in order.
var Langs = []Lang{French, English}

// Other is the other language.
func (l Lang) Other() Lang {
	if l == English {
		return French
	}
	return English
}

// Choose settles the language by Accept-Language headers (RFC 9110, 12.5.4):
// English where it is wanted more than French, else French.
func Choose(accept []string) Lang {
	quality := map[string]float64{}
	for part := range strings.SplitSeq(strings.ToLower(strings.Join(accept, ",")), ",") {
		tag, params, _ := strings.Cut(part, ";")
		primary, _, _ := strings.Cut(strings.TrimSpace(tag), "-")
		q := 1.0
		if text, ok := strings.CutPrefix(strings.TrimSpace(params), "q="); ok {
			var err error
			if q, err = strconv.ParseFloat(text, 64); err != nil || !(q >= 0 && q <= 1) {
				q = 0
			}
		}
		quality[primary] = max(quality[primary], q)
	}
	if quality["en"] > quality["fr"] {
		return English
	}
	return French
}

// spaced keeps high punctuation on the line of its word, as French asks.
var spaced = strings.NewReplacer(" :", nbsp+":", " ;", thin+";", " ?", thin+"?", "« ", "«"+nbsp, " »", nbsp+"»")

// A Text is a sentence or a word in both languages, with verbs of package fmt
// where something is filled in.
type Text struct{ French, English string }

// In returns the text in a language, filled in; words that stand as {1:is|are}
// agree with the number filled in there, written by [Lang.Count].
func (t Text) In(l Lang, with ...any) string {
	text := spaced.Replace(t.French)
	if l == English {
		text = t.English
	}
	text = agree(l, text, with)
	if len(with) == 0 {
		return text
	}
	return fmt.Sprintf(text, with...)
}
