package mapapp

import (
	"fmt"
	"net/url"
	"strings"
)

// A BaseMap is drawn under the layers of the map. It is the one thing that the
// map loads from another host, and only where whoever runs the service asks.
type BaseMap struct {
	// URL of a style of MapLibre (…/style.json), or a template of image tiles
	// (…/{z}/{x}/{y}.png); "": no base map.
	URL string
	// Credit is what is said of its source; "": its host.
	Credit string
}

// validate refuses what no browser could load, or what a policy cannot name.
func (b BaseMap) validate() error {
	if b.URL == "" {
		if b.Credit != "" {
			return fmt.Errorf("a base map is credited (%q) and none is given; give its URL too", b.Credit)
		}
		return nil
	}
	u, err := url.Parse(strings.NewReplacer("{z}", "0", "{x}", "0", "{y}", "0").Replace(b.URL))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" ||
		strings.ContainsAny(u.Host, " ;,'\"*{}") || u.User != nil {
		return fmt.Errorf("base map %q: want the http(s) address of a style, or of image tiles with {z}, {x} and {y}", b.URL)
	}
	tiles := 0
	for _, name := range []string{"{z}", "{x}", "{y}"} {
		if strings.Contains(b.URL, name) {
			tiles++
		}
	}
	if tiles != 0 && tiles != 3 {
		return fmt.Errorf("base map %q: a template of tiles has all of {z}, {x} and {y}", b.URL)
	}
	return nil
}

// origins is the one origin that a policy lets the map load from; none without
// a base map. All that a style loads must stand on the host of the style.
func (b BaseMap) origins() []string {
	u, err := url.Parse(strings.NewReplacer("{z}", "0", "{x}", "0", "{y}", "0").Replace(b.URL))
	if err != nil || u.Host == "" {
		return nil
	}
	return []string{u.Scheme + "://" + u.Host}
}
