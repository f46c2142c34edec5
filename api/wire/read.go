package wire

import (
	"encoding/json"

	"maillage/geo"
)

// UnmarshalJSON reads what MarshalJSON writes.
func (b *ByMeasure[T]) UnmarshalJSON(content []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(content, &members); err != nil {
		return err
	}
	for _, m := range geo.Measures {
		if one, ok := members[m.String()]; ok {
			if err := json.Unmarshal(one, &b[m]); err != nil {
				return err
			}
		}
	}
	return nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (r *Remaining) UnmarshalJSON(content []byte) error {
	var others struct {
		DepartmentCodes   []string  `json:"department_codes"`
		CollectivityCodes []string  `json:"collectivity_codes"`
		CityContracts     contracts `json:"city_contracts"`
	}
	if err := json.Unmarshal(content, &others); err != nil {
		return err
	}
	r.DepartmentCodes, r.CollectivityCodes, r.CityContracts = others.DepartmentCodes, others.CollectivityCodes,
		others.CityContracts
	return json.Unmarshal(content, &r.Measures)
}
