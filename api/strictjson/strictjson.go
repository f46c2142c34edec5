// Package strictjson splits JSON into its members and elements without the
// tolerance of encoding/json: a name that comes twice, or in another case, would
// there replace what came before it in silence.
package strictjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// byteOrderMark is what some editors put before UTF-8.
var byteOrderMark = []byte{0xEF, 0xBB, 0xBF}

// TrimMark removes byte order marks from the start of a document, which JSON
// lets a reader pass over (RFC 8259, 8.1); careless programs write two.
func TrimMark(b []byte) []byte {
	for bytes.HasPrefix(b, byteOrderMark) {
		b = b[len(byteOrderMark):]
	}
	return b
}

// Object splits an object into its members, each as it is written. It refuses
// what check refuses of a name, names that come twice, values that are no
// object, broken JSON, and anything after the end. A nil check takes all names.
func Object(raw []byte, check func(name string) error) (map[string]json.RawMessage, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	if err := open(d, '{', "an object"); err != nil {
		return nil, err
	}
	members := map[string]json.RawMessage{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, broken(err)
		}
		name := token.(string) // a member of an object begins with its name, or Token fails
		if check != nil {
			if err := check(name); err != nil {
				return nil, err
			}
		}
		if _, twice := members[name]; twice {
			return nil, fmt.Errorf("field %.64q comes twice: keep one", name)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, fmt.Errorf("field %.64q: %w", name, broken(err))
		}
		members[name] = value
	}
	return members, end(d)
}

// Elements splits a list into its elements, each as it is written, and hands
// their number to room before each: an error of it ends the reading.
func Elements(raw []byte, room func(n int) error) ([]json.RawMessage, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	if err := open(d, '[', "a list"); err != nil {
		return nil, err
	}
	var list []json.RawMessage
	for d.More() {
		if err := room(len(list) + 1); err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, broken(err)
		}
		list = append(list, value)
	}
	return list, end(d)
}

func open(d *json.Decoder, delim json.Delim, what string) error {
	token, err := d.Token()
	if err == io.EOF {
		return fmt.Errorf("nothing there: want %s", what)
	}
	if err != nil {
		return broken(err)
	}
	if token != delim {
		return fmt.Errorf("want %s, found %s", what, describe(token))
	}
	return nil
}

// end reads the closing delimiter, after which nothing may stand.
func end(d *json.Decoder) error {
	if _, err := d.Token(); err != nil {
		return broken(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something stands after the end")
	}
	return nil
}

// broken says in words what encoding/json says in those of its reader.
func broken(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("broken JSON: it ends too early; a bracket, brace or quote is not closed")
	}
	return fmt.Errorf("broken JSON: %w", err)
}

// Describe says in words what kind of value stands in some JSON.
func Describe(raw []byte) string {
	token, err := json.NewDecoder(bytes.NewReader(raw)).Token()
	if err != nil {
		return "broken JSON"
	}
	return describe(token)
}

func describe(token json.Token) string {
	switch v := token.(type) {
	case nil:
		return "null"
	case json.Delim:
		if v == '{' {
			return "an object"
		}
		return "a list"
	case string:
		return fmt.Sprintf("the text %.40q", v)
	case bool:
		return fmt.Sprint(v)
	default:
		return fmt.Sprintf("the number %.40v", v)
	}
}
