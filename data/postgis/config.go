package postgis

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/lib/pq"
)

// Options are the parts a Store is made of.
type Options struct {
	// URL of the database, postgres://USER@HOST:PORT/NAME?sslmode=verify-full, or
	// the keywords of libpq. Of several hosts, HOST1:PORT1,HOST2:PORT2, the first
	// that answers as target_session_attrs wants it is taken.
	// sslmode must be given. connect_timeout (default 5 s, for each host) and
	// statement_timeout (default 2 min, five times that to write) may be; other parameters are those of
	// libpq. Required.
	URL string
	// PasswordFile holds the password and nothing else; "": the password is
	// that of the URL, or what libpq would find (PGPASSWORD, PGPASSFILE).
	PasswordFile string
	// Share makes data sets that Load returns share their layers of boundaries
	// and their catalogue with the one before, where they are the same: for a
	// program that changes nothing of them.
	Share bool
	// Heard is told how the conversation stands after every attempt of
	// [Store.Watch]: nil where the database answers, or what keeps it from
	// answering. It is called from one goroutine. nil: nobody is told.
	Heard func(error)
}

const (
	defaultConnect   = 5 * time.Second
	defaultStatement = 2 * time.Minute
	// writing is how many times longer a statement that writes may last: one
	// copies and checks, or dissolves, 35,000 communes.
	writing = 5
	// readPatience is how long a query may take to give its next byte.
	readPatience = 15 * time.Second
)

// config is a URL, read.
type config struct {
	pq        pq.Config
	dsn       string        // the same, as a listener wants it: never to be shown
	settings  []setting     // of the server, set once a connection is there
	statement time.Duration // longest statement
	secrets   []string
}

// readConfig reads and completes the options. Its errors never repeat the URL,
// which may hold a password.
func readConfig(o Options) (*config, error) {
	info, err := parseConninfo(o.URL)
	if err != nil {
		return nil, err
	}
	c := &config{statement: defaultStatement, secrets: info.secrets()}
	if info["sslmode"] == "" {
		return nil, errors.New("database URL: it does not say how the connection is protected: add ?sslmode=verify-full (or ?sslmode=disable on a loopback or a socket of this machine)")
	}
	if info["connect_timeout"] == "" {
		info["connect_timeout"] = strconv.Itoa(int(defaultConnect / time.Second))
	}
	if given := info["statement_timeout"]; given != "" {
		if c.statement, err = parseTimeout(given); err != nil {
			return nil, err
		}
	}
	delete(info, "statement_timeout") // each pool has its own
	if info["application_name"] == "" {
		info["application_name"] = "maillage"
	}
	if c.pq, err = pq.NewConfig(info.String()); err != nil {
		return nil, c.clean("database URL", err)
	}
	if c.pq.ConnectTimeout <= 0 {
		return nil, errors.New("database URL: connect_timeout: want whole seconds, 1 or more")
	}
	if o.PasswordFile != "" {
		if c.pq.Password, err = readPassword(o.PasswordFile); err != nil {
			return nil, err
		}
	}
	if c.pq.Password != "" {
		info["password"] = c.pq.Password
		c.secrets = info.secrets()
	}
	// A listener sets nothing: it listens.
	for name := range c.pq.Runtime {
		delete(info, name)
	}
	info["options"] = "" // nor what PGOPTIONS says
	c.dsn = info.String()
	if c.settings, err = settingsOf(&c.pq); err != nil {
		return nil, err
	}
	return c, nil
}

// parseTimeout reads a time as PostgreSQL does: milliseconds, or with a unit.
func parseTimeout(s string) (time.Duration, error) {
	d, err := time.ParseDuration(strings.ReplaceAll(s, " ", ""))
	if n, whole := strconv.Atoi(s); whole == nil {
		d, err = time.Duration(n)*time.Millisecond, nil
	}
	if err != nil || d < time.Second || d > 24*time.Hour {
		return 0, errors.New("database URL: statement_timeout: want from 1s to 24h, as 60000 (milliseconds) or 90s")
	}
	return d, nil
}

// readPassword reads a file that holds a password and at most one line end.
func readPassword(path string) (string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("password file: %w", err)
	}
	password := strings.TrimSuffix(strings.TrimSuffix(string(content), "\n"), "\r")
	if password == "" || len(password) > 1000 || strings.ContainsAny(password, "\n\r\x00") {
		return "", fmt.Errorf("password file %s: want the password alone, on one line", path)
	}
	return password, nil
}

// clean makes an error that says what was being done and holds no password:
// whatever a driver or a server writes, what it was given does not come back.
func (c *config) clean(what string, err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	for _, secret := range c.secrets {
		text = strings.ReplaceAll(text, secret, "***")
		text = strings.ReplaceAll(text, url.QueryEscape(secret), "***")
		text = strings.ReplaceAll(text, url.PathEscape(secret), "***")
	}
	return &fault{text: what + ": " + text, cause: err}
}

// fault is an error whose text is clean; its cause can be asked for by kind,
// and is never printed.
type fault struct {
	text  string
	cause error
}

func (f *fault) Error() string { return f.text }

// Unwrap gives the cause, for errors.Is and errors.As.
func (f *fault) Unwrap() error { return f.cause }
