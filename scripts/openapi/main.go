// Command openapi prints the OpenAPI document of the service on the embedded
// data, for what reads it as a file: linters and generators of clients.
//
//	go run ./scripts/openapi > openapi.json
//	go run ./scripts/openapi -base URL > openapi.json    with URL as its server
//	go run ./scripts/openapi -schemas > schemas.json     the schemas alone, without words
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"time"

	"maillage/api"
	"maillage/data"
	"maillage/geo/snapshot"
)

func main() {
	base := flag.String("base", "http://127.0.0.1:8080", "the public `URL` of the service")
	schemas := flag.Bool("schemas", false, "print the schemas alone, without their words")
	flag.Parse()
	if err := write(os.Stdout, *base, *schemas); err != nil {
		fmt.Fprintln(os.Stderr, "openapi:", err)
		os.Exit(1)
	}
}

// write writes the document that a service at base answers at /api, or of it the
// schemas alone.
func write(w io.Writer, base string, schemas bool) error {
	service, err := newService(base)
	if err != nil {
		return err
	}
	answer := httptest.NewRecorder()
	service.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/api", nil))
	if answer.Code != http.StatusOK {
		return fmt.Errorf("/api: status %d: %s", answer.Code, answer.Body)
	}
	document := answer.Body.Bytes()
	if schemas {
		if document, err = shapes(document); err != nil {
			return err
		}
	}
	_, err = w.Write(document)
	return err
}

// newService is the service on the embedded data, which is at base for its links.
func newService(base string) (*api.Server, error) {
	ctx := context.Background()
	set, err := data.Load(ctx)
	if err != nil {
		return nil, err
	}
	s, err := snapshot.Build(ctx, set)
	if err != nil {
		return nil, err
	}
	store := new(api.Store)
	store.Swap(s, time.Now())
	return api.New(api.Options{Store: store, BaseURL: base})
}
