package main

// report prints the coverage on a day.
var report = question{
	name: "report", path: "/analysis/coverage",
	flags:   []questionFlag{datetimeFlag, levelFlag, territoryFlag, scopeFlag, confidenceFlag, qpvFlag},
	formats: []string{"csv", "json", "geojson"},
	print:   printTable,
}
