package frame

import (
	"net/http"

	"maillage/api/ask"
	"maillage/api/pages"
	"maillage/api/rest"
)

// langParam is the language of a page.
var langParam, langOf = rest.Enum("lang", "the language of the page. Default: as Accept-Language asks, else French.",
	"", []string{string(pages.French), string(pages.English)},
	rest.AsWord[pages.Lang])

// SetLanguage settles the language of a page.
func SetLanguage(c *ask.Call) {
	c.Lang = langOf(c)
	if c.Lang == "" {
		c.Lang = pages.Choose(c.Header.Values("Accept-Language"))
		c.Reply.Add("Vary", "Accept-Language")
	}
}

// Drawn is what a page depends on beside its parameters: the language that
// Accept-Language settled, the templates, and the day, which pages that take no
// date show. It is empty for all other representations.
func Drawn(c *ask.Call) string {
	switch {
	case c.As.Format == rest.FormatHTML:
		return string(c.Lang) + " " + pages.Digest + " " + c.Today.String()
	case c.Route.Name == styleName:
		return pages.Digest
	}
	return ""
}

const (
	styleName = "getPageStyle"
	stylePath = "/pages.css"
)

// StyleRoute serves the style sheet of the pages.
func StyleRoute() *rest.Route {
	return &rest.Route{
		Method: http.MethodGet, Path: stylePath, Name: styleName, Tag: "service", Early: true,
		Summary: "The style sheet of the pages", Description: "Plain CSS; it loads nothing from elsewhere.",
		Handle: func(*rest.Request) (rest.Answer, error) {
			css, err := pages.Style()
			return rest.Answer{Raw: css}, err
		},
		Answers: []rest.Representation{{Format: rest.FormatCSS, MediaType: "text/css; charset=utf-8", Schema: ""}},
	}
}

// HTML shows a result as a page, which may take parameters of its own, and takes
// its language.
func HTML[T any](render func(c *ask.Call, result T) (*pages.Page, error),
	params ...*rest.Param) rest.FormOf[*ask.Call, T] {
	return rest.FormOf[*ask.Call, T]{
		Representation: rest.AsHTML(), Params: append(params, langParam), Links: rest.Alternates[*ask.Call, T],
		Render: func(c *ask.Call, result T) (rest.Answer, error) {
			if err := c.Ctx.Err(); err != nil {
				return rest.Answer{}, err
			}
			p, err := render(c, result)
			if err != nil {
				return rest.Answer{}, err
			}
			frame(c, p)
			whole, err := p.Render()
			return rest.Answer{Raw: whole}, err
		},
	}
}
