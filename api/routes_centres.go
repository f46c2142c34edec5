package api

import "net/http"

var (
	centreParam, centreAsked       = pathParam("centre", "identifier of a centre.", "labo-cites")
	perimeterParam, perimeterAsked = pathParam("perimeter", "identifier of a perimeter of the centre.", "labo-cites-1")
)

// onDay is what a page of a place or centre is asked of beside it.
func onDay() []*param { return []*param{datetimeParam, scopeParam, confidenceParam, qpvParam} }

// centreRoutes tell of the centres and of their perimeters.
func centreRoutes() []*route {
	return []*route{
		{
			method: http.MethodGet, path: "/centres", name: "getCentres", tag: "centres",
			summary:     "The resource centres",
			description: "With what is not known of each, and which fields no published source backs.",
			resource:    computed(computeCentres, inJSON("Centres", centresJSON), inCSV(centresTable), inHTML(centresPage)),
		},
		{
			method: http.MethodGet, path: "/centres/{centre}", name: "getCentre", tag: "centres",
			summary:     "One centre and its history",
			description: "Every perimeter it is known to have had, with dates as published, sources and confidence.",
			params:      []*param{centreParam},
			resource:    computed(computeCentre, linked(centreLinks, inJSON("Centre", centreJSON), inHTML(centrePage, onDay()...))...),
		},
		{
			method: http.MethodGet, path: "/centres/{centre}/perimeters", name: "getPerimeters", tag: "centres",
			summary:     "The perimeters of a centre",
			description: "A date is null where no source tells it; first_day and last_day say how it is counted.",
			params:      []*param{centreParam},
			resource:    computed(computeCentre, inJSON("Perimeters", perimetersJSON), inCSV(perimetersTable)),
		},
		{
			method: http.MethodGet, path: "/centres/{centre}/perimeters/{perimeter}", name: "getSheet", tag: "centres",
			summary:     "The confirmation sheet of a perimeter",
			description: "For the regional service that must vouch for it: units inside, units just outside each edge and who covers them on the day asked, neighbourhoods counted, what is assumed or unsourced.",
			params:      []*param{centreParam, perimeterParam, datetimeParam, territoryParam, scopeParam, confidenceParam, qpvParam},
			problems:    append([]kind{intervalRefused, openInterval, reversedInterval}, dateProblems...),
			resource:    computed(computeSheet, inJSON("Sheet", sheetJSON), inCSV(sheetTable)),
		},
	}
}
