package equity

import (
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"maillage/api/rest"
	"maillage/api/strictjson"
)

// ReadAllocationKey reads an envelope and a formula, as strictly as a scenario:
// what is money must not be read otherwise than it is written.
func ReadAllocationKey(body io.Reader) (*allocationKey, error) {
	b, err := io.ReadAll(body)
	if err != nil {
		return nil, rest.ErrRead(err)
	}
	var key allocationKey
	if err := key.parse(strictjson.TrimMark(b)); err != nil {
		return nil, rest.InvalidBody.Problem("The body is not an envelope and a formula: "+err.Error()+".",
			BodyAllocation.Description)
	}
	if key.Overseas == nil {
		key.Overseas = &decimal{big.NewRat(1, 1)}
	}
	return &key, nil
}

func (k *allocationKey) parse(b []byte) error {
	if !utf8.Valid(b) {
		return errors.New("not UTF-8")
	}
	err := readMembers(b, map[string]func([]byte) error{
		"envelope": optionally(&k.Envelope), "fixed_part": k.FixedPart.UnmarshalJSON,
		"weights": k.Weights.parse, "overseas_coefficient": optionally(&k.Overseas),
		"floor": k.Floor.UnmarshalJSON, "ceiling": optionally(&k.Ceiling),
	})
	switch {
	case err != nil:
		return err
	case k.Envelope == nil:
		return errors.New("envelope is missing")
	case k.Ceiling != nil && *k.Ceiling == 0:
		return errors.New("a ceiling of 0 leaves nothing to anyone: raise it, or leave it out")
	}
	return nil
}

func (w *allocationWeights) parse(b []byte) error {
	return readMembers(b, map[string]func([]byte) error{
		"neighbourhoods": w.Neighbourhoods.UnmarshalJSON, "people": w.People.UnmarshalJSON,
		"npnru": w.NPNRU.UnmarshalJSON, "area": w.Area.UnmarshalJSON,
	})
}

// readMembers hands each member of an object to what reads it. Names that are
// not known, and those that come twice, are refused.
func readMembers(b []byte, read map[string]func([]byte) error) error {
	var names []string
	for name := range read {
		names = append(names, name)
	}
	slices.Sort(names)
	members, err := strictjson.Object(b, func(name string) error {
		if read[name] == nil {
			text := fmt.Sprintf("no member is called %.64q; they are %s", name, strings.Join(names, ", "))
			if near := rest.Nearest(name, names); near != "" {
				text += "; the nearest is " + near
			}
			return errors.New(text)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, name := range names {
		if raw, ok := members[name]; ok {
			if err := read[name](raw); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return nil
}

// optionally reads a member that may be null, which is as if it were left out.
func optionally[T any, P interface {
	*T
	UnmarshalJSON([]byte) error
}](into **T) func([]byte) error {
	return func(raw []byte) error {
		if string(raw) == "null" {
			return nil
		}
		*into = new(T)
		return P(*into).UnmarshalJSON(raw)
	}
}
