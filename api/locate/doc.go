// Package locate answers where points lie, one or many, and finds what has a name.
package locate
