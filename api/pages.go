package api

import (
	"net/http"

	"maillage/api/pages"
)

// langParam is the language of a page.
var langParam, langOf = enumParam("lang", "the language of the page. Default: as Accept-Language asks, else French.",
	"", []string{string(pages.French), string(pages.English)},
	asWord[pages.Lang])

// speak settles the language of a page.
func (c *call) speak() {
	c.lang = langOf(c)
	if c.lang == "" {
		c.lang = pages.Choose(c.header.Values("Accept-Language"))
		c.reply.Add("Vary", "Accept-Language")
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

const (
	styleName = "getPageStyle"
	stylePath = "/pages.css"
)

// styleRoute serves the style sheet of the pages.
func styleRoute() *route {
	return &route{
		method: http.MethodGet, path: stylePath, name: styleName, tag: "service", early: true,
		summary: "The style sheet of the pages", description: "Plain CSS; it loads nothing from elsewhere.",
		handle: func(*request) (answer, error) {
			css, err := pages.Style()
			return answer{raw: css}, err
		},
		answers: []representation{{formatCSS, "text/css; charset=utf-8", ""}},
	}
}

// inHTML shows a result as a page, which may take parameters of its own, and takes
// its language.
func inHTML[T any](render func(c *call, result T) (*pages.Page, error), params ...*param) formOf[*call, T] {
	return formOf[*call, T]{representation: asHTML(), params: append(params, langParam), render: func(c *call, result T) (answer, error) {
		if err := c.ctx.Err(); err != nil {
			return answer{}, err
		}
		p, err := render(c, result)
		if err != nil {
			return answer{}, err
		}
		c.frame(p)
		whole, err := p.Render()
		return answer{raw: whole, links: c.alternates()}, err
	}}
}
