// Package mapinfo reads the interchange format of MapInfo: a .mif with a header
// and objects, and a .mid with a line of values for each, as the MapInfo
// Interchange File appendix of its user guide has them. Regions are read; their
// rings come in any order and turn either way. Other objects cost their row the
// ground.
package mapinfo
