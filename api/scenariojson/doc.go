// Package scenariojson reads a scenario from outside: its JSON, strictly, within
// bounds and with an error that says how to mend it, and the compact form that
// links carry.
//
// The domain does not read JSON. What a scenario is, and the canonical text that
// its hash is made of, stay with package scenario.
package scenariojson
