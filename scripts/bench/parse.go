package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
)

// result is one line of a benchmark's output.
type result struct {
	pkg     string
	name    string // "Locate/communes/orb", without Benchmark and the processor count
	metrics []metric
}

// metric is one figure of a result, in the unit it was reported with.
type metric struct {
	value float64
	unit  string
}

// metric returns the figure of a unit, and false where there is none.
func (r result) metric(unit string) (float64, bool) {
	for _, m := range r.metrics {
		if m.unit == unit {
			return m.value, true
		}
	}
	return 0, false
}

// time returns what the benchmark measured, in nanoseconds. One that times its
// baseline in the same loop reports its own time as "ns/SOMETHING", because
// ns/op is then that of both.
func (r result) time() (float64, bool) {
	for _, m := range r.metrics {
		if strings.HasPrefix(m.unit, "ns/") && m.unit != "ns/op" {
			return m.value, true
		}
	}
	return r.metric("ns/op")
}

// runBenchmarks runs go test and reads its output, which it shows as it comes:
// a benchmark may take a minute.
func runBenchmarks(ctx context.Context, o options, packages []string) ([]result, error) {
	args := []string{"test", "-run", "^$", "-bench", o.match, "-benchtime", o.benchtime,
		"-benchmem", "-count", "1", "-p", "1", "-timeout", "30m"}
	command := exec.CommandContext(ctx, "go", append(args, packages...)...)
	var output bytes.Buffer
	command.Stdout = io.MultiWriter(&output, os.Stderr)
	command.Stderr = os.Stderr
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("go test -bench: %w", err)
	}
	return parse(&output)
}

var processors = regexp.MustCompile(`-\d+$`)

// parse reads the benchmark format of the Go project: "pkg: path" lines, then
// lines of a name, a count of iterations, and pairs of value and unit.
func parse(r io.Reader) ([]result, error) {
	var results []result
	var pkg string
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		text := lines.Text()
		if path, ok := strings.CutPrefix(text, "pkg: "); ok {
			pkg = path
			continue
		}
		fields := strings.Fields(text)
		if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		if _, err := strconv.Atoi(fields[1]); err != nil {
			continue
		}
		name := processors.ReplaceAllString(strings.TrimPrefix(fields[0], "Benchmark"), "")
		one := result{pkg: pkg, name: name}
		for i := 2; i+1 < len(fields); i += 2 {
			value, err := strconv.ParseFloat(fields[i], 64)
			if err != nil {
				return nil, fmt.Errorf("benchmark %s: %q is no figure", name, fields[i])
			}
			one.metrics = append(one.metrics, metric{value, fields[i+1]})
		}
		results = append(results, one)
	}
	return results, lines.Err()
}
