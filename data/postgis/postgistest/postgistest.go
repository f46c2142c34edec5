// Package postgistest gives tests a database on a real PostgreSQL with PostGIS:
// that of MAILLAGE_TEST_DATABASE_URL, or a temporary server that
// scripts/postgis.sh starts once per test binary and that ends with it. Tests
// alone import it.
package postgistest

import (
	"bufio"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	_ "github.com/lib/pq" // the driver

	"maillage/geo/geotest"
)

// variable names the environment variable that gives a server: a role that may
// make databases and extensions.
const variable = "MAILLAGE_TEST_DATABASE_URL"

// Script is the path of scripts/postgis.sh.
func Script() string { return geotest.Root() + "/scripts/postgis.sh" }

// Database makes an empty database with PostGIS and returns its URL, whose role
// is a superuser. It is dropped when the test ends. Where there is no server to
// be had the test skips, or fails when CI=true.
func Database(t testing.TB) string {
	t.Helper()
	database := Bare(t)
	Exec(t, database, "create extension postgis")
	return database
}

// Bare is a [Database] without PostGIS.
func Bare(t testing.TB) string {
	t.Helper()
	server, err := server()
	if err != nil {
		geotest.Absent(t, "PostGIS to test on: "+err.Error())
	}
	return makeBare(t, server.url)
}

// A Cluster is a server of its own, that a test may end and start again.
type Cluster struct {
	URL string // of its role, a superuser, and no database of ours
	dir string
}

// NewCluster starts a server for one test, which ends with it. Where that cannot
// be done the test skips, or fails when CI=true.
func NewCluster(t testing.TB) *Cluster {
	t.Helper()
	if _, err := server(); err != nil {
		Database(t) // skips or fails
	}
	// Not t.TempDir: the server may run as another user, who may not enter it.
	dir, err := os.MkdirTemp("", "maillage-cluster-")
	if err != nil {
		t.Fatal(err)
	}
	c := &Cluster{dir: dir}
	t.Cleanup(func() { c.Do(t, "stop") })
	c.URL = c.Do(t, "start")
	return c
}

// Do runs scripts/postgis.sh on the cluster: halt, crash or resume.
func (c *Cluster) Do(t testing.TB, command string) (said string) {
	t.Helper()
	out, err := exec.Command(Script(), command, c.dir).Output()
	if err != nil {
		t.Fatalf("%s %s: %v", Script(), command, err)
	}
	return strings.TrimSpace(string(out))
}

// Make makes an empty database with PostGIS on a server, given by its URL.
func Make(t testing.TB, server string) string {
	t.Helper()
	database := makeBare(t, server)
	Exec(t, database, "create extension postgis")
	return database
}

func makeBare(t testing.TB, server string) string {
	t.Helper()
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal("the URL of the test server is not one") // it may hold a password
	}
	name := fmt.Sprintf("maillage_test_%x", rand.Uint64())
	Exec(t, server, "create database "+name)
	t.Cleanup(func() { Exec(t, server, "drop database if exists "+name+" with (force)") })
	u.Path = "/" + name
	return u.String()
}

// Exec runs statements, one after the other.
func Exec(t testing.TB, database string, statements ...string) {
	t.Helper()
	db := Connect(t, database)
	defer func() { _ = db.Close() }() // the statements are done, or the test has failed
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// Connect opens a database for the length of a test.
func Connect(t testing.TB, database string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() }) // twice does no harm
	return db
}

// running is a server and what it lives by: it ends when its standard input does,
// and a pipe that nobody holds is closed.
type running struct {
	url  string
	held io.WriteCloser
}

// server returns the server of the tests, and starts one where none is given.
var server = sync.OnceValues(func() (*running, error) {
	if given := os.Getenv(variable); given != "" {
		return &running{url: given}, nil
	}
	return start()
})

// start starts a server that ends with this process.
func start() (*running, error) {
	c := exec.Command(Script())
	held, err := c.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	// A file, and not a buffer that a goroutine would fill for as long as the
	// tests run: some of them look for goroutines left behind.
	said, err := os.CreateTemp("", "maillage-postgis-said-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = said.Close(); _ = os.Remove(said.Name()) }()
	c.Stderr = said
	if err := c.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if errors.Is(err, io.EOF) {
		err = c.Wait()
		reason, _ := os.ReadFile(said.Name()) // where it cannot be read, the status is told
		return nil, fmt.Errorf("%s: %w: %s", Script(), err, strings.TrimSpace(string(reason)))
	}
	return &running{strings.TrimSpace(line), held}, err
}
