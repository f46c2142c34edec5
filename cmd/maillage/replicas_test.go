package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"maillage/api"
	"maillage/data"
	"maillage/data/postgis"
	"maillage/data/postgis/postgistest"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// program builds the program once, as it ships.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "maillage-test-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "maillage")
	built = dir
	build := exec.Command("go", "build", "-o", path, ".")
	said, err := build.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, said)
	}
	return path, nil
})

// built is the folder of the program, "" where no test wanted it.
var built string

func TestMain(m *testing.M) {
	status := m.Run()
	if built != "" {
		_ = os.RemoveAll(built) // of no more use, and in the temporary folder
	}
	os.Exit(status)
}

// replica is one process that serves.
type replica struct {
	*exec.Cmd
	base   string
	stderr *lockedBuffer
	client http.Client
}

// launch starts a replica; greeted says whether to wait until it serves.
func launch(t *testing.T, greeted bool, args ...string) *replica {
	t.Helper()
	r, lines := launchWith(t, nil, args...)
	if greeted {
		if _, err := lines.ReadString('\n'); err != nil {
			t.Fatalf("no greeting: %v; %s", err, r.stderr)
		}
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	return r
}

// launchWith starts a replica with more in its environment, and returns what it
// prints.
func launchWith(t *testing.T, environment []string, args ...string) (*replica, *bufio.Reader) {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	port := postgistest.FreePort(t) // a replica that waits for its database greets nobody with one
	r := &replica{base: "http://127.0.0.1:" + port, stderr: &lockedBuffer{}, client: http.Client{Timeout: 20 * time.Second}}
	r.Cmd = exec.Command(path, append([]string{"serve", "--addr", "127.0.0.1:" + port}, args...)...)
	r.Stderr, r.Env = r.stderr, append(os.Environ(), environment...)
	out, err := r.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = r.Process.Kill() // it may have ended
		_ = r.Wait()
	})
	return r, bufio.NewReader(out)
}

// replicaState is what /readyz says.
type replicaState struct {
	Ready       bool
	Generation  string
	StaleSince  *time.Time `json:"stale_since"`
	StaleReason *string    `json:"stale_reason"`
	Detail      string     // of a refusal
}

func (r *replica) state(t *testing.T) (s replicaState) {
	t.Helper()
	response, err := r.client.Get(r.base + "/readyz")
	if err != nil {
		return s // not listening yet
	}
	defer response.Body.Close()
	if err := json.NewDecoder(response.Body).Decode(&s); err != nil {
		t.Fatal(err)
	}
	return s
}

// until waits until the replica says so, for a bounded time.
func (r *replica) until(t *testing.T, what string, holds func(replicaState) bool) time.Duration {
	t.Helper()
	began := time.Now()
	for time.Since(began) < 40*time.Second {
		if holds(r.state(t)) {
			return time.Since(began)
		}
		time.Sleep(5 * time.Millisecond)
	}
	said := r.stderr.String()
	t.Fatalf("never: %s; it says %+v; %s", what, r.state(t), said[max(0, len(said)-2000):])
	return 0
}

// asked is what every replica is asked; the answer hangs on many perimeters.
const asked = "/analysis/coverage?datetime=2019-01-01&level=department"

// told is the part of its answer that figures and generation are read from.
type told struct {
	Generation string
	Totals     json.RawMessage
}

// inquire asks a replica, or an in-process server, and returns what was wrong.
func inquire(get func(string) (*http.Response, error)) (a told, err error) {
	response, err := get(asked)
	if err != nil {
		return a, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		body, _ := io.ReadAll(response.Body)
		return a, fmt.Errorf("status %d: %s", response.StatusCode, body)
	}
	return a, json.NewDecoder(response.Body).Decode(&a)
}

func (r *replica) get(path string) (*http.Response, error) { return r.client.Get(r.base + path) }

// answers gathers what replicas say, from several goroutines.
type answers struct {
	mu     sync.Mutex
	byGen  map[string]json.RawMessage
	number int
	wrong  []error
}

