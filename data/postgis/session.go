package postgis

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/lib/pq"
)

// session opens connections and sets them up once they are there: a pooler
// refuses most parameters while a connection starts.
type session struct {
	*pq.Connector
	settings []setting
	patience time.Duration // for the setting up
}

// setting is a parameter of the server, as SET takes it.
type setting struct{ name, value string }

// reachPostGIS puts the schema of PostGIS last on the search path where it is not
// on it: an extension is often given a schema of its own.
const reachPostGIS = `select pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ',
		nullif(pg_catalog.btrim(pg_catalog.current_setting('search_path')), ''), pg_catalog.quote_ident(n.nspname)), false)
	from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace
	where e.extname = 'postgis' and n.nspname <> all (pg_catalog.current_schemas(true))`

// Connect opens one connection, set up.
func (s *session) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := s.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.setUp(ctx, conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

func (s *session) setUp(ctx context.Context, conn driver.Conn) error {
	ctx, cancel := context.WithTimeout(ctx, s.patience)
	defer cancel()
	for _, set := range s.settings {
		err := run(ctx, conn, "select pg_catalog.set_config($1, $2, false)", set.name, set.value)
		if err != nil {
			return fmt.Errorf("setting %s: %w", set.name, err)
		}
	}
	return run(ctx, conn, reachPostGIS)
}

// run runs a query for what it does.
func run(ctx context.Context, conn driver.Conn, query string, texts ...string) error {
	q, ok := conn.(driver.QueryerContext)
	if !ok {
		return errors.New("the driver cannot be asked before its connection is handed over")
	}
	args := make([]driver.NamedValue, len(texts))
	for i, text := range texts {
		args[i] = driver.NamedValue{Ordinal: i + 1, Value: text}
	}
	rows, err := q.QueryContext(ctx, query, args)
	if err != nil {
		return err
	}
	for row := make([]driver.Value, len(rows.Columns())); err == nil; {
		err = rows.Next(row)
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return errors.Join(err, rows.Close())
}

// settingsOf takes what would be sent while a connection starts out of a
// configuration: options, and then what the URL says of the server.
func settingsOf(c *pq.Config) ([]setting, error) {
	out, err := parseServerOptions(c.Options)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(c.Runtime)) {
		out = append(out, setting{name, c.Runtime[name]})
	}
	c.Options, c.Runtime = "", map[string]string{}
	// Whoever acts as another may no longer be allowed the rest.
	slices.SortStableFunc(out, func(a, b setting) int { return actsAs(a.name) - actsAs(b.name) })
	return out, nil
}

func actsAs(name string) int {
	if name == "role" || name == "session_authorization" {
		return 1
	}
	return 0
}

// parseServerOptions reads options, as PGOPTIONS has them: -c name=value or
// --name=value, with a backslash before a blank that belongs to a value.
func parseServerOptions(s string) (out []setting, err error) {
	var words []string
	var word strings.Builder
	started := false
	for i := 0; i <= len(s); i++ {
		switch {
		case i == len(s) || strings.IndexByte(" \t\r\n", s[i]) >= 0:
			if started {
				words = append(words, word.String())
			}
			word.Reset()
			started = false
			continue
		case s[i] == '\\' && i+1 < len(s):
			i++
		}
		word.WriteByte(s[i])
		started = true
	}
	for i := 0; i < len(words); i++ {
		pair, long := strings.CutPrefix(words[i], "--")
		if !long {
			var short bool
			if pair, short = strings.CutPrefix(words[i], "-c"); short && pair == "" && i+1 < len(words) {
				i++
				pair = words[i]
			} else if !short {
				pair = ""
			}
		}
		name, value, found := strings.Cut(pair, "=")
		name = strings.ReplaceAll(name, "-", "_")
		if !found || !keyword.MatchString(name) {
			return nil, errors.New("database URL: options: want -c name=value, or --name=value")
		}
		out = append(out, setting{name, value})
	}
	return out, nil
}
