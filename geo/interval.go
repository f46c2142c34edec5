package geo

// Interval is the days from First to Last, both included. An end that nobody
// knows, or that is open, is [Past] or [Future].
type Interval struct{ First, Last Date }

// Has reports whether a day lies in the interval.
func (i Interval) Has(d Date) bool { return i.First <= d && d <= i.Last }

// Meets reports whether two intervals have a day in common.
func (i Interval) Meets(o Interval) bool { return i.First <= o.Last && o.First <= i.Last }

// Hull returns the days from the first of either to the last of either.
func (i Interval) Hull(o Interval) Interval {
	return Interval{First: min(i.First, o.First), Last: max(i.Last, o.Last)}
}

// Width returns how many days lie after the first: 0 for a day that is known.
func (i Interval) Width() int { return int(i.Last) - int(i.First) }
