package rest

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// FuzzForwardedPrefix: whatever is sent, links begin with a plain path of this
// host, or with none.
func FuzzForwardedPrefix(f *testing.F) {
	for _, seed := range []string{
		"/maillage", "/a/b/", "//evil.example", "/..", "/a%2f..", "/a\\b", "/a?b#c", "", "/\x00",
	} {
		f.Add(seed)
	}
	plainPath := regexp.MustCompile(`^(/[A-Za-z0-9._~-]+)*$`)
	f.Fuzz(func(t *testing.T, sent string) {
		got := plainPrefix(sent)
		u, err := url.Parse("https://host.example" + got + "/centres")
		if err != nil || !plainPath.MatchString(got) || u.Host != "host.example" || u.JoinPath().Path != got+"/centres" {
			t.Errorf("%q begins links with %q", sent, got)
		}
		if got != "" && got != strings.TrimSuffix(sent, "/") {
			t.Errorf("%q is mended to %q: a prefix is taken as it is, or not at all", sent, got)
		}
	})
}
