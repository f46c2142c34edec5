// Package realignment answers how the network stands against the regions since 2016,
// how it came there, how sure that is, and how two vintages relate.
package realignment
