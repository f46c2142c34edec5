package postgis_test

import (
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"maillage/data/postgis"
	"maillage/data/postgis/postgistest"
)

// TestSeveralHosts: of the hosts of a URL, the first that answers as it is asked
// to is taken, whichever form names them; a change is heard of through it too.
func TestSeveralHosts(t *testing.T) {
	address := postgistest.Database(t)
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal("not a URL")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	dead := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	_, deadPort, _ := net.SplitHostPort(dead) // the listener made it
	secret, _ := u.User.Password()
	name := u.Path[1:]
	for _, c := range []string{
		strings.Replace(address, u.Host, dead+","+u.Host, 1) + "&target_session_attrs=read-write",
		strings.Replace(address, u.Host, "[::1]:"+deadPort+","+u.Host, 1),
		strings.Replace(address, u.Host, "", 1) + "&host=127.0.0.1," + u.Hostname() + "&port=" + deadPort + "," + u.Port(),
		"host=127.0.0.1," + u.Hostname() + " port=" + deadPort + "," + u.Port() + " dbname=" + name +
			" user=" + u.User.Username() + " password=" + secret + " sslmode=disable",
	} {
		s := open(t, postgis.Options{URL: c})
		if _, err := s.List(t.Context()); err != nil {
			t.Errorf("%s: %v", strings.ReplaceAll(c, secret, "***"), err)
		}
	}

	// No host will do: each is named, and the password is not.
	_, err = open(t, postgis.Options{URL: strings.Replace(address, u.Host, dead+","+u.Host, 1) + "&target_session_attrs=standby"}).List(t.Context())
	if err == nil || strings.Contains(err.Error(), secret) || !strings.Contains(err.Error(), deadPort) || !strings.Contains(err.Error(), u.Port()) {
		t.Errorf("where neither is a standby: %v", err)
	}

	s := open(t, postgis.Options{URL: strings.Replace(address, u.Host, dead+","+u.Host, 1)})
	listens := func() bool {
		return one[int](t, postgistest.Connect(t, address),
			"select count(*) from pg_stat_activity where datname = current_database() and query ilike 'listen %'") == 1
	}
	go s.Watch(t.Context(), func(string) {})
	for deadline := time.Now().Add(20 * time.Second); !listens(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("nobody listens")
		}
	}
}
