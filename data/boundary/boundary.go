package boundary

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Options says how a file is to be read. The zero value is ready for use.
type Options struct {
	// Layer the file is said to hold; "": recognise it.
	Layer geo.LayerName
	// MaxBytes bounds the decompressed size; 0: 1 GiB.
	MaxBytes int64
	// MaxVertices bounds the positions of the whole file; 0: 20 million.
	MaxVertices int
	// Progress is told how many bytes of the file as stored were read, of how
	// many (-1 where that is not known), from one goroutine; nil: nobody.
	Progress func(done, total int64)
	// Known says whether a code exists, or in PerimeterLayer a centre. A
	// feature whose code does not is reported and kept; a perimeter whose
	// centre or units do not is dropped. nil: all of them do.
	Known func(layer geo.LayerName, code string) bool
}

const (
	defaultMaxBytes    = 1 << 30
	defaultMaxVertices = 20_000_000
	maxFeatures        = 250_000
)

func (o Options) withDefaults() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.MaxVertices <= 0 {
		o.MaxVertices = defaultMaxVertices
	}
	return o
}

// Result is what a file holds, and what is wrong with it.
type Result struct {
	// Layer holds the features in the order of the file. Its source gives the
	// file, its checksum and its count; the caller knows the rest.
	Layer geo.Layer
	// Perimeters, of the layer of that name alone. Their ID is left empty: the
	// caller knows the rows each centre has already.
	Perimeters []geo.Perimeter
	Problems   []Problem // in the order of the file
	SHA256     string    // of the file as stored, in hex; "" when refused
	Bytes      int64     // decompressed
	Vertices   int64     // positions read, those of refused geometries included
	Decimals   int       // most decimals of a coordinate
	Features   int       // in the file, those not loaded included
	Property   string    // name, in lower case, of the property that gives the code
	Properties []string  // names of all properties met, sorted; at most 256
	Bound      orb.Bound // of the usable geometries; zero when there is none
}

// ReadFile reads a file, plain or gzip. See [Read].
func ReadFile(ctx context.Context, path string, opts Options) (*Result, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, fmt.Errorf("%s is a folder: give a GeoJSON file", path)
	}
	return read(ctx, filepath.Base(path), f, info.Size(), opts)
}

// Read reads boundaries or perimeters from r; name stands for the file in
// problems.
//
// A file that is refused gives a *[RefusedError], with a Result that holds its
// problems alone. Other errors are those of r and of ctx, with a nil Result.
// Read returns after the last call to r.Read has, and starts nothing that
// outlives it.
func Read(ctx context.Context, name string, r io.Reader, opts Options) (*Result, error) {
	return read(ctx, name, r, -1, opts)
}

func read(ctx context.Context, name string, r io.Reader, size int64, opts Options) (*Result, error) {
	opts = opts.withDefaults()
	rep := &report{file: name}
	content, err := decode(ctx, r, size, opts)
	var result *Result
	if err == nil {
		result, err = assemble(content, opts, rep)
	}
	if err == nil {
		result.Problems = rep.problems
		return result, nil
	}
	var flt *fault
	if !errors.As(err, &flt) {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	refused := rep.refuse(flt)
	return &Result{Problems: rep.problems}, &RefusedError{refused}
}

// report gathers the problems of a file.
type report struct {
	file     string
	problems []Problem
}

// add reports a fault of a feature; dropped says whether it costs anything.
func (r *report) add(f *fault, feature int, code string, dropped bool) {
	p := f.problem(r.file, feature, code)
	p.Dropped = dropped
	r.problems = append(r.problems, p)
}

// refuse reports a fault of the file.
func (r *report) refuse(f *fault) Problem {
	p := f.problem(r.file, -1, "")
	p.Fatal = true
	r.problems = append(r.problems, p)
	return p
}

// fileWide are the rules that, broken by most features, say that the file is
// not what it claims rather than that its features are wrong.
var fileWide = []string{
	RuleNoCode, RuleBadCode, RuleDuplicateCode, RuleWrongGeometryType, RuleWrongType,
	RuleOutOfRange, RuleLambert93, RuleSwappedAxes,
}

// mostly returns the fault of the file when more than half of its features
// fall to the same file-wide rule, and leaves the first one as an example.
func (r *report) mostly(features int) *fault {
	for _, rule := range fileWide {
		same := func(p Problem) bool { return p.Dropped && p.Rule == rule }
		n := 0
		var first Problem
		for _, p := range r.problems {
			if same(p) {
				if n == 0 {
					first = p
				}
				n++
			}
		}
		if 2*n <= features {
			continue
		}
		r.problems = slices.DeleteFunc(r.problems, func(p Problem) bool { return same(p) && p.Feature != first.Feature })
		return &fault{
			rule:   rule,
			detail: fmt.Sprintf("%d of %d features; feature %d: %s", n, features, first.Feature, first.Detail),
			at:     first.At,
		}
	}
	return nil
}
