package boundary

import (
	"encoding/json"
	"fmt"
	"strings"
)

// jsonObject is the attributes of a feature of GeoJSON, in the bytes of the file.
type jsonObject []byte

func (o jsonObject) each(member func(name string, a attribute)) error {
	c := cursor{b: o}
	return c.object(func(key string) error {
		raw, err := c.value()
		if err == nil {
			member(key, jsonValue(raw))
		}
		return err
	})
}

// jsonValue is a value of JSON, checked to be one.
type jsonValue []byte

func (v jsonValue) isNull() bool   { return string(v) == "null" }
func (v jsonValue) isUnread() bool { return false }
func (v jsonValue) found() string  { return clip(string(v)) }

func (v jsonValue) text() (string, error) {
	if v[0] != '"' {
		return "", fmt.Errorf("want a text, found %s", v.found())
	}
	s, err := decodeText(v)
	return strings.TrimSpace(s), err
}

// list reads a list of texts. A list of numbers is refused, even where no zero can
// have been lost.
func (v jsonValue) list(string) ([]string, error) {
	if v[0] != '[' {
		return nil, notList(v)
	}
	var elements []json.RawMessage
	if err := json.Unmarshal(v, &elements); err != nil {
		return nil, err
	}
	var list []string
	for _, e := range elements {
		s, err := jsonValue(e).text()
		if err != nil {
			return nil, fmt.Errorf("%w in a list of texts (codes are \"01\", not 1)", err)
		}
		if s == "" {
			return nil, errEmptyInList
		}
		list = append(list, s)
	}
	return list, nil
}

func (v jsonValue) truth() (yes bool, err error) {
	if json.Unmarshal(v, &yes) != nil {
		return false, fmt.Errorf("want true or false, found %s", v.found())
	}
	return yes, nil
}
