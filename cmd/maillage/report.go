package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"maillage/api"
)

// report prints the coverage on a day. It asks the HTTP interface in process,
// so that a figure is the same on a terminal as over the network.
func report(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("maillage report", flag.ContinueOnError)
	query := url.Values{}
	for _, p := range []struct{ flag, parameter, help string }{
		{"datetime", "datetime", "`DATE`, as 2017-03-16 (default today)"},
		{"level", "level", "rows: region, region-2015, department, epci or commune (default region)"},
		{"territory", "territory", "france, metropole, drom or com (default france)"},
		{"scope", "scope", "policy or any (default policy)"},
		{"min-confidence", "min_confidence", "high, medium or low (default medium)"},
		{"qpv", "qpv", "geography of neighbourhoods: 2015 or 2024 (default 2015)"},
	} {
		flags.Func(p.flag, p.help, func(value string) error {
			query.Set(p.parameter, value)
			return nil
		})
	}
	format := flags.String("format", "table", "table, csv, json or geojson")
	var layers layerFlags
	layers.register(flags)
	if err := parse(flags, args, stderr); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%w: report takes no argument, only flags", errUsage)
	}
	if err := layers.validate(); err != nil {
		return err
	}
	switch *format {
	case "table":
		query.Set("f", "json")
	case "csv", "json", "geojson":
		query.Set("f", *format)
	default:
		return fmt.Errorf("%w: --format %q; want table, csv, json or geojson", errUsage, *format)
	}
	body, err := ask(ctx, &layers, stderr, "/analysis/coverage?"+query.Encode())
	if err != nil {
		return err
	}
	if *format == "table" {
		return printTable(stdout, body)
	}
	_, err = stdout.Write(body)
	return err
}

// ask loads the data and returns the body of one answer of the HTTP interface.
func ask(ctx context.Context, layers *layerFlags, stderr io.Writer, target string) ([]byte, error) {
	s, err := load(ctx, layers, stderr)
	if err != nil {
		return nil, err
	}
	store := &api.Store{}
	store.Swap(s, time.Now())
	server, err := api.New(api.Options{Store: store, Version: programVersion(), BaseURL: "http://localhost"})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		return nil, err
	}
	answer := &inMemory{header: http.Header{}, status: http.StatusOK}
	server.ServeHTTP(answer, request)
	if answer.status != http.StatusOK {
		return nil, refusal(answer.body)
	}
	return answer.body, nil
}

// refusal turns a problem document into an error for the terminal.
func refusal(body []byte) error {
	var p struct{ Title, Detail, Fix string }
	if err := json.Unmarshal(body, &p); err != nil {
		return fmt.Errorf("unreadable answer: %w", err)
	}
	return fmt.Errorf("%w: %s %s", errUsage, p.Detail, p.Fix)
}

// inMemory is an [http.ResponseWriter] that keeps what is written.
type inMemory struct {
	header http.Header
	status int
	body   []byte
}

// Header returns the headers of the answer.
func (m *inMemory) Header() http.Header { return m.header }

// WriteHeader keeps the status.
func (m *inMemory) WriteHeader(status int) { m.status = status }

// Write keeps the body.
func (m *inMemory) Write(b []byte) (int, error) {
	m.body = append(m.body, b...)
	return len(b), nil
}
