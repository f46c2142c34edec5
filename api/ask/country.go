package ask

import (
	"slices"

	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// orCountry lets a parameter of territories take the code of another country
// too; whether the data set is that country's is settled once it is known.
func orCountry(p *rest.Param, _ func(rest.Resolved) geo.Territory) *rest.Param {
	oneOf := p.Read
	p.Read = func(v *rest.Values, text string) (any, string, error) {
		if t, err := geo.ParseTerritory(text); err == nil && t.Country() != "" {
			return t, text, nil
		}
		return oneOf(v, text)
	}
	return p
}

// Foreign reports whether a snapshot is of another country than France.
func Foreign(s *snapshot.Snapshot) bool { return s != nil && s.Territory().Country() != "" }

// SettleTerritory holds the territory asked for to those of the data set: a
// country's own code stands where none was given.
func (c *Call) SettleTerritory() error {
	setting, ok := c.Setting(Territory)
	if !ok || c.Snapshot == nil {
		return nil
	}
	if Foreign(c.Snapshot) && !setting.Given {
		c.Territory = c.Snapshot.Territory()
		c.Replace(Territory, string(c.Territory), c.Territory)
	}
	if known := c.Snapshot.Data.Catalogue.Territories(); !slices.Contains(known, c.Territory) {
		return Territory.WithParameter(rest.ErrNotAWord(Territory.Name, string(c.Territory), rest.NamesOf(known)))
	}
	return nil
}

// Offers reports whether a snapshot can answer in a representation: pages speak of
// French law, networks and maps, and of no other country's.
func Offers(data any, r rest.Representation) bool {
	return r.Format != rest.FormatHTML || !Foreign(SnapshotOf(data))
}

// NotOffered is the problem of a page that is asked of the data set of another country.
func NotOffered(data any, _ rest.Representation) error {
	return rest.NotAcceptable.Problem("Pages are written for the network of France, and this data set is of "+
		SnapshotOf(data).Territory().Country()+".",
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

// AboutFor returns title and description of a collection or layer for a snapshot.
func AboutFor(s *snapshot.Snapshot, name, title, about string) (_, _ string) {
	if own, ok := aboutForeign[name]; ok && Foreign(s) {
		return own[0], own[1]
	}
	return title, about
}
