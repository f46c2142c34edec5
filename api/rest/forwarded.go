package rest

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// address is where a request reached the service, as the links of its answer
// must say it.
type address struct {
	origin string // scheme and host
	prefix string // path under which a proxy shows the service; "" for none
}

// addressOf tells where the service is for whoever sent a request. BaseURL wins
// over all. X-Forwarded-Proto, -Host and -Prefix are read from peers that
// api.Options.TrustProxy names, and from nobody else: anyone may write them. Of
// several values the last one counts, which the trusted peer itself has written.
// What is no scheme, host or plain path is left out.
func (s *Server) addressOf(r *http.Request) address {
	if s.BaseURL != "" {
		return s.fixed
	}
	a := address{origin: "http://" + r.Host}
	if r.TLS != nil {
		a.origin = "https://" + r.Host
	}
	if !s.trusts(r.RemoteAddr) {
		return a
	}
	scheme, host, _ := strings.Cut(a.origin, "://")
	if proto := strings.ToLower(lastOf(r.Header, "X-Forwarded-Proto")); proto == "http" || proto == "https" {
		scheme = proto
	}
	if name := lastOf(r.Header, "X-Forwarded-Host"); plainHost.MatchString(name) {
		host = name
	}
	a.origin = scheme + "://" + host
	a.prefix = plainPrefix(lastOf(r.Header, "X-Forwarded-Prefix"))
	return a
}

// lastOf is the last of the values of a header, which may stand in one line or
// in several.
func lastOf(h http.Header, name string) string {
	all := strings.Split(strings.Join(h.Values(name), ","), ",")
	return strings.TrimSpace(all[len(all)-1])
}

var (
	plainHost    = regexp.MustCompile(`^([A-Za-z0-9]([A-Za-z0-9.-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?$`)
	plainSegment = regexp.MustCompile(`^[A-Za-z0-9._~-]{1,64}$`)
)

// plainPrefix is a path of plain segments, without a slash at its end; "" for
// anything else, which is then as if it had not been sent.
func plainPrefix(text string) string {
	const most = 8 // segments
	text = strings.TrimSuffix(text, "/")
	rest, ok := strings.CutPrefix(text, "/")
	if !ok {
		return ""
	}
	segments := strings.Split(rest, "/")
	if len(segments) > most || slices.ContainsFunc(segments, func(one string) bool {
		return one == "." || one == ".." || !plainSegment.MatchString(one)
	}) {
		return ""
	}
	return text
}

// trusts reports whether a peer may say where the service is.
func (s *Server) trusts(peer string) bool {
	host, _, err := net.SplitHostPort(peer)
	if err != nil {
		return false
	}
	at, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	at = at.Unmap().WithZone("")
	return slices.ContainsFunc(s.Trusted, func(p netip.Prefix) bool { return p.Contains(at) })
}

// fixedAddress takes BaseURL apart.
func fixedAddress(baseURL string) address {
	u, err := url.Parse(baseURL)
	if err != nil || u.Host == "" {
		return address{origin: baseURL}
	}
	return address{u.Scheme + "://" + u.Host, u.EscapedPath()}
}

// base is what absolute links begin with.
func (a address) base() string { return a.origin + a.prefix }
