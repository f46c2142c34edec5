package scenario

import (
	"fmt"
	"strings"

	"maillage/geo"
)

// Reason is why a change is refused.
type Reason string

// The reasons.
const (
	UnknownCentre   Reason = "unknown-centre"
	ClosedCentre    Reason = "closed-centre"
	CentreExists    Reason = "centre-exists"
	BadName         Reason = "bad-name"
	UnknownUnit     Reason = "unknown-unit"
	RepeatedUnit    Reason = "repeated-unit"
	AlreadyHeld     Reason = "already-held"
	NotHeld         Reason = "not-held"
	SameCentre      Reason = "same-centre"
	Malformed       Reason = "malformed" // fields its action does not have, or lacks
	InvalidPolygon  Reason = "invalid-polygon"
	OutsideGround   Reason = "outside-territory"
	NeedsBoundaries Reason = "needs-boundaries"
	TooLarge        Reason = "too-large"
)

// Refusal is a change that cannot be made. It refuses the whole scenario.
type Refusal struct {
	Change  int // position in the scenario, from 0
	Action  Action
	Centre  string      // the centre concerned; "" where none is named
	Unit    geo.UnitRef // the unit concerned; zero where it is none
	Reason  Reason
	Case    Case     // what is wrong, more exactly
	Told    []string // what the words of the case tell: "{name}", then its value, and so on
	Detail  string   // what is wrong, in words
	Fix     string   // what to do about it
	Nearest string   // the known ID or code most like an unknown one; "" for none
	// Successors are the units that have the ground of a code of the past today.
	Successors []geo.Unit
}

// Error names the change, what is wrong and the fix.
func (e *Refusal) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "change %d (%s", e.Change+1, Clip(string(e.Action)))
	if e.Centre != "" {
		fmt.Fprintf(&b, ", centre %s", Clip(e.Centre))
	}
	if e.Unit.Code != "" {
		fmt.Fprintf(&b, ", %s %s", Clip(string(e.Unit.Level)), Clip(e.Unit.Code))
	}
	fmt.Fprintf(&b, "): %s; %s", e.Detail, e.Fix)
	return b.String()
}

// Clip keeps hostile names out of messages.
func Clip(s string) string {
	const longest = 64
	s = strings.ToValidUTF8(s, "?")
	if len(s) <= longest {
		return s
	}
	return strings.ToValidUTF8(s[:longest], "") + "..."
}
