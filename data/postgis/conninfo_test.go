package postgis

import (
	"maps"
	"reflect"
	"testing"

	"github.com/lib/pq"
)

// TestConninfo reads connection strings as libpq documents them.
func TestConninfo(t *testing.T) {
	for s, want := range map[string]conninfo{
		"postgres://m@127.0.0.1:5433,127.0.0.1:5432/d1?sslmode=disable&target_session_attrs=read-write": {
			"user": "m", "host": "127.0.0.1,127.0.0.1", "port": "5433,5432", "dbname": "d1", "sslmode": "disable", "target_session_attrs": "read-write"},
		"postgresql://h1,h2:5433/d":                         {"host": "h1,h2", "port": "5432,5433", "dbname": "d"},
		"postgres://h1,h2/d":                                {"host": "h1,h2", "dbname": "d"},
		"postgres://h1:5433,/d":                             {"host": "h1,localhost", "port": "5433,5432", "dbname": "d"},
		"postgres://[::1]:5433,[2001:db8::2]/d":             {"host": "::1,2001:db8::2", "port": "5433,5432", "dbname": "d"},
		"postgres://%2Frun%2Fpostgresql/d":                  {"host": "/run/postgresql", "dbname": "d"},
		"postgres:///d?host=a,b&port=1,2":                   {"host": "a,b", "port": "1,2", "dbname": "d"},
		"postgres://m:p%40s%2Fs+%3A@h?application_name=a+b": {"user": "m", "password": "p@s/s+:", "host": "h", "application_name": "a+b"},
		"postgres://m:p@ss:w@h":                             {"user": "m", "password": "p@ss:w", "host": "h"},
		"postgres://h?password=p%27%5C":                     {"host": "h", "password": `p'\`},
		"host=a,b port=1,2 dbname=d user=m":                 {"host": "a,b", "port": "1,2", "dbname": "d", "user": "m"},
		"host=a, port=5433":                                 {"host": "a,localhost", "port": "5433"},
		" host = a\tpassword = 'it\\'s \\\\ one' dbname=":   {"host": "a", "password": `it's \ one`, "dbname": ""},
		"host=a password=a\\ b":                             {"host": "a", "password": "a b"},
	} {
		got, err := parseConninfo(s)
		if err != nil || !maps.Equal(got, want) {
			t.Errorf("%s: %v, %v; want %v", s, map[string]string(got), err, map[string]string(want))
		}
		if HoldsPassword(s) != (want["password"] != "") {
			t.Errorf("%s: holds a password: %v", s, HoldsPassword(s))
		}
	}
	for _, s := range []string{"", "d1", "postgres://", "mysql://m@h/d?sslmode=disable", "postgres://h:port/d", "postgres://h:0/d", "postgres://h:70000/d",
		"postgres://[::1/d", "postgres://[::1]5432/d", "postgres://%zz/d", "postgres://h/%00", "host", "host=a b", "host='a", "a-b=c", "\xff=a"} {
		if got, err := parseConninfo(s); err == nil {
			t.Errorf("%q is taken for %v", s, map[string]string(got))
		}
	}
}

func TestServerOptions(t *testing.T) {
	for s, want := range map[string][]setting{
		"":                                  nil,
		"-c geqo=off -cwork_mem=8MB":        {{"geqo", "off"}, {"work_mem", "8MB"}},
		`--search-path=a,\ b  -c role=some`: {{"search_path", "a, b"}, {"role", "some"}},
	} {
		if got, err := parseServerOptions(s); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"geqo=off", "-c", "-c geqo", "-B 100", "-c '=x"} {
		if got, err := parseServerOptions(s); err == nil {
			t.Errorf("%q is taken for %v", s, got)
		}
	}
}

// FuzzConninfo: what is read is written as lib/pq reads it, word for word, and
// read again the same.
func FuzzConninfo(f *testing.F) {
	for _, s := range []string{"postgres://m:p@h1:1,[::1]:2/d?sslmode=disable&port=3", "host=a,b port=1,2 password='it\\'s'", "postgres://%2Frun/d", "a=b c='d e'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := parseConninfo(s)
		if err != nil {
			return
		}
		again, err := parseConninfo(c.String())
		if err != nil || !maps.Equal(c, again) {
			t.Fatalf("%q is %v, and then %v, %v", s, map[string]string(c), map[string]string(again), err)
		}
		p, err := pq.NewConfig(c.String())
		if err == nil && (p.Password != c["password"] && c["password"] != "" || p.Database != c["dbname"] && c["dbname"] != "") {
			t.Fatalf("%q: lib/pq reads a password of %d bytes and the database %q", s, len(p.Password), p.Database)
		}
	})
}
