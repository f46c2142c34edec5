// Package mapapp serves the interactive map: its page, what it starts from, and the
// files its bundler made.
package mapapp
