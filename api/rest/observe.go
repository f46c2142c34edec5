package rest

import (
	"fmt"
	"net/http"
	"runtime/debug"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"
)

// observe counts and logs every request, by the pattern of its route: a path
// that matched none may hold anything, coordinates included, and query strings
// hold them by design, so neither is ever written.
func (s *Server) observe(g *gin.Context) {
	start := time.Now()
	g.Next()
	took := time.Since(start)
	route := g.FullPath()
	if route == "" {
		route = "unmatched"
	}
	method := knownMethod(g.Request.Method)
	status := g.Writer.Status()
	s.metrics.seen(method, route, status, took)
	s.Log.Info("request", "method", method, "route", route, "status", status,
		"bytes", max(g.Writer.Size(), 0), "took", took)
}

// knownMethod bounds the method names a stranger can put in logs and metrics.
func knownMethod(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions,
		http.MethodPut, http.MethodPatch, http.MethodDelete:
		return m
	}
	return "OTHER"
}

// guard sets the headers every answer bears, and confines a panic to the
// request it struck. Nothing is written before an answer is whole, so the
// problem is always clean.
func (s *Server) guard(g *gin.Context) {
	h := g.Writer.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Expose-Headers", "Allow, Content-Disposition, ETag, Link, Retry-After, X-Generation")
	defer func() {
		fault := recover()
		if fault == nil {
			return
		}
		if fault == http.ErrAbortHandler {
			panic(fault) // net/http's own way of dropping a connection
		}
		s.Log.Error("panic", "route", g.FullPath(), "fault", fmt.Sprint(fault), "stack", string(debug.Stack()))
		s.fail(g, InternalError.Problem("The service met a fault while answering.",
			"Ask again; if it lasts, report the path and the time to whoever runs the service."))
	}()
	if !utf8.ValidString(g.Request.URL.Path) {
		s.fail(g, errOtherBytes("The path"))
		return
	}
	g.Next()
}
