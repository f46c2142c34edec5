package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"maillage/api"
)

// A question is a subcommand that prints one answer of the HTTP interface. It
// is asked in process, so that a figure is the same on a terminal as over the
// network.
type question struct {
	name    string // of the subcommand
	path    string
	flags   []questionFlag
	truths  []questionFlag // flags that mean true without a value
	formats []string       // what the address offers, beside the table made here
	print   func(w io.Writer, body []byte) error
	// body adds flags that make up a body of JSON; nil where none is sent.
	body func(flags *flag.FlagSet) func() ([]byte, error)
}

// questionFlag hands a flag on as a parameter.
type questionFlag struct{ name, parameter, help string }

var (
	datetimeFlag   = questionFlag{"datetime", "datetime", "`DATE`, as 2017-03-16 (default today)"}
	levelFlag      = questionFlag{"level", "level", "rows: region, region-2015, department, epci or commune (default region)"}
	territoryFlag  = questionFlag{"territory", "territory", "france, metropole, overseas, drom or com (default france)"}
	scopeFlag      = questionFlag{"scope", "scope", "policy or any (default policy)"}
	confidenceFlag = questionFlag{"min-confidence", "min_confidence", "high, medium or low (default medium)"}
	qpvFlag        = questionFlag{"qpv", "qpv", "geography of neighbourhoods: 2015 or 2024 (default 2015)"}
	fromFlag       = questionFlag{"from", "from", "first `DATE` (default 1990-01-01, before the first centre)"}
	toFlag         = questionFlag{"to", "to", "last `DATE` (default today)"}
)

// run reads the flags, asks, and prints.
func (q *question) run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("maillage "+q.name, flag.ContinueOnError)
	query := url.Values{}
	handOn := func(f questionFlag) func(string) error {
		return func(value string) error {
			query.Set(f.parameter, value)
			return nil
		}
	}
	for _, f := range q.flags {
		flags.Func(f.name, f.help, handOn(f))
	}
	for _, f := range q.truths {
		flags.BoolFunc(f.name, f.help, handOn(f))
	}
	content := func() ([]byte, error) { return nil, nil }
	if q.body != nil {
		content = q.body(flags)
	}
	formats := append([]string{"table"}, q.formats...)
	choice := strings.Join(formats[:len(formats)-1], ", ") + " or " + formats[len(formats)-1]
	format := flags.String("format", "table", choice)
	if slices.Contains(formats, "csv") {
		flags.Func("dialect", "how --format csv is written: rfc4180 (default), or excel-fr as Excel in French opens it by a double click", handOn(questionFlag{parameter: "dialect"}))
	}
	var layers layerFlags
	layers.register(flags)
	if err := parse(flags, args, stderr); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%w: %s takes no argument, only flags", errUsage, q.name)
	}
	if err := layers.validate(); err != nil {
		return err
	}
	if !slices.Contains(formats, *format) {
		return fmt.Errorf("%w: --format %q; want %s", errUsage, *format, choice)
	}
	if query.Has("dialect") && *format != "csv" {
		return fmt.Errorf("%w: --dialect is of CSV: give --format csv too", errUsage)
	}
	query.Set("f", *format)
	if *format == "table" {
		query.Set("f", "json")
	}
	sent, err := content()
	if err != nil {
		return err
	}
	body, err := ask(ctx, &layers, stderr, q.path+"?"+query.Encode(), sent)
	if err != nil {
		return err
	}
	if *format == "table" {
		return q.print(stdout, body)
	}
	_, err = stdout.Write(body)
	return err
}

// ask loads the data and returns the body of one answer of the HTTP interface. A
// body of JSON, if there is one, is posted.
func ask(ctx context.Context, layers *layerFlags, stderr io.Writer, target string, content []byte) ([]byte, error) {
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
	method := http.MethodGet
	if content != nil {
		method = http.MethodPost
	}
	request, err := http.NewRequestWithContext(ctx, method, target, bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	if content != nil {
		request.Header.Set("Content-Type", "application/json")
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
