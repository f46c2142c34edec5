package boundary

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"maillage/data/crs"
	"maillage/geo"
)

// content is everything that files hold, before their layer is known.
type content struct {
	parts    []part
	features []rawFeature
	columns  map[string]*column // by name as files write it
	vertices int64
	decimals int
	bytes    int64
	sums     []string // checksums of the files as stored
	passed   []*fault // what stands beside what was read, and was not
}

// part is what one file of several brings.
type part struct {
	file                         string
	first                        int // rank of its first feature among all
	format, table, crs, encoding string
	assumed                      bool   // the encoding is a guess
	claimed                      string // what the file says of it, and is not
	noGeometry                   bool   // there is no place for any
	namesLine                    int    // of a table of text; above is what stands before it
	above                        []string
	others                       []string // sheets of the workbook that are not read
}

// job is some features that one worker decodes.
type job struct {
	first  int // rank of the first
	n      int
	system *crs.System // of the coordinates; nil: WGS84 degrees
	decode func(d *decoder, i int) rawFeature
	done   func()
}

// decode runs what emits jobs, and decodes them beside it. first is the rank
// of the first feature, after those of the files before.
func decode(ctx context.Context, opts Options, c *content, source func(ctx context.Context, emit func(job) error) error) error {
	group, ctx := errgroup.WithContext(ctx)
	p := &pool{jobs: make(chan job, 2), opts: opts, first: len(c.features)}
	p.vertices.Store(c.vertices)
	p.pairs.Store(maxFilePairs)
	for range max(1, runtime.GOMAXPROCS(0)) {
		group.Go(p.work)
	}
	group.Go(func() error {
		defer close(p.jobs)
		return source(ctx, func(j job) error {
			select {
			case p.jobs <- j:
				return nil
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		})
	})
	if err := group.Wait(); err != nil {
		return err
	}
	p.collect(c)
	return nil
}

// pool is the workers and what they have read so far.
type pool struct {
	jobs     chan job
	opts     Options
	first    int
	vertices atomic.Int64
	pairs    atomic.Int64 // that validation may still compare

	mu       sync.Mutex
	done     []decoded
	columns  map[string]*column
	decimals int
}

type decoded struct {
	first    int
	features []rawFeature
}

// work decodes jobs until there are no more, or one goes past a limit. It then
// drains nothing: what emits them stops with the group.
func (p *pool) work() error {
	d := decoder{columns: map[string]*column{}, perimeters: p.opts.Layer == geo.PerimeterLayer, fields: p.opts.Fields, abroad: p.opts.Country != "", pairs: &p.pairs}
	defer p.merge(&d)
	for j := range p.jobs {
		if p.first+j.first+j.n > maxFeatures {
			return faultf(RuleTooManyFeatures, "it holds more than %d features", maxFeatures)
		}
		d.coords.system = j.system
		features := make([]rawFeature, j.n)
		for i := range features {
			before := d.coords.vertices
			d.rank = p.first + j.first + i
			features[i] = j.decode(&d, i)
			if p.vertices.Add(d.coords.vertices-before) > int64(p.opts.MaxVertices) {
				return faultf(RuleTooManyVertices, "it holds more than %d vertices", p.opts.MaxVertices)
			}
		}
		if j.done != nil {
			j.done()
		}
		p.mu.Lock()
		p.done = append(p.done, decoded{j.first, features})
		p.mu.Unlock()
	}
	return nil
}

func (p *pool) merge(d *decoder) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.columns == nil {
		p.columns = map[string]*column{}
	}
	gather(p.columns, d.columns)
	p.decimals = max(p.decimals, d.coords.decimals)
}

// collect puts the features in the order of the file, after those before.
func (p *pool) collect(c *content) {
	slices.SortFunc(p.done, func(a, b decoded) int { return a.first - b.first })
	for _, d := range p.done {
		c.features = append(c.features, d.features...)
	}
	if c.columns == nil {
		c.columns = map[string]*column{}
	}
	gather(c.columns, p.columns)
	c.vertices, c.decimals = p.vertices.Load(), max(c.decimals, p.decimals)
}
