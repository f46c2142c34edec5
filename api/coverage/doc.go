// Package coverage answers what is covered on a day, what is not, and what is
// covered twice.
package coverage
