// Package frame is what every page has of a request: the way to the others, credits,
// the form that asks anew, the map of the country, and cells, notes and links in its
// language. How a page looks is package pages, which knows no request: the two stand
// apart so that pages can be read and tested without one.
package frame
