package main

import (
	"flag"
	"fmt"
	"net/netip"
	"strings"
)

// proxyFlag is what --trust-proxy says: the peers that may tell where the service
// is shown.
type proxyFlag []netip.Prefix

func (p *proxyFlag) register(flags *flag.FlagSet) {
	flags.Func("trust-proxy", "`PEERS` whose X-Forwarded-Proto, -Host and -Prefix are believed for the links of answers, and -For for who asks: loopback, "+
		"or addresses and networks as 10.0.0.0/8, joined by commas (repeatable); the proxy must set or drop all four. "+
		"Default: nobody; --base-url alone makes the links without it", p.add)
}

func (p *proxyFlag) add(value string) error {
	for one := range strings.SplitSeq(value, ",") {
		if one == "loopback" {
			*p = append(*p, netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128"))
			continue
		}
		network, err := netip.ParsePrefix(one)
		if at, single := netip.ParseAddr(one); single == nil {
			network, err = netip.PrefixFrom(at.Unmap(), at.Unmap().BitLen()), nil
		}
		if err != nil {
			return fmt.Errorf("%q is no address or network; want loopback, 10.0.0.7 or 10.0.0.0/8", one)
		}
		*p = append(*p, network.Masked())
	}
	return nil
}
