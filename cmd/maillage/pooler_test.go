package main

import (
	"testing"
	"time"

	"maillage/data/postgis"
	"maillage/data/postgis/postgistest"
)

// TestThroughAPooler imports, serves and follows an edit through pgbouncer in
// session mode, which refuses most parameters while a connection starts.
func TestThroughAPooler(t *testing.T) {
	address := postgistest.Database(t)
	through := postgistest.Pooler(t, address) + "&lock_timeout=30s"
	there := []string{"--database-url", withoutPassword(t, through), "--database-password-file", passwordFile(t, through)}
	did(t, 0, append([]string{"import", "--base", "embedded", "--activate"}, there...)...)
	store, err := postgis.Open(postgis.Options{URL: address})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }() // the database goes with it
	first, err := store.Active(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r, lines := launchWith(t, []string{"PGOPTIONS=-c work_mem=8MB --idle-in-transaction-session-timeout=1min"}, there...)
	if _, err := lines.ReadString('\n'); err != nil {
		t.Fatalf("no greeting: %v; %s", err, r.stderr)
	}
	r.until(t, "it serves", func(s replicaState) bool { return s.Generation == first.ID && s.StaleSince == nil })
	postgistest.Exec(t, address, edit)
	g, err := store.Active(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	took := r.until(t, "the edit", func(s replicaState) bool { return s.Generation == g.ID })
	t.Logf("followed after %v", took.Round(10*time.Millisecond))
	db := postgistest.Connect(t, address)
	var listening int
	err = db.QueryRow("select count(*) from pg_stat_activity where datname = current_database() and query ilike 'listen %'").Scan(&listening)
	if err != nil || listening != 1 {
		t.Errorf("%d connections listen, %v", listening, err)
	}
	did(t, 0, append([]string{"rollback"}, there...)...)
	r.until(t, "the rollback", func(s replicaState) bool { return s.Generation == first.ID })
}
