package strictjson

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestRefusals(t *testing.T) {
	known := func(name string) error {
		if name != "a" && name != "b" {
			return errors.New("unknown " + name)
		}
		return nil
	}
	for text, says := range map[string]string{
		``:                   "nothing there: want an object",
		`null`:               "want an object, found null",
		`[]`:                 "want an object, found a list",
		`"x"`:                `want an object, found the text "x"`,
		`1`:                  "want an object, found the number 1",
		`{`:                  "it ends too early",
		`{"a":`:              "it ends too early",
		`{"a":1,"a":2}`:      `field "a" comes twice`,
		`{"a":1,"\u0061":2}`: `field "a" comes twice`,
		`{"A":1}`:            "unknown A",
		`{"a":1}{}`:          "something stands after the end",
		`{"a":x}`:            "broken JSON",
	} {
		if _, err := Object([]byte(text), known); err == nil || !strings.Contains(err.Error(), says) ||
			strings.Contains(err.Error(), "EOF") {
			t.Errorf("%s: %v, want %q", text, err, says)
		}
	}
	if _, err := Elements([]byte(`[1,2]`), func(n int) error {
		if n > 1 {
			return errors.New("full")
		}
		return nil
	}); err == nil || err.Error() != "full" {
		t.Errorf("two elements where there is room for one: %v", err)
	}
}

// FuzzObject: what is split says the same as what encoding/json reads of it.
func FuzzObject(f *testing.F) {
	f.Add([]byte(`{"a":1,"b":[2,{"c":null}]}`))
	f.Add([]byte(`{"a":1,"a":2}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		members, err := Object(b, nil)
		if err != nil {
			return
		}
		if !json.Valid(b) {
			t.Fatalf("%q was split and is no JSON", b)
		}
		var want map[string]any
		if err := json.Unmarshal(b, &want); err != nil {
			return // a number too large for a float
		}
		got := map[string]any{}
		for name, raw := range members {
			var v any
			if err := json.Unmarshal(raw, &v); err != nil {
				t.Fatalf("%q: %v", raw, err)
			}
			got[name] = v
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v, want %v", b, got, want)
		}
	})
}
