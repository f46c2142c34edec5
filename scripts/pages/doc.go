// Package pages holds no code, only a test: it loads every page of the built
// program in a real browser, through the checks of api/web/check. It lives
// apart from package api because it needs Node and a browser, and so that the
// race detector does not run it again.
package pages
