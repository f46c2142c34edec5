// Package wire is what several answers have in common: figures and measures with
// their denominators, the echo of the question, the envelope of credits and links,
// units, evidence by age, the schemas of the OpenAPI document, and the problems that
// errors of the domain are. JSON tags of what is shared live here.
package wire
