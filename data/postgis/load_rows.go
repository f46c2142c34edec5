package postgis

import (
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/lib/pq"

	"maillage/geo"
)

func known(n sql.NullInt64) geo.Count {
	if !n.Valid {
		return geo.Count{}
	}
	return geo.Known(n.Int64)
}

func (r *reader) catalogue(p stored) (geo.Catalogue, error) {
	var shape catalogueShape
	if err := json.Unmarshal(p.shape, &shape); err != nil {
		return geo.Catalogue{}, err
	}
	c := geo.Catalogue{PopulationOf: shape.PopulationOf}
	if shape.Levels != nil {
		c.Units = make(map[geo.Level][]geo.Unit, len(shape.Levels))
		for _, level := range shape.Levels {
			c.Units[level] = nil
		}
	}
	err := r.each(`select level, code, name, department, region, region_2015, epci, population from maillage.unit
		where part = $1 order by level, position`, p.key, func(scan func(...any) error) error {
		var u geo.Unit
		var population sql.NullInt64
		err := scan(&u.Level, &u.Code, &u.Name, &u.Department, &u.Region, &u.Region2015, &u.EPCI, &population)
		u.Population = known(population)
		c.Units[u.Level] = append(c.Units[u.Level], u)
		return err
	})
	if err != nil || !shape.Successors {
		return c, err
	}
	c.Successors = map[string]string{}
	err = r.each("select former, current from maillage.successor where part = $1", p.key, func(scan func(...any) error) error {
		var former, current string
		err := scan(&former, &current)
		c.Successors[former] = current
		return err
	})
	return c, err
}

func (r *reader) neighbourhoods(p stored) (map[geo.Geography][]geo.Neighbourhood, error) {
	var shape neighbourhoodsShape
	if err := json.Unmarshal(p.shape, &shape); err != nil || shape.Geographies == nil {
		return nil, err
	}
	of := map[geo.Geography][]geo.Neighbourhood{}
	for _, q := range shape.Geographies {
		of[q] = nil
	}
	err := r.each(`select geography, code, name, communes, codes, department, region, region_2015, epci, population, population_later,
		npnru, ST_AsEWKB(point) from maillage.neighbourhood where part = $1 order by geography, position`, p.key, func(scan func(...any) error) error {
		var n geo.Neighbourhood
		var population, later sql.NullInt64
		var point sql.RawBytes
		err := scan(&n.Geography, &n.Code, &n.Name, (*pq.StringArray)(&n.Communes), (*pq.StringArray)(&n.Codes), &n.Department, &n.Region,
			&n.Region2015, &n.EPCI, &population, &later, &n.NPNRU, &point)
		if err == nil {
			n.Point, err = decodePoint(point)
		}
		n.Population, n.Later = known(population), known(later)
		of[n.Geography] = append(of[n.Geography], n)
		return err
	})
	return of, err
}

func (r *reader) contracts(part int64) (list []geo.CityContract, err error) {
	err = r.each(`select code, name, level, territory, departments, population, ST_AsEWKB(point) from maillage.contract
		where part = $1 order by position`, part, func(scan func(...any) error) error {
		var c geo.CityContract
		var population sql.NullInt64
		var point sql.RawBytes
		err := scan(&c.Code, &c.Name, &c.Territory.Level, &c.Territory.Code, (*pq.StringArray)(&c.Departments), &population, &point)
		if err == nil {
			c.Point, err = decodePoint(point)
		}
		c.Population = known(population)
		list = append(list, c)
		return err
	})
	return list, err
}

func (r *reader) published(part int64) (n geo.Network, err error) {
	err = r.each(`select list, date, count, share, unit, source, confidence, note from maillage.published
		where part = $1 order by list, position`, part, func(scan func(...any) error) error {
		var list, date string
		var size sql.NullInt64
		var p geo.Published
		if err := scan(&list, &date, &size, &p.Share, &p.Unit, &p.Source, &p.Confidence, &p.Note); err != nil {
			return err
		}
		p.Count = known(size)
		if err := parseDate(date, &p.Date); err != nil {
			return err
		}
		if list == "sizes" {
			n.Sizes = append(n.Sizes, p)
		} else {
			n.Claims = append(n.Claims, p)
		}
		return nil
	})
	return n, err
}

func parseDate(published string, into *geo.Fuzzy) (err error) {
	*into, err = geo.ParseFuzzy(published)
	return err
}

// sources reads the manifest, and the source of each layer that was read.
func (r *reader) sources(part int64, d *geo.Dataset) error {
	return r.each(`select layer, id, title, publisher, package, version, vintage, licence, url, credit, file, sha256, counts, populations,
		approximate, accuracy_m, accuracy_basis, resolution_m, notes from maillage.source
		where part = $1 order by layer, position`, part, func(scan func(...any) error) error {
		var layer geo.LayerName
		var s geo.Source
		var counts []byte
		var accuracy sql.NullFloat64
		err := scan(&layer, &s.ID, &s.Title, &s.Publisher, &s.Package, &s.Version, &s.Vintage, &s.Licence, &s.URL, &s.Credit, &s.File, &s.SHA256,
			&counts, &s.Populations, &s.Approximate, &accuracy, &s.AccuracyBasis, &s.ResolutionM, (*pq.StringArray)(&s.Notes))
		if err == nil && counts != nil {
			err = json.Unmarshal(counts, &s.Counts)
		}
		if err != nil {
			return err
		}
		if accuracy.Valid {
			s.AccuracyM = &accuracy.Float64
		}
		if layer == "" {
			d.Sources = append(d.Sources, s)
			return nil
		}
		for i := range d.Layers {
			if d.Layers[i].Name == layer {
				d.Layers[i].Source = s
				return nil
			}
		}
		return fmt.Errorf("the source of a layer %q that is not there", layer)
	})
}
