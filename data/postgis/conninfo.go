package postgis

import (
	"errors"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// conninfo is what a connection string says, by the keywords of libpq.
type conninfo map[string]string

// errConninfo never repeats the text, which may hold a password.
var errConninfo = errors.New("database URL: want postgres://USER@HOST:PORT/NAME?sslmode=verify-full, with reserved characters written as %XX" +
	" (several hosts: HOST1:PORT1,HOST2:PORT2), or host=HOST port=PORT dbname=NAME user=USER sslmode=verify-full")

var keyword = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.]*$`)

// HoldsPassword reports whether a connection string has a password written in it.
// One that cannot be read has none: it is refused, without being repeated.
func HoldsPassword(s string) bool {
	c, err := parseConninfo(s)
	return err == nil && c.secrets() != nil
}

// secrets lists what must never be shown.
func (c conninfo) secrets() (out []string) {
	for _, key := range []string{"password", "sslpassword"} {
		if c[key] != "" {
			out = append(out, c[key])
		}
	}
	return out
}

// parseConninfo reads a connection string in either form that libpq documents: a
// URL or keywords. lib/pq reads neither several ports nor several addresses of
// IPv6 in a URL, nor a socket in the place of a host.
func parseConninfo(s string) (conninfo, error) {
	if !utf8.ValidString(s) {
		return nil, errConninfo
	}
	c, ok := conninfo{}, false
	if scheme, rest, found := strings.Cut(s, "://"); found && (scheme == "postgres" || scheme == "postgresql") {
		ok = c.readURL(rest)
	} else {
		ok = c.readKeywords(s)
	}
	for key, value := range c {
		ok = ok && keyword.MatchString(key) && !strings.Contains(value, "\x00")
	}
	if !ok || len(c) == 0 {
		return nil, errConninfo
	}
	return c, c.completeHosts()
}

// readURL reads what follows the scheme: user:password@host:port,host:port/name?key=value.
func (c conninfo) readURL(rest string) bool {
	rest, query, _ := strings.Cut(rest, "?")
	authority, name, _ := strings.Cut(rest, "/")
	ok := true
	set := func(key, value string) {
		value, err := url.PathUnescape(value) // a plus sign stays one
		if ok = ok && err == nil; ok && value != "" {
			c[key] = value
		}
	}
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		user, password, _ := strings.Cut(authority[:at], ":")
		set("user", user)
		set("password", password)
		authority = authority[at+1:]
	}
	var hosts, ports []string
	for host := range strings.SplitSeq(authority, ",") {
		port := ""
		if inner, bracketed := strings.CutPrefix(host, "["); bracketed {
			var after string
			var closed bool
			host, after, closed = strings.Cut(inner, "]")
			colon := strings.HasPrefix(after, ":")
			if !closed || after != "" && !colon {
				return false
			}
			port = strings.TrimPrefix(after, ":")
		} else {
			host, port, _ = strings.Cut(host, ":")
		}
		hosts, ports = append(hosts, host), append(ports, port)
	}
	set("host", strings.Join(hosts, ","))
	set("port", strings.Join(ports, ","))
	set("dbname", name)
	for pair := range strings.SplitSeq(query, "&") {
		key, value, _ := strings.Cut(pair, "=")
		if key != "" {
			set(key, value)
		}
	}
	return ok
}

// readKeywords reads key=value pairs: a value with blanks is quoted with ', and a
// backslash takes what follows it as it is.
func (c conninfo) readKeywords(s string) bool {
	const blanks = " \t\r\n\v\f"
	for s = strings.TrimLeft(s, blanks); s != ""; s = strings.TrimLeft(s, blanks) {
		key, rest, found := strings.Cut(s, "=")
		if !found {
			return false
		}
		s = strings.TrimLeft(rest, blanks)
		quoted := strings.HasPrefix(s, "'")
		s = strings.TrimPrefix(s, "'")
		var value strings.Builder
		i, closed := 0, false
		for ; i < len(s) && !closed; i++ {
			switch {
			case s[i] == '\\' && i+1 < len(s):
				i++
				value.WriteByte(s[i])
			case quoted && s[i] == '\'', !quoted && strings.IndexByte(blanks, s[i]) >= 0:
				closed = true
			default:
				value.WriteByte(s[i])
			}
		}
		if quoted && !closed {
			return false
		}
		s = s[i:]
		c[strings.TrimRight(key, blanks)] = value.String()
	}
	return true
}

// completeHosts writes lists of hosts and ports as lib/pq takes them: without an
// empty item, which stands for the default.
func (c conninfo) completeHosts() error {
	if hosts := strings.Split(c["host"], ","); len(hosts) > 1 {
		sockets := 0
		for i, host := range hosts {
			if host == "" {
				hosts[i] = "localhost"
			}
			if strings.HasPrefix(host, "/") || strings.HasPrefix(host, "@") {
				sockets++
			}
		}
		if sockets > 0 && sockets < len(hosts) && c["sslmode"] != "disable" {
			// lib/pq would take the protection of the first for that of all.
			return errors.New("database URL: sockets and hosts of the network in one list would share one sslmode: list either, or say sslmode=disable")
		}
		c["host"] = strings.Join(hosts, ",")
	}
	if strings.Trim(c["port"], ",") == "" {
		delete(c, "port")
		return nil
	}
	ports := strings.Split(c["port"], ",")
	for i, port := range ports {
		if port == "" {
			ports[i] = "5432"
		} else if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return errConninfo // the port may be the half of a password whose / is not %2F
		}
	}
	c["port"] = strings.Join(ports, ",")
	return nil
}

var quoteValue = strings.NewReplacer(`\`, `\\`, `'`, `\'`)

// String writes keywords, as lib/pq reads them; never to be shown.
func (c conninfo) String() string {
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(c)) {
		b.WriteString(key + "='" + quoteValue.Replace(c[key]) + "' ")
	}
	return b.String()
}
