package main

import (
	"encoding/json"
	"fmt"
)

// object is a JSON object of the document.
type object = map[string]any

// words are the members of a schema that say nothing of its shape as a type.
var words = map[string]bool{"description": true, "example": true, "pattern": true, "format": true}

// shapes keeps of a document its schemas, without their words: what the types of
// the map are made of. They change when an answer does, not when a text does.
func shapes(document []byte) ([]byte, error) {
	var all object
	if err := json.Unmarshal(document, &all); err != nil {
		return nil, err
	}
	components, ok := all["components"].(object)
	if !ok {
		return nil, fmt.Errorf("the document has no components")
	}
	schemas, ok := components["schemas"].(object)
	if !ok {
		return nil, fmt.Errorf("the document has no schemas")
	}
	for name, s := range schemas {
		schemas[name] = wordless(s)
	}
	all["components"], all["paths"] = object{"schemas": schemas}, object{}
	delete(all, "tags")
	return json.Marshal(all)
}

// wordless leaves out the words of a schema and of those within. The members of
// properties are names of values: one may be called description.
func wordless(schema any) any {
	switch v := schema.(type) {
	case []any:
		for i := range v {
			v[i] = wordless(v[i])
		}
	case object:
		for name, one := range v {
			properties, ok := one.(object)
			switch {
			case name == "properties" && ok:
				for p := range properties {
					properties[p] = wordless(properties[p])
				}
			case words[name]:
				delete(v, name)
			default:
				v[name] = wordless(one)
			}
		}
	}
	return schema
}
