// Package arrows holds no code, only tests: the table of who may import what,
// and the rules of the house that a machine can check. They live outside the
// rooms they judge because they belong to none of them.
package arrows
