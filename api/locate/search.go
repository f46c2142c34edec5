package locate

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/api/wire/schemas"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// searchRoute finds anything that has a name by that name, or by its code.
func searchRoute() *rest.Route {
	return &rest.Route{
		Method: http.MethodGet, Path: "/search", Name: "search", Tag: "locate",
		Summary:     "Territories, neighbourhoods and centres by name or code",
		Description: schemas.Description("search"),
		Params:      []*rest.Param{wordsParam, ask.QPV, ask.Limit}, Handle: rest.Handled(getSearch),
		Answers: []rest.Representation{rest.AsJSON("Found")},
	}
}

var wordsParam, wordsOf = rest.Typed(rest.Param{
	Name: "q", In: rest.InQuery, Required: true, Example: "lyon",
	Description: schemas.Description("q"),
	Schema:      rest.Object{"type": "string", "minLength": 1, "maxLength": longestSearch},
}, readWords)

func readWords(_ *rest.Values, text string) (string, string, error) {
	if len([]rune(text)) > longestSearch || len(Folded(text)) == 0 {
		return "", "", rest.InvalidParameter.Problem(rest.Quote(text)+" cannot be searched for.",
			"Send letters or digits, 80 characters at most.")
	}
	return text, text, nil
}

const longestSearch = 80

// FoundAnswer lists what bears a name.
type FoundAnswer struct {
	Query   string      `json:"q"`
	Matched int         `json:"matched"` // of which the list may hold a part
	Results []foundWire `json:"results"`
	Note    *string     `json:"note"` // why nothing is found, where that is known; null elsewhere
	wire.Envelope
}

type foundWire struct {
	Collection string      `json:"collection"`
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Context    any         `json:"context"`     // where it lies; null for what needs no telling
	Former     any         `json:"former_code"` // by which it was found, where that is not its own any more
	Box        *[4]float64 `json:"bbox"`        // of its ground, or of the point it is shown at; null where none is known
}

// nameable is anything that can be found.
type nameable struct {
	collection, id, name, context string
	former                        string        // code it took over, and is found by; "": it is found by its own
	geography                     geo.Geography // of a neighbourhood
	keys                          []string      // folded names
	key                           string        // folded id
	box                           func() *[4]float64
}

// searchIndex is all that can be found in a generation.
var searchIndex rest.Derived[[]nameable]

func nameablesOf(s *snapshot.Snapshot) []nameable {
	list := namesIn(s)
	for i := range list {
		list[i].key = strings.Join(Folded(list[i].id), " ")
	}
	return list
}

func getSearch(c *ask.Call) (rest.Answer, error) {
	type ranked struct{ at, rank int }
	all := searchIndex.Of(c.From, func() []nameable { return nameablesOf(c.Snapshot) })
	asked := Folded(wordsOf(c))
	ways := [][]string{asked}
	if whole := spelled(asked); !slices.Equal(whole, asked) {
		ways = append(ways, whole) // both, for what begins with St may be Stains
	}
	var found []ranked
	for i := range all {
		if i%1024 == 0 && c.Ctx.Err() != nil {
			return rest.Answer{}, c.Ctx.Err()
		}
		if all[i].geography != "" && all[i].geography != c.Geography {
			continue
		}
		rank := notFound
		for _, words := range ways {
			rank = min(rank, all[i].rank(words))
		}
		if rank < notFound {
			found = append(found, ranked{i, rank})
		}
	}
	slices.SortStableFunc(found, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	out := FoundAnswer{Query: wordsOf(c), Matched: len(found), Results: []foundWire{}, Envelope: wire.EnvelopeOf(c)}
	for _, f := range found[:min(len(found), ask.LimitOf(c))] {
		one := &all[f.at]
		wire := foundWire{
			Collection: one.collection, ID: one.id, Name: one.name, Context: rest.OrNil(one.context),
			Former: rest.OrNil(one.former),
		}
		if one.box != nil {
			wire.Box = one.box()
		}
		out.Results = append(out.Results, wire)
	}
	if len(found) == 0 {
		out.Note = noteOnCode(c.Snapshot, wordsOf(c))
	}
	return rest.Answer{Value: out}, nil
}

// How well something answers, the best first.
const (
	byCode = iota
	byName // or by a code it took over
	byStart
	byWords
	notFound
)

// rank says how well something answers to some folded words.
func (n *nameable) rank(asked []string) int {
	whole := strings.Join(asked, " ")
	if n.former != "" {
		if strings.ToLower(n.former) == whole {
			return byName
		}
		return notFound
	}
	if n.key == whole {
		return byCode
	}
	best := notFound
	for _, key := range n.keys {
		switch {
		case key == whole:
			best = min(best, byName)
		case strings.HasPrefix(key, whole):
			best = min(best, byStart)
		case holdsAll(key, asked):
			best = min(best, byWords)
		}
	}
	return best
}

// holdsAll reports whether each word begins a word of a key.
func holdsAll(key string, words []string) bool {
	for _, w := range words {
		if !strings.HasPrefix(key, w) && !strings.Contains(key, " "+w) {
			return false
		}
	}
	return true
}

// Folded is the words of a text without accents, capitals or marks: "L'Haÿ" and
// "l hay" are one.
// Folded words fold to themselves, whatever the bytes: what is not UTF-8 parts
// words, before it can hide a letter from its decomposition.
func Folded(text string) []string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(strings.ToValidUTF8(text, " ")))
	return strings.FieldsFunc(ligatures.Replace(plain),
		func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// ligatures are two letters each, once they are lower case and bear no accent.
var ligatures = strings.NewReplacer("œ", "oe", "æ", "ae")
