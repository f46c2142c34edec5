package rest

import (
	"net/http"
	"net/netip"
	"testing"
)

func TestClientsAreToldApart(t *testing.T) {
	s := &Server{
		Parts: Parts{Trusted: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8")}},
	}
	for _, c := range []struct{ peer, forwarded, want string }{
		{"192.0.2.1:5000", "", "192.0.2.1"},
		{"192.0.2.1:5000", "203.0.113.9", "192.0.2.1"}, // anyone may write it
		{"127.0.0.1:5000", "", "127.0.0.1"},
		{"127.0.0.1:5000", "203.0.113.9", "203.0.113.9"},
		{"127.0.0.1:5000", "203.0.113.8, 203.0.113.9", "203.0.113.9"},
		{"127.0.0.1:5000", "203.0.113.9, 10.1.2.3", "203.0.113.9"},
		{"127.0.0.1:5000", "nonsense", "127.0.0.1"},
		{"[2001:db8:1:2:3::4]:5000", "", "2001:db8:1:2::/64"},
		{"[::ffff:192.0.2.1]:5000", "", "192.0.2.1"},
		{"@", "", ""},
	} {
		r, err := http.NewRequest(http.MethodGet, "/", nil)
		if err != nil {
			t.Fatal(err)
		}
		if r.RemoteAddr = c.peer; c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := s.clientOf(r); got != c.want {
			t.Errorf("%s, forwarded for %q: %q, want %q", c.peer, c.forwarded, got, c.want)
		}
	}
}
