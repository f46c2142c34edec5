package api

import (
	"maillage/geo"
	"maillage/geo/scenario"
)

// admitScenarios waits for a turn for what makes these scenarios, nil ones aside.
// What has a row for each commune is dear whatever it makes.
func (c *call) admitScenarios(list ...*scenario.Scenario) (leave func(), err error) {
	if c.Level == geo.Commune {
		return c.admitTo(c.server.lanes.dear)
	}
	for _, sc := range list {
		if sc == nil {
			continue
		}
		dear, err := scenario.Dear(c.ctx, c.snapshot, *sc)
		if err != nil {
			return nil, err
		}
		if dear {
			return c.admitTo(c.server.lanes.dear)
		}
	}
	return c.admitTo(c.server.lanes.whatIf)
}
