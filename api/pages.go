package api

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"maillage/api/pages"
)

// A pageOf is the HTML form of a route. It shows the value the route answers
// with, and asks the domain again only for what that value lacks.
type pageOf struct {
	params []*param // beside those of the route
	show   func(c *call, value any) (*pages.Page, error)
}

// pageTable is the table of pages, by the name of their route.
func pageTable() map[string]*pageOf {
	return map[string]*pageOf{
		"getComparison": {nil, showComparison},
		"getScenario":   {nil, showScenario},
		"getProposals":  {nil, showProposals},
	}
}

// withPages adds the pages to the routes that have one. HTML comes last, so
// that a program that accepts anything gets data.
func withPages(table []*route) []*route {
	all := pageTable()
	for _, r := range table {
		if r.page = all[r.name]; r.page != nil {
			r.answers = append(r.answers, asHTML())
		}
	}
	return append(table, styleRoute())
}

// langParam is the language of a page.
var langParam, langOf = enumParam("lang", "the language of the page. Default: as Accept-Language asks, else French.",
	"", []string{string(pages.French), string(pages.English)},
	asWord[pages.Lang])

// leaning is the representation a request seems to ask for, told before its
// parameters are read: a page takes more of them.
func (r *route) leaning(request *http.Request) format {
	if _, ok := r.paramsOf(formatHTML); !ok {
		return ""
	}
	if values, err := url.ParseQuery(request.URL.RawQuery); err == nil && values.Has("f") {
		return format(values.Get("f"))
	}
	as, err := negotiate(r.answers, request.Header.Values("Accept"))
	if err != nil {
		return ""
	}
	return as.format
}

// speak settles the language of a page.
func (c *call) speak(g *gin.Context) {
	c.lang = langOf(c)
	if c.lang == "" {
		c.lang = pages.Choose(g.Request.Header.Values("Accept-Language"))
		g.Writer.Header().Add("Vary", "Accept-Language")
	}
}

// drawn is what a page depends on beside its parameters: the language that
// Accept-Language settled, the templates, and the day, which pages that take no
// date show. It is empty for all other representations.
func (c *call) drawn() string {
	switch {
	case c.as.format == formatHTML:
		return string(c.lang) + " " + pages.Digest + " " + c.today.String()
	case c.route.name == styleName:
		return pages.Digest
	}
	return ""
}

// encodeAnswer writes the answer whole, as a page too.
func (c *call) encodeAnswer(a answer) (*body, error) {
	if err := c.ctx.Err(); err != nil {
		return nil, err
	}
	if c.as.format != formatHTML {
		if a.table != nil {
			a.table.dialect = dialectOf(c)
		}
		return a.encode(c.ctx, c.as)
	}
	if a.page == nil {
		var err error
		if a.page, err = c.route.page.show(c, a.value); err != nil {
			return nil, err
		}
	}
	c.frame(a.page)
	b, err := a.page.Render()
	return &body{[][]byte{b}}, err
}

// inForm is the change of parameters that leads to another representation of
// this answer: those of the page alone are left out of all others.
func (c *call) inForm(f format) map[string]string {
	replace := map[string]string{"f": string(f), dialectParam.name: ""}
	if c.as.format == formatHTML {
		replace["lang"] = ""
		own, _ := c.route.paramsOf(formatHTML)
		for _, p := range own {
			replace[p.name] = ""
		}
	}
	return replace
}

const (
	styleName = "getPageStyle"
	stylePath = "/pages.css"
)

// styleRoute serves the style sheet of the pages.
func styleRoute() *route {
	return &route{
		method: http.MethodGet, path: stylePath, name: styleName, tag: "service", early: true,
		summary: "The style sheet of the pages", description: "Plain CSS; it loads nothing from elsewhere.",
		handle: func(*call) (answer, error) {
			css, err := pages.Style()
			return answer{raw: css}, err
		},
		answers: []representation{{formatCSS, "text/css; charset=utf-8", ""}},
	}
}
