package wire

import "maillage/geo"

// Known is a count as a value: nil where it is not known.
func Known(n geo.Count) any {
	if !n.Known {
		return nil
	}
	return n.N
}

// Day is a bound of time as a value: nil where it is open.
func Day(d geo.Date) any {
	if d == geo.Past || d == geo.Future {
		return nil
	}
	return d.String()
}

// Published is a date as its source gives it: nil where it is not known.
func Published(f geo.Fuzzy) any {
	if !f.Known() {
		return nil
	}
	return f.String()
}
