package whatif

import (
	"maillage/api/ask"
	"maillage/geo"
	"maillage/geo/scenario"
)

// admitScenarios waits for a turn for what makes these scenarios, nil ones aside.
// What has a row for each commune is dear whatever it makes.
func admitScenarios(c *ask.Call, list ...*scenario.Scenario) (leave func(), err error) {
	if c.Level == geo.Commune {
		return c.AdmitTo(c.Server.Lanes.Dear)
	}
	for _, sc := range list {
		if sc == nil {
			continue
		}
		dear, err := scenario.Dear(c.Ctx, c.Snapshot, *sc)
		if err != nil {
			return nil, err
		}
		if dear {
			return c.AdmitTo(c.Server.Lanes.Dear)
		}
	}
	return c.AdmitTo(c.Server.Lanes.WhatIf)
}
