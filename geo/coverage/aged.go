package coverage

import (
	"maillage/geo"
	"maillage/geo/snapshot"
)

// Aged is a network with how old, on a day, the evidence for each of its
// perimeters is.
type Aged struct {
	network snapshot.Network
	of      []Age // of each perimeter
	there   [ages]bool
	oldest  Age
}

// AgedOn tells the ages of a network on a day.
func AgedOn(network snapshot.Network, d geo.Date) Aged {
	a := Aged{network: network, of: make([]Age, len(network))}
	for i, p := range network {
		a.of[i] = AgeOf(p, d)
		a.there[a.of[i]], a.oldest = true, max(a.oldest, a.of[i])
	}
	a.there[a.oldest] = true
	return a
}

// Ages lists the ages there are, the freshest first; of a network without
// perimeters, the freshest alone.
func (a *Aged) Ages() []Age {
	var out []Age
	for _, k := range Ages {
		if a.there[k] {
			out = append(out, k)
		}
	}
	return out
}

// Oldest returns the last of Ages: with it the network is complete.
func (a *Aged) Oldest() Age { return a.oldest }

// UpTo returns the perimeters whose evidence is no older than an age.
func (a *Aged) UpTo(k Age) snapshot.Network {
	var out snapshot.Network
	for i, p := range a.network {
		if a.of[i] <= k {
			out = append(out, p)
		}
	}
	return out
}
