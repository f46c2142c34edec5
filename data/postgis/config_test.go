package postgis_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"maillage/data/postgis"
)

// TestOpenRefuses: every refusal names its fix, and none repeats the URL.
func TestOpenRefuses(t *testing.T) {
	file := func(content string) string {
		path := filepath.Join(t.TempDir(), "password")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const good = "postgres://someone:s3cret@db.example/maillage?sslmode=verify-full"
	for name, c := range map[string]struct {
		options postgis.Options
		says    string
	}{
		"nothing":               {postgis.Options{}, "want postgres://"},
		"another protocol":      {postgis.Options{URL: "mysql://someone:s3cret@db.example/x"}, "want postgres://"},
		"not a URL":             {postgis.Options{URL: "postgres://someone:s3cret@db.example:port/x?sslmode=disable"}, "want postgres://"},
		"half a keyword":        {postgis.Options{URL: "host=db.example password='s3cret sslmode=disable"}, "want postgres://"},
		"another's keywords":    {postgis.Options{URL: "mysql://someone:s3cret@db.example/x?sslmode=disable"}, "want postgres://"},
		"a slash in a secret":   {postgis.Options{URL: "postgres://someone:s3cret/more@db.example/x?sslmode=disable"}, "want postgres://"},
		"keywords, no sslmode":  {postgis.Options{URL: "host=db.example password=s3cret"}, "sslmode=verify-full"},
		"more ports than hosts": {postgis.Options{URL: "postgres://someone:s3cret@a,b/x?port=1,2,3&sslmode=disable"}, "3 port numbers"},
		"socket and network":    {postgis.Options{URL: "postgres://someone:s3cret@%2Frun%2Fpostgresql,db.example/x?sslmode=verify-full"}, "list either"},
		"options of a program":  {postgis.Options{URL: good + "&options=-B%20s3cret"}, "-c name=value"},
		"no sslmode":            {postgis.Options{URL: "postgres://someone:s3cret@db.example/x"}, "add ?sslmode=verify-full"},
		"unknown sslmode":       {postgis.Options{URL: "postgres://someone:s3cret@db.example/x?sslmode=s3cret"}, "sslmode"},
		"no time to connect":    {postgis.Options{URL: good + "&connect_timeout=0"}, "connect_timeout"},
		"no time to answer":     {postgis.Options{URL: good + "&statement_timeout=0"}, "from 1s to 24h"},
		"timeout in words":      {postgis.Options{URL: good + "&statement_timeout=soon"}, "from 1s to 24h"},
		"no password file":      {postgis.Options{URL: good, PasswordFile: "/nowhere/at/all"}, "/nowhere/at/all"},
		"empty password file":   {postgis.Options{URL: good, PasswordFile: file("\n")}, "the password alone"},
		"two lines":             {postgis.Options{URL: good, PasswordFile: file("s3cret\nmore")}, "the password alone"},
		"a password of nought":  {postgis.Options{URL: good, PasswordFile: file("s3cret\x00")}, "the password alone"},
	} {
		s, err := postgis.Open(c.options)
		if err == nil {
			_ = s.Close()
			t.Errorf("%s: accepted", name)
			continue
		}
		if !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v; want %q", name, err, c.says)
		}
	}
	for _, url := range []string{good, good + "&statement_timeout=90s&connect_timeout=2", good + "&statement_timeout=30000", "postgres://someone@/maillage?host=/run/postgresql&sslmode=disable",
		"postgres://someone@a:1,[::1]:2,b/maillage?sslmode=disable&target_session_attrs=read-write", "host=a,::1 port=1,2 user=someone dbname='x y' sslmode=disable"} {
		s, err := postgis.Open(postgis.Options{URL: url, PasswordFile: file("s3cret\r\n")})
		if err != nil {
			t.Errorf("refused: %v", err)
			continue
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}
