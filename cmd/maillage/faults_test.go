package main

import (
	"io"
	"net/url"
	"strings"
	"testing"
	"time"

	"maillage/data/local"
	"maillage/data/postgis/postgistest"
)

const edit = "update maillage.perimeters set note = note || '.' where id = 'oriv-2'"

// TestPasswordStaysSecret goes through every failure that a password has a part
// in, and looks for it in all that the program says.
func TestPasswordStaysSecret(t *testing.T) {
	address := postgistest.Database(t)
	const canary = "c4n@ry/p%ss:w0rd"
	postgistest.Exec(t, address, "create role canary_"+dbName(t, address)+" login password '"+canary+"'")
	t.Cleanup(func() { postgistest.Exec(t, address, "drop role canary_"+dbName(t, address)) })
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal("not a URL")
	}
	with := func(change func(u *url.URL)) string {
		v := *u
		v.User = url.UserPassword("canary_"+dbName(t, address), canary)
		change(&v)
		return v.String()
	}
	for name, c := range map[string]struct {
		address string
		says    string // on standard error
	}{
		"no right to the schema": {with(func(*url.URL) {}), "permission denied"},
		"no such role":           {with(func(v *url.URL) { v.User = url.UserPassword("nobody_here", canary) }), "password authentication failed"},
		"no such database":       {with(func(v *url.URL) { v.Path = "/none" }), "does not exist"},
		"nobody there":           {with(func(v *url.URL) { v.Host = "127.0.0.1:1" }), "refused"},
		"no protection there":    {with(func(v *url.URL) { v.RawQuery = "sslmode=require" }), "SSL"},
		"no protection asked":    {with(func(v *url.URL) { v.RawQuery = "" }), "add ?sslmode=verify-full"},
		"unknown protection":     {with(func(v *url.URL) { v.RawQuery = "sslmode=perhaps" }), "sslmode"},
		"a port in words":        {strings.Replace(with(func(*url.URL) {}), u.Host, "127.0.0.1:port", 1), "want postgres://"},
		"a timeout in words":     {with(func(v *url.URL) { v.RawQuery = "sslmode=disable&statement_timeout=" + url.QueryEscape(canary) }), "statement_timeout"},
	} {
		t.Run(name, func(t *testing.T) {
			r, _ := launchWith(t, []string{databaseVariable + "=" + c.address})
			for deadline := time.Now().Add(20 * time.Second); !strings.Contains(r.stderr.String(), c.says); time.Sleep(20 * time.Millisecond) {
				if time.Now().After(deadline) {
					t.Fatalf("it never said %q; it said %s", c.says, r.stderr)
				}
			}
			said := r.stderr.String()
			for _, path := range []string{"/readyz", "/metrics", "/data", asked} {
				if response, err := r.get(path); err == nil {
					body, _ := io.ReadAll(response.Body)
					_ = response.Body.Close()
					said += string(body)
				}
			}
			for _, form := range []string{canary, url.QueryEscape(canary), url.PathEscape(canary), "c4n@ry", "c4n%40ry"} {
				if strings.Contains(said, form) {
					t.Errorf("the password is told, as %q:\n%s", form, said)
				}
			}
		})
	}
	if status, _, said := call("serve", "--database-url", with(func(*url.URL) {})); status != 2 || strings.Contains(said, "c4n") || !strings.Contains(said, "--database-password-file") {
		t.Errorf("a password in an argument: status %d, %s", status, said)
	}
}

func dbName(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal("not a URL")
	}
	return strings.TrimPrefix(u.Path, "/")
}

// TestReplicaStartsFromItsCopy gives a replica a data directory beside the
// database: it keeps there what it served last, and starts from it.
func TestReplicaStartsFromItsCopy(t *testing.T) {
	cluster := postgistest.NewCluster(t)
	address := postgistest.Make(t, cluster.URL)
	store, first := kept(t, address)
	args := []string{"--database-url", withoutPassword(t, address), "--database-password-file", passwordFile(t, address), "--data", t.TempDir() + "/copy"}
	r := launch(t, true, args...)
	r.until(t, "it serves", func(s replicaState) bool { return s.Generation == first.ID })
	deadline := time.Now().Add(20 * time.Second)
	for ; time.Now().Before(deadline) && !copied(t, args[len(args)-1], first.ID); time.Sleep(50 * time.Millisecond) {
		continue
	}
	_ = r.Process.Kill() // as a power cut would
	_ = r.Wait()

	cluster.Do(t, "halt")
	r = launch(t, true, args...)
	s := r.state(t)
	if s.Generation != first.ID || s.StaleSince == nil || !strings.Contains(*s.StaleReason, "this copy was made on") {
		t.Errorf("without the database it says %+v", s)
	}
	if said, err := inquire(r.get); err != nil || said.Generation != first.ID {
		t.Errorf("it answers %s, %v", said.Generation, err)
	}

	cluster.Do(t, "resume")
	postgistest.Exec(t, address, edit)
	g, err := store.Active(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r.until(t, "it has caught up", func(s replicaState) bool { return s.Generation == g.ID && s.StaleSince == nil })
}

// copied reports whether a data directory has a generation in service.
func copied(t *testing.T, dir, id string) bool {
	t.Helper()
	s, err := local.Open(dir)
	if err != nil {
		return false // it is being made
	}
	defer func() { _ = s.Close() }() // nothing was written
	g, err := s.Active(t.Context())
	return err == nil && g.ID == id
}
