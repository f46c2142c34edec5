// Package geotest holds what the tests of several packages share: real
// boundaries, random meshes and plain answers to compare with. Only tests
// import it.
package geotest
