package rest

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
)

// etag identifies what the answer of a call depends on: the program, the
// generation, the route, the resolved parameters (the day among them, so that
// a kept answer is stale when the day turns), the address its links are made
// of, and the representation. It is weak: gzip changes the bytes, not the
// meaning. It needs no answer, so that 304 costs nothing.
func (c *Request) etag() string {
	h := sha256.New()
	parts := append([]string{c.Server.Version, c.From.ID, c.Base, c.Route.Path, c.As.MediaType, c.HangsOn},
		c.Canonical()...)
	for _, p := range parts {
		_, _ = io.WriteString(h, p) // a hash never fails
		_, _ = h.Write([]byte{0})
	}
	return `W/"` + hex.EncodeToString(h.Sum(nil)[:16]) + `"`
}

// matches applies If-None-Match by weak comparison (RFC 9110, 13.1.2). "*" is
// not honoured here: it asks whether anything exists, which only the handler
// knows, and no cache sends it.
func matches(headers []string, tag string) bool {
	for _, h := range headers {
		for one := range strings.SplitSeq(h, ",") {
			if strings.TrimPrefix(strings.TrimSpace(one), "W/") == strings.TrimPrefix(tag, "W/") {
				return true
			}
		}
	}
	return false
}
