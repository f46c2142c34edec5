package frame

import (
	"net/http"
	"net/url"
	"strings"

	"maillage/api/ask"
	"maillage/api/pages"
	"maillage/api/rest"
	"maillage/api/wire"
)

// ProblemPage shows a problem to a reader.
func ProblemPage(r *http.Request, reply http.Header, prefix string, p *rest.Problem) *pages.Page {
	lang := pages.Choose(r.Header.Values("Accept-Language"))
	if values, err := url.ParseQuery(r.URL.RawQuery); err == nil && values.Has("lang") {
		lang = pages.French
		if values.Get("lang") == string(pages.English) {
			lang = pages.English
		}
	} else {
		reply.Add("Vary", "Accept-Language")
	}
	title := pages.ProblemOther
	switch p.Status {
	case 400, 422:
		title = pages.ProblemRequest
	case 404:
		title = pages.ProblemMissing
	}
	out := &pages.Page{
		Lang: lang, Title: title.In(lang), Sheet: prefix + stylePath, Noindex: true, Lead: pages.ProblemLead.In(lang),
		Nav: []pages.Link{
			{Href: prefix + "/", Text: pages.NavNation.In(lang)},
			{Href: prefix + "/analysis/coverage", Text: pages.NavCoverage.In(lang)},
			{Href: prefix + "/data", Text: pages.NavData.In(lang)},
		},
		After: []pages.Section{{
			ID: "problem", Title: pages.ProblemDetails.In(lang),
			List: []pages.Item{
				{Term: pages.ProblemWhat.In(lang), Text: p.Title, Foreign: true},
				{Term: pages.ProblemWhy.In(lang), Text: p.Detail, Foreign: true},
				{Term: pages.ProblemFix.In(lang), Text: p.Fix, Foreign: true},
			},
		}},
		Generation: p.Generation,
	}
	if r.URL.Path == ask.MapPath {
		out.Lead = pages.MapRefused.In(lang)
		out.Above = []pages.Link{{Href: prefix + ask.MapPath, Text: pages.MapDefault.In(lang)}}
	}
	var ground []string
	for _, next := range wire.SuccessorsOf(p) {
		out.Above = append(out.Above,
			pages.Link{
				Href: prefix + "/collections/" + wire.CollectionName(next.Level) + "/items/" + url.PathEscape(next.Code),
				Text: next.Name,
			})
		ground = append(ground, next.Name+" ("+next.Code+")")
	}
	if len(ground) > 0 {
		out.Lead = pages.ProblemSuccessor.In(lang, strings.Join(ground, ", "))
	}
	return out
}
