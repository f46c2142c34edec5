package postgis_test

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"sync"
	"testing"

	"maillage/data/postgis"
	"maillage/data/postgis/postgistest"
	"maillage/geo"
	"maillage/geo/geotest"
)

// TestMigrationsRunOnce starts many programs at once on an empty database.
func TestMigrationsRunOnce(t *testing.T) {
	address := postgistest.Database(t)
	var all sync.WaitGroup
	for range 6 {
		s := open(t, postgis.Options{URL: address})
		all.Go(func() {
			if _, err := s.Active(context.Background()); !errors.Is(err, geo.ErrNotFound) {
				t.Errorf("on an empty database: %v", err)
			}
		})
	}
	all.Wait()
	db := postgistest.Connect(t, address)
	if n := one[int](t, db, "select count(*) - count(distinct version_id) from maillage.version"); n != 0 {
		t.Errorf("%d migrations ran twice", n)
	}
}

func TestNewerSchemaIsRefused(t *testing.T) {
	address := postgistest.Database(t)
	s := open(t, postgis.Options{URL: address})
	if _, err := s.List(t.Context()); err != nil {
		t.Fatal(err)
	}
	must(t, postgistest.Connect(t, address), "insert into maillage.version (version_id, is_applied) values (9999, true)")
	if _, err := s.List(t.Context()); err != nil {
		t.Errorf("a program that serves already must go on: %v", err)
	}
	if _, err := open(t, postgis.Options{URL: address}).List(t.Context()); err == nil || !strings.Contains(err.Error(), "run the newer program") {
		t.Errorf("a program that starts: %v", err)
	}
}

// as returns a URL for another role, made with a password and no right at all.
func as(t *testing.T, address, role string, grants ...string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal("not a URL")
	}
	role += "_" + strings.TrimPrefix(u.Path, "/")
	postgistest.Exec(t, address, "create role "+role+" login password 'secret'")
	t.Cleanup(func() { postgistest.Exec(t, address, "drop owned by "+role, "drop role "+role) })
	for _, g := range grants {
		postgistest.Exec(t, address, strings.ReplaceAll(g, "ROLE", role))
	}
	u.User = url.UserPassword(role, "secret")
	return u.String()
}

// TestRolesNeedNoMore runs each kind of user with the rights that README.md names.
func TestRolesNeedNoMore(t *testing.T) {
	address := postgistest.Database(t)
	owner := as(t, address, "owner", "grant create on database "+dbName(t, address)+" to ROLE")
	s := open(t, postgis.Options{URL: owner})
	g, err := s.Save(t.Context(), geotest.Everything(), geo.Draft{})
	if err == nil {
		err = s.Activate(t.Context(), g.ID)
	}
	if err != nil {
		t.Fatalf("owner: %v", err)
	}

	planner := as(t, address, "planner", "grant usage on schema maillage to ROLE", "grant select on all tables in schema maillage to ROLE",
		"grant insert, update, delete on maillage.perimeters to ROLE", "grant execute on function maillage.activate, maillage.rollback to ROLE")
	postgistest.Exec(t, planner, "update maillage.perimeters set note = 'by a planner' where id = 'alpha-1'")
	for _, statement := range []string{"update maillage.perimeter set note = ''", "delete from maillage.generation", "insert into maillage.activation (generation, action) values (1, 'activate')"} {
		if _, err := postgistest.Connect(t, planner).Exec(statement); err == nil || !strings.Contains(err.Error(), "permission denied") {
			t.Errorf("a planner may %s: %v", statement, err)
		}
	}

	reader := as(t, address, "reader", "grant usage on schema maillage to ROLE", "grant select on all tables in schema maillage to ROLE",
		"grant update (id, fingerprint) on maillage.generation to ROLE")
	replica := open(t, postgis.Options{URL: reader})
	now, err := replica.Active(t.Context())
	if err != nil || now.ID == g.ID {
		t.Errorf("a replica reads %s, %v", now.ID, err)
	}
	if _, err := replica.Load(t.Context(), now.ID); err != nil {
		t.Error(err)
	}
	for what, err := range map[string]error{
		"activate": replica.Activate(t.Context(), g.ID), "roll back": failure(replica.Rollback(t.Context())), "save": failure(replica.Save(t.Context(), geotest.Squares(false), geo.Draft{})),
	} {
		if err == nil || !strings.Contains(err.Error(), "permission denied") {
			t.Errorf("a replica may %s: %v", what, err)
		}
	}
}

func failure[T any](_ T, err error) error { return err }

func dbName(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal("not a URL")
	}
	return strings.TrimPrefix(u.Path, "/")
}

// TestTamperingIsFound changes a sealed row past its trigger, as only a superuser
// can: what is loaded is held to its fingerprint.
func TestTamperingIsFound(t *testing.T) {
	s, db, g := servedWith(t, geotest.Everything())
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	must(t, tx, "set local session_replication_role = replica")
	must(t, tx, "update maillage.unit set population = population + 1 where code = '01001'")
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(t.Context(), g.ID); err == nil || !strings.Contains(err.Error(), "not what was saved") {
		t.Errorf("loaded: %v", err)
	}
}
