// Package ask is the vocabulary: the parameters by which nearly every question is
// asked, and the question they make. The same name means the same thing, with the
// same default, at every address that takes it. Days are those of Paris; coordinates
// are degrees of WGS84, longitude first.
package ask
