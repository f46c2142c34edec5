package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

const (
	startAim    = 250 * time.Millisecond
	communesAim = 2500 * time.Millisecond
	embeddedMB  = 60
	withMB      = 350
)

// start is what was measured of one run of the program.
type start struct {
	ready          time.Duration // from exec to the first 200 of /readyz
	steady, peakMB float64       // resident memory settled after some requests, and its peak
}

// measureProgram starts the built program several times, on the embedded data
// and with communes, and returns the rows of what is seen from the outside.
func measureProgram(ctx context.Context, o options) ([]row, error) {
	if _, err := os.Stat(o.binary); err != nil {
		return nil, fmt.Errorf("%w; run make build first", err)
	}
	rows, err := measureStarts(ctx, o, "embedded data", startAim, embeddedMB, nil)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(o.communes); err != nil {
		return append(rows, row{name: "program, communes", figure: "skipped", note: "absent: " + o.communes}), nil
	}
	label := filepath.Base(o.communes)
	more, err := measureStarts(ctx, o, label, communesAim, withMB, []string{"--layer", "communes=" + o.communes})
	if err != nil {
		return append(rows, more...), err
	}
	kept, err := measureKept(ctx, o, label)
	return slices.Concat(rows, more, kept), err
}

// measureKept starts it on the same communes in a data directory.
func measureKept(ctx context.Context, o options, label string) (rows []row, err error) {
	dir, err := os.MkdirTemp("", "maillage-bench-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	began := time.Now()
	keep := exec.CommandContext(ctx, o.binary, "import", "--data", dir, "--activate", "communes="+o.communes)
	if said, err := keep.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("import: %w: %.2000s", err, said)
	}
	took := time.Since(began)
	rows, err = measureStarts(ctx, o, label+" in a data directory", communesAim, withMB, []string{"--data", dir})
	return append(rows, row{name: "program: import, audit, keep and activate, " + label, figure: duration(float64(took)), note: "one run"}), err
}

func measureStarts(ctx context.Context, o options, label string, readyAim time.Duration, limitMB float64, extra []string) ([]row, error) {
	if o.runs < 1 {
		return nil, errors.New("-runs must be 1 or more")
	}
	var starts []start
	for i := range o.runs {
		fmt.Fprintf(os.Stderr, "program, %s: run %d of %d\n", label, i+1, o.runs)
		one, err := measureStart(ctx, o.binary, extra, i == o.runs-1)
		if err != nil {
			return nil, fmt.Errorf("program, %s: %w", label, err)
		}
		starts = append(starts, one)
	}
	last := starts[len(starts)-1]
	slices.SortFunc(starts, func(a, b start) int { return int(a.ready - b.ready) })
	median, slowest := starts[len(starts)/2].ready, starts[len(starts)-1].ready
	return []row{
		{
			name: "program: start to ready, " + label, figure: duration(float64(median)),
			aim: "< " + duration(float64(readyAim)), missed: median >= readyAim,
			note: fmt.Sprintf("median of %d, slowest %s", o.runs, duration(float64(slowest))),
		},
		{
			name: "program: resident memory, " + label, figure: significant(last.steady) + " MB",
			aim: "< " + significant(limitMB) + " MB", missed: last.steady >= limitMB,
			note: "steady after requests; peak " + significant(last.peakMB) + " MB",
		},
	}, nil
}

// measureStart runs the program once. Memory takes a while to settle, so only
// one run in the series is asked for it.
func measureStart(ctx context.Context, binary string, extra []string, memory bool) (one start, err error) {
	p, err := launch(ctx, binary, append([]string{"serve", "--addr", "127.0.0.1:0"}, extra...))
	if err != nil {
		return start{}, err
	}
	defer func() { err = errors.Join(err, p.stop()) }()
	if err := p.waitReady(ctx); err != nil {
		return start{}, err
	}
	one.ready = time.Since(p.started)
	if !memory {
		return one, nil
	}
	for _, path := range []string{
		"/analysis/coverage?datetime=2017-03-16",
		"/analysis/gaps?datetime=2017-03-16",
		"/locate?lon=2.3522&lat=48.8566",
		"/collections/departments/items?limit=10",
	} {
		if err := p.get(ctx, path); err != nil {
			return start{}, err
		}
	}
	one.steady, one.peakMB, err = p.settledMemory(ctx)
	return one, err
}
