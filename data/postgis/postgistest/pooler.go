package postgistest

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"maillage/geo/geotest"
)

// Pooler starts pgbouncer in session mode, with every other setting as it comes,
// before the database of a URL, and returns the URL through it. It ends with the
// test; where there is no pgbouncer, the test ends as [geotest.Absent] says.
func Pooler(t testing.TB, database string) string {
	t.Helper()
	program, err := findPooler()
	if err != nil {
		geotest.Absent(t, err.Error())
	}
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal("the URL of the test database is not one") // it may hold a password
	}
	port := FreePort(t)
	password, _ := u.User.Password()
	settings := fmt.Sprintf("[databases]\n%[1]s = host=%[2]s port=%[3]s dbname=%[1]s user=%[4]s password=%[5]s\n"+
		"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = %[6]s\nunix_socket_dir =\nauth_type = any\npool_mode = session\n",
		u.Path[1:], u.Hostname(), u.Port(), u.User.Username(), password, port)
	// It does not run as root, and whom it runs as may not enter t.TempDir.
	dir, err := os.MkdirTemp("", "maillage-pooler-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	path := filepath.Join(dir, "pgbouncer.ini")
	if err := errors.Join(os.WriteFile(path, []byte(settings), 0o644), os.Chmod(dir, 0o755)); err != nil {
		t.Fatal(err)
	}
	args := []string{path}
	if os.Getuid() == 0 {
		args = append([]string{"-u", "nobody"}, args...)
	}
	c := exec.Command(program, args...)
	said, err := os.Create(filepath.Join(dir, "said")) // not a buffer, which a goroutine would fill
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = said.Close() }() // the pooler has its own
	c.Stderr = said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill() // it may have ended
		_ = c.Wait()
	})
	u.Host = net.JoinHostPort("127.0.0.1", port)
	awaitListener(t, u.Host, said.Name())
	return u.String()
}

// findPooler finds pgbouncer, which Debian puts where users do not look.
func findPooler() (string, error) {
	path, err := exec.LookPath("pgbouncer")
	if err != nil {
		path, err = exec.LookPath("/usr/sbin/pgbouncer")
	}
	if err != nil {
		return "", errors.New("no pgbouncer here: run scripts/postgis.sh install as root, or apt-get install pgbouncer")
	}
	return path, nil
}

func awaitListener(t testing.TB, address, said string) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		c, err := net.Dial("tcp", address)
		if err == nil {
			_ = c.Close() // it was only knocked at
			return
		}
		if time.Now().After(deadline) {
			reason, _ := os.ReadFile(said) // where it cannot be read, the error alone is told
			t.Fatalf("the pooler never listened: %v: %s", err, reason)
		}
	}
}
