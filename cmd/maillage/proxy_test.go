package main

import (
	"flag"
	"fmt"
	"io"
	"testing"
)

func TestTrustProxy(t *testing.T) {
	for value, want := range map[string]string{
		"loopback":              "[127.0.0.0/8 ::1/128]",
		"10.1.2.3/8,loopback":   "[10.0.0.0/8 127.0.0.0/8 ::1/128]",
		"192.0.2.7":             "[192.0.2.7/32]",
		"::ffff:192.0.2.7":      "[192.0.2.7/32]",
		"2001:db8::/32,fe80::1": "[2001:db8::/32 fe80::1/128]",
	} {
		var p proxyFlag
		if err := p.add(value); err != nil || fmt.Sprint(p) != want {
			t.Errorf("%s: %v, %v; want %s", value, p, err, want)
		}
	}
	for _, wrong := range []string{"", "yes", "10.0.0.0/40", "10.0.0", "localhost", "loopback,", "127.0.0.1:80"} {
		flags := flag.NewFlagSet("", flag.ContinueOnError)
		flags.SetOutput(io.Discard)
		var p proxyFlag
		p.register(flags)
		if err := flags.Parse([]string{"--trust-proxy", wrong}); err == nil {
			t.Errorf("%q is trusted: %v", wrong, p)
		}
	}
}
