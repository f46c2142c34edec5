package api

import (
	"encoding/json"
	"slices"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// orCountry lets a parameter of territories take the code of another country
// too; whether the data set is that country's is settled once it is known.
func orCountry(p *param, _ func(resolved) geo.Territory) *param {
	oneOf := p.read
	p.read = func(v *values, text string) (any, string, error) {
		if t, err := geo.ParseTerritory(text); err == nil && t.Country() != "" {
			return t, text, nil
		}
		return oneOf(v, text)
	}
	return p
}

// foreign reports whether a snapshot is of another country than France.
func foreign(s *snapshot.Snapshot) bool { return s != nil && s.Territory().Country() != "" }

// settleTerritory holds the territory asked for to those of the data set: a
// country's own code stands where none was given.
func (c *call) settleTerritory(given bool) error {
	if _, asked := c.setting(territoryParam); !asked || c.snapshot == nil {
		return nil
	}
	if foreign(c.snapshot) && !given {
		c.Territory = c.snapshot.Territory()
		c.replace(territoryParam, string(c.Territory), c.Territory)
	}
	if known := c.snapshot.Data.Catalogue.Territories(); !slices.Contains(known, c.Territory) {
		return territoryParam.blame(errNotAWord(territoryParam.name, string(c.Territory), namesOf(known)))
	}
	return nil
}

// offers reports whether a snapshot can answer in a representation: pages speak of
// French law, networks and maps, and of no other country's.
func offers(data any, r representation) bool {
	return r.format != formatHTML || !foreign(snapshotOf(data))
}

func notOffered(data any, _ representation) error {
	return notAcceptable.problem("Pages are written for the network of France, and this data set is of "+snapshotOf(data).Territory().Country()+".",
		"Ask for f=json, or send Accept: application/json.")
}

// aboutForeign is title and description of what holds something else in the
// data set of another country, by the name of the collection or layer.
var aboutForeign = map[string][2]string{
	"regions":        {"Regions", "The NUTS 1 or NUTS 2 regions that stand as regions."},
	"departments":    {"NUTS 3 regions", "The NUTS 3 regions."},
	"communes":       {"Local administrative units", "The local administrative units (LAU)."},
	"neighbourhoods": {"Priority neighbourhoods", "None: priority neighbourhoods are those of France."},
	"centres":        {"Centres", "Centres, each with the ground it serves on the day asked; null where it serves none."},
}

// aboutFor returns title and description of a collection or layer for a snapshot.
func aboutFor(s *snapshot.Snapshot, name, title, about string) (_, _ string) {
	if own, ok := aboutForeign[name]; ok && foreign(s) {
		return own[0], own[1]
	}
	return title, about
}

// centreOf is where a map starts: that of metropolitan France, or the middle of
// another country.
func centreOf(s *snapshot.Snapshot) [2]float64 {
	if foreign(s) {
		if box, ok := extentOf(geo.Department)(s); ok {
			return box.Center()
		}
	}
	return [2]float64{2.5, 46.6}
}

// documentFor rewrites the OpenAPI document for the data set of another country.
func documentFor(doc object, own geo.Territory) (object, error) {
	b, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	var plain object
	if err := json.Unmarshal(b, &plain); err != nil {
		return nil, err
	}
	ofCountry(plain, own)
	plain["info"].(object)["description"] = "Which parts of " + own.Country() + " had a centre on a day, which had none, which had two, and how many people that means. Examples are of France. Coordinates are WGS84 degrees, longitude first."
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
	case object:
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
