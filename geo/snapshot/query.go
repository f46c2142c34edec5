package snapshot

import "maillage/geo"

// Query is what a figure is asked of. Every field is required; the zero value
// of Confidence is Low.
type Query struct {
	Date       geo.Date
	Level      geo.Level // rows: region, region-2015, department, epci or commune
	Territory  geo.Territory
	Scope      geo.Scope
	Confidence geo.Confidence // threshold: this grade and those above
	Geography  geo.Geography
}

// Takes reports whether a perimeter enters the question, its dates aside.
func (q Query) Takes(p *Perimeter) bool {
	return q.Scope.Takes(p.Scope) && p.Confidence >= q.Confidence
}

// On is the same question of another day.
func (q Query) On(d geo.Date) Query {
	q.Date = d
	return q
}

// Active returns the perimeters that answer a query: those that it takes and that
// hold at its date, in the snapshot's order.
func (s *Snapshot) Active(q Query) Network {
	var active Network
	for i := range s.Perimeters {
		if p := &s.Perimeters[i]; q.Takes(p) && p.Active(q.Date) {
			active = append(active, p)
		}
	}
	return active
}

// View is what an answer is counted on: a state of everything, what is asked of
// it, the perimeters taken to hold, and the grain that tells them.
type View struct {
	Snapshot *Snapshot
	Grain    *Grain
	Query    Query
	Network  Network
}

// View returns the view of a network, on the grain that it and the query's level
// call for. The network need not be the snapshot's own: the scope, confidence and
// dates of its perimeters are not looked at again.
func (s *Snapshot) View(q Query, network Network) View {
	return View{Snapshot: s, Grain: s.Grain(q.Level, network.Fine()), Query: q, Network: network}
}

// Over returns the view of another network, on the same grain.
func (v View) Over(network Network) View {
	v.Network = network
	return v
}

// Asked returns the atoms of the territory asked. The set is shared: do not
// change it.
func (v View) Asked() geo.Bitset { return v.Grain.Territory(v.Query.Territory) }

// Cuts reports whether some perimeter of the network holds pieces of atoms on
// this grain: pieces are told on that of the base mesh alone.
func (v View) Cuts() bool {
	if v.Grain != v.Snapshot.Base() {
		return false
	}
	for _, p := range v.Network {
		if len(p.Parts) > 0 {
			return true
		}
	}
	return false
}
