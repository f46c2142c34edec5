package ask

import (
	"maillage/api/rest"
	"maillage/api/wire/schemas"
	"maillage/geo"
)

// The vocabulary: what nearly every question is asked by. A value of one of these
// types is that part of the question, whatever the parameter is called.
var (
	Datetime, _ = rest.Typed(rest.Param{
		Name: "datetime", In: rest.InQuery, Today: true, Example: "2017-03-16",
		Description: schemas.Description("datetime"),
		Schema:      rest.Object{"type": "string"},
	}, ReadDay)
	// Moment is datetime for collections whose features are the state of
	// one day: OGC asks that an interval be taken too.
	Moment, _ = rest.Typed(rest.Param{
		Name: "datetime", In: rest.InQuery, Today: true, Example: "2016-01-01/2017-03-16",
		Description: schemas.Description("datetimeOfState"),
		Schema:      rest.Object{"type": "string"},
	}, readMoment)
	// During is datetime where features have dates of their own.
	During, _ = rest.Typed(rest.Param{
		Name: "datetime", In: rest.InQuery, Example: "../2017-03-16",
		Description: schemas.Description("datetimeOfFeatures"),
		Schema:      rest.Object{"type": "string"},
	}, readPeriod)
	Level, _ = rest.Enum("level", "the tier of territories, one row each (region-2015: the regions before 2016).",
		"region", []string{"region", "region-2015", "department", "epci", "commune"}, geo.ParseLevel)
	Territory = orCountry(rest.Enum("territory", schemas.Description("territory"),
		"france", rest.NamesOf(geo.Territories), geo.ParseTerritory))
	Scope, _ = rest.Enum("scope", "which perimeters count: those for the politique de la ville, or any.",
		"policy", []string{"policy", "any"}, geo.ParseScope)
	Confidence, _ = rest.Enum("min_confidence", "the least confidence a perimeter must have to count.",
		"medium", []string{"high", "medium", "low"}, geo.ParseConfidence)
	QPV, _ = rest.Enum("qpv", schemas.Description("qpv"),
		"2015", rest.NamesOf(geo.Geographies), geo.ParseGeography)
)

// A Question is what a request asks about, in the domain's own values.
type Question struct {
	Date       geo.Date // the day of an instant, or the last day of a period
	Period     geo.Interval
	Level      geo.Level
	Territory  geo.Territory
	Scope      geo.Scope
	Confidence geo.Confidence
	Geography  geo.Geography
}

// ofDay is a value that holds the day of its question.
type ofDay interface{ day() geo.Date }

// QuestionOf reads the question in the parameters of a request, by their types.
func QuestionOf(v *rest.Values) Question {
	q := Question{Period: Always}
	for _, s := range v.Settings {
		switch value := s.Value.(type) {
		case geo.Date:
			q.Date, q.Period = value, geo.Interval{First: value, Last: value}
		case geo.Interval:
			q.Date, q.Period = value.Last, value
		case ofDay:
			q.Date = value.day()
		case geo.Level:
			q.Level = value
		case geo.Territory:
			q.Territory = value
		case geo.Scope:
			q.Scope = value
		case geo.Confidence:
			q.Confidence = value
		case geo.Geography:
			q.Geography = value
		}
	}
	return q
}

// ofGeography is a value that holds a geography beside that of the question.
type ofGeography interface{ Geography() geo.Geography }

// GeographiesBeside are the geographies that parameters hold beside that of the
// question.
func GeographiesBeside(v *rest.Values) (out []geo.Geography) {
	for _, s := range v.Settings {
		if value, ok := s.Value.(ofGeography); ok {
			out = append(out, value.Geography())
		}
	}
	return out
}

// OnDay is what a page of a place or centre is asked of beside it.
func OnDay() []*rest.Param { return []*rest.Param{Datetime, Scope, Confidence, QPV} }

// MapPath is where the interactive map is served.
const MapPath = "/map"
