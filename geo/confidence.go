package geo

import "fmt"

// Confidence grades how well a perimeter is established: high, attested by a
// source; medium, inferred from one; low, a hypothesis.
type Confidence int

// The grades, in order: a threshold keeps its own grade and those above.
const (
	Low Confidence = iota
	Medium
	High
)

var confidenceNames = [...]string{"low", "medium", "high"}

// String returns the grade's name.
func (c Confidence) String() string { return confidenceNames[c] }

// ParseConfidence reads a grade by its name.
func ParseConfidence(s string) (Confidence, error) {
	for i, n := range confidenceNames {
		if n == s {
			return Confidence(i), nil
		}
	}
	return 0, fmt.Errorf("confidence %q: want one of high, medium, low", s)
}

// MarshalText writes the grade's name.
func (c Confidence) MarshalText() ([]byte, error) {
	if c < Low || c > High {
		return nil, fmt.Errorf("confidence %d: want one of low (0), medium (1), high (2)", int(c))
	}
	return []byte(c.String()), nil
}

// UnmarshalText reads a grade by its name.
func (c *Confidence) UnmarshalText(text []byte) (err error) {
	*c, err = ParseConfidence(string(text))
	return err
}

// Scope is what a perimeter is for: the politique de la ville, or other work
// of the same centre. As a question, Any takes both.
type Scope string

// The scopes.
const (
	Policy  Scope = "policy"
	Outside Scope = "outside-policy"
	Any     Scope = "any"
)

// ParseScope reads the scope of a request: policy or any.
func ParseScope(s string) (Scope, error) {
	switch Scope(s) {
	case Policy, Any:
		return Scope(s), nil
	}
	return "", fmt.Errorf("scope %q: want policy or any", s)
}

// Takes reports whether a perimeter of scope p answers a question of scope s.
func (s Scope) Takes(p Scope) bool { return s == Any || s == p }
