package api

import (
	"encoding/json"
	"slices"

	"maillage/api/rest"
	"maillage/geo"
)

// documentFor rewrites the OpenAPI document for the data set of another country.
func documentFor(doc rest.Object, own geo.Territory) (rest.Object, error) {
	b, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	var plain rest.Object
	if err := json.Unmarshal(b, &plain); err != nil {
		return nil, err
	}
	ofCountry(plain, own)
	plain["info"].(rest.Object)["description"] = "Which parts of " + own.Country() +
		" had a centre on a day, which had none, which had two, and how many people that means. Examples are of France. " +
		"Coordinates are WGS84 degrees, longitude first."
	return plain, nil
}

// ofCountry puts the one territory of a country for those of France, and takes
// back the promise of parts it has not. The document has been through JSON.
func ofCountry(v any, own geo.Territory) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = ofCountry(v[i], own)
		}
	case rest.Object:
		for name, member := range v {
			v[name] = ofCountry(member, own)
		}
		if words, ok := v["enum"].([]any); ok && slices.Contains(words, any(string(geo.DROM))) {
			v["enum"] = []any{string(own)}
			if _, ok := v["default"]; ok {
				v["default"] = string(own)
			}
		}
		if required, ok := v["required"].([]any); ok {
			v["required"] = slices.DeleteFunc(required, func(name any) bool { return name == "by_territory" })
		}
	}
	return v
}