func (a *answers) add(said told, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.number++
	before, met := a.byGen[said.Generation]
	switch {
	case err != nil:
		a.wrong = append(a.wrong, err)
	case !met:
		a.byGen[said.Generation] = said.Totals
	case !bytes.Equal(before, said.Totals):
		a.wrong = append(a.wrong, fmt.Errorf("generation %s gives %s and %s", said.Generation, before, said.Totals))
	}
}

// expected is what a generation answers, worked out here from what the database keeps.
func expected(t *testing.T, s *postgis.Store, id string) json.RawMessage {
	t.Helper()
	d, err := s.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	built, err := snapshot.Build(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	store := &api.Store{}
	store.Swap(built, time.Now())
	server, err := api.New(api.Options{Store: store})
	if err != nil {
		t.Fatal(err)
	}
	said, err := inquire(func(path string) (*http.Response, error) {
		w := httptest.NewRecorder()
		server.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w.Result(), nil
	})
	if err != nil || said.Generation != id {
		t.Fatalf("generation %s answers %+v, %v", id, said, err)
	}
	return said.Totals
}

// kept is a database with the embedded data in service.
func kept(t *testing.T, address string) (*postgis.Store, geo.Generation) {
	t.Helper()
	s, err := postgis.Open(postgis.Options{URL: address})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // the database goes with it
	d, err := data.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	g, err := s.Save(t.Context(), d, geo.Draft{Note: "embedded"})
	if err == nil {
		err = s.Activate(t.Context(), g.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s, g
}

// TestReplicasFollowTheDatabase changes perimeters by SQL while two replicas are
// asked without pause: no request fails, no answer mixes two generations, and
// both come to serve the same one.
func TestReplicasFollowTheDatabase(t *testing.T) {
	address := postgistest.Database(t)
	store, first := kept(t, address)
	password := passwordFile(t, address)
	replicas := []*replica{
		launch(t, true, "--database-url", withoutPassword(t, address), "--database-password-file", password),
		launch(t, true, "--database-url", withoutPassword(t, address), "--database-password-file", password),
	}
	said := &answers{byGen: map[string]json.RawMessage{}}
	stop := make(chan struct{})
	var asking sync.WaitGroup
	for _, r := range replicas {
		asking.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					said.add(inquire(r.get))
				}
			}
		})
	}
	var waits []time.Duration
	served := []string{first.ID}
	for n := range 8 {
		postgistest.Exec(t, address, fmt.Sprintf("update maillage.perimeters set valid_to = case when valid_to = '' then '%d' else '' end where id = 'oriv-2'", 2010+n+8))
		began := time.Now()
		g, err := store.Active(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		served = append(served, g.ID)
		for _, r := range replicas {
			r.until(t, "the generation "+g.ID, func(s replicaState) bool { return s.Generation == g.ID })
		}
		waits = append(waits, time.Since(began))
	}
	close(stop)
	asking.Wait()
	slices.Sort(waits)
	t.Logf("%d answers, %d generations; from commit until both replicas serve it: median %v, longest %v",
		said.number, len(said.byGen), waits[len(waits)/2].Round(time.Millisecond), waits[len(waits)-1].Round(time.Millisecond))
	for _, err := range said.wrong {
		t.Error(err)
	}
	for id, totals := range said.byGen {
		if want := expected(t, store, id); !slices.Contains(served, id) || !bytes.Equal(totals, want) {
			t.Errorf("generation %s was served as %s, want %s", id, totals, want)
		}
	}
	if len(said.byGen) < 3 {
		t.Errorf("%d generations were seen: the replicas did not follow", len(said.byGen))
	}
}

// withoutPassword is a URL as a command line may hold it.
func withoutPassword(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal("not a URL")
	}
	u.User = url.User(u.User.Username())
	return u.String()
}

func passwordFile(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal("not a URL")
	}
	secret, _ := u.User.Password()
	path := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(path, []byte(secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
