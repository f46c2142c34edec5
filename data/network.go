package data

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"maillage/geo"
)

// networkRecord is facts/network.json. What is kept there for the record, and
// no figure rests on, is named so that a misspelt key is still refused.
type networkRecord struct {
	Sizes              []publishedRecord `json:"sizes"`
	Claims             []publishedRecord `json:"claims"`
	Framework          json.RawMessage   `json:"framework"`
	Activity           json.RawMessage   `json:"activity"`
	Neighbourhoods2015 json.RawMessage   `json:"neighbourhoods_2015"`
	Neighbourhoods2024 json.RawMessage   `json:"neighbourhoods_2024"`
}

type publishedRecord struct {
	Date               string   `json:"date"`
	Count              *int64   `json:"count"`
	Overseas           int      `json:"overseas"`
	Value              *float64 `json:"value"`
	Unit               string   `json:"unit"`
	DenominatorDefined bool     `json:"denominator_defined"`
	Source             string   `json:"source"`
	Confidence         string   `json:"confidence"`
	Note               string   `json:"note"`
}

func (s *fileSet) network() (geo.Network, error) {
	source, content, err := s.open("network")
	if err != nil {
		return geo.Network{}, err
	}
	return decodeNetwork(source.File, content)
}

func decodeNetwork(file string, content []byte) (geo.Network, error) {
	var record networkRecord
	if err := decodeJSON(file, content, &record); err != nil {
		return geo.Network{}, err
	}
	sizes, err := publishedList(record.Sizes)
	if err != nil {
		return geo.Network{}, fmt.Errorf("%s, sizes, %w", file, err)
	}
	for i, p := range sizes {
		if !p.Count.Known {
			return geo.Network{}, fmt.Errorf("%s, sizes, record %d (%s): has no count: give the number of centres", file, i+1, p.Date)
		}
	}
	claims, err := publishedList(record.Claims)
	if err != nil {
		return geo.Network{}, fmt.Errorf("%s, claims, %w", file, err)
	}
	return geo.Network{Sizes: sizes, Claims: claims}, nil
}

// publishedList reads statements, sorted by the first day they may be of.
func publishedList(records []publishedRecord) ([]geo.Published, error) {
	list := make([]geo.Published, 0, len(records))
	for i, r := range records {
		p, err := r.published()
		if err != nil {
			return nil, fmt.Errorf("record %d (%s): %w", i+1, r.Date, err)
		}
		list = append(list, p)
	}
	slices.SortStableFunc(list, func(a, b geo.Published) int { return cmp.Compare(a.Date.First(), b.Date.First()) })
	return list, nil
}

func (r publishedRecord) published() (geo.Published, error) {
	p := geo.Published{Unit: r.Unit, Source: r.Source, Confidence: r.Confidence, Note: r.Note}
	date, err := geo.ParseFuzzy(r.Date)
	if err != nil {
		return p, err
	}
	p.Date = date
	if !date.Known() || p.Source == "" {
		return p, fmt.Errorf("has no date or no source: give both")
	}
	if r.Count != nil {
		if *r.Count < 0 {
			return p, fmt.Errorf("count %d: want a number of centres", *r.Count)
		}
		p.Count = geo.Known(*r.Count)
	}
	if r.Value != nil {
		if *r.Value <= 0 || *r.Value > 1 {
			return p, fmt.Errorf("value %v: want a share above 0 and up to 1, or null", *r.Value)
		}
		p.Share = *r.Value
	}
	return p, nil
}
