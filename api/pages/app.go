package pages

import (
	"html/template"
	"strings"
)

// An App is a page that a script fills. What it starts from is told in
// attributes: a script in the page would need a weaker policy.
type App struct {
	Script, Style string // addresses, of this host
	Data          []Attribute
	Without       string // what to say where no script runs
	Elsewhere     []Link // what to read then
}

// An Attribute is one data- attribute.
type Attribute struct{ Name, Value string }

// Attributes writes them; names are the program's own, values are escaped.
func (a *App) Attributes() template.HTMLAttr {
	var b strings.Builder
	for _, one := range a.Data {
		b.WriteString(` data-` + one.Name + `="` + template.HTMLEscapeString(one.Value) + `"`)
	}
	return template.HTMLAttr(b.String())
}

// AppPolicy is the Content-Security-Policy of a page that a script fills:
// scripts, workers, styles and data of this host alone. hosts are the origins
// of a base map, which may send images and data; none for most.
func AppPolicy(hosts ...string) string {
	more := and(hosts)
	return "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self'" + more +
		"; img-src 'self' data: blob:" + more + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}

// WorkerPolicy is that of its scripts, for those that run as workers.
func WorkerPolicy(hosts ...string) string {
	return "default-src 'none'; script-src 'self'; connect-src 'self'" + and(hosts) + "; frame-ancestors 'none'"
}

func and(hosts []string) string {
	if len(hosts) == 0 {
		return ""
	}
	return " " + strings.Join(hosts, " ")
}
