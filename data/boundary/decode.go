package boundary

import (
	"context"
	"io"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"maillage/geo"
)

// content is everything a file holds, before its layer is known.
type content struct {
	envelope
	features []rawFeature
	names    []string
	vertices int64
	decimals int
	bytes    int64
	sha256   string
}

// decode reads a stream to its end: this goroutine decompresses and splits,
// the others decode what it emits.
func decode(ctx context.Context, r io.Reader, size int64, opts Options) (*content, error) {
	in, err := newInput(ctx, r, size, opts)
	if err != nil {
		return nil, err
	}
	group, ctx := errgroup.WithContext(ctx)
	p := &pool{batches: make(chan batch, 2), opts: opts}
	p.pairs.Store(maxFilePairs)
	for range max(1, runtime.GOMAXPROCS(0)) {
		group.Go(p.work)
	}
	var env envelope
	group.Go(func() (err error) {
		defer close(p.batches)
		s := splitter{src: in, alloc: p.buffer, emit: func(b batch) error {
			select {
			case p.batches <- b:
				return nil
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		}}
		env, err = s.run()
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	c := &content{envelope: env, bytes: in.bytes, sha256: in.sum()}
	p.collect(c)
	return c, nil
}

// pool is the workers and what they have read so far.
type pool struct {
	batches  chan batch
	opts     Options
	vertices atomic.Int64
	pairs    atomic.Int64 // that validation may still compare
	free     sync.Pool

	mu       sync.Mutex
	done     []decoded
	names    map[string]int
	decimals int
}

type decoded struct {
	first    int
	features []rawFeature
}

// work decodes batches until there are no more, or one goes past a limit. It
// then drains nothing: the splitter stops with the group.
func (p *pool) work() error {
	d := decoder{names: map[string]int{}, perimeters: p.opts.Layer == geo.PerimeterLayer, pairs: &p.pairs}
	defer p.merge(&d)
	for b := range p.batches {
		if b.first+len(b.spans) > maxFeatures {
			return faultf(RuleTooManyFeatures, "it holds more than %d features", maxFeatures)
		}
		features := make([]rawFeature, len(b.spans))
		for i, sp := range b.spans {
			before := d.coords.vertices
			features[i] = d.feature(b.data[sp.start:sp.end])
			if p.vertices.Add(d.coords.vertices-before) > int64(p.opts.MaxVertices) {
				return faultf(RuleTooManyVertices, "it holds more than %d vertices", p.opts.MaxVertices)
			}
		}
		p.recycle(b.data)
		p.mu.Lock()
		p.done = append(p.done, decoded{b.first, features})
		p.mu.Unlock()
	}
	return nil
}

func (p *pool) merge(d *decoder) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.names == nil {
		p.names = map[string]int{}
	}
	for name, n := range d.names {
		p.names[name] += n
	}
	p.decimals = max(p.decimals, d.coords.decimals)
}

// buffer returns an empty buffer for a batch.
func (p *pool) buffer() []byte {
	if b, ok := p.free.Get().(*[]byte); ok {
		return (*b)[:0]
	}
	return make([]byte, 0, batchBytes+2*readBytes)
}

// recycle gives a buffer back, unless one large feature made it grow.
func (p *pool) recycle(b []byte) {
	if cap(b) <= 4*batchBytes {
		p.free.Put(&b)
	}
}

// collect puts the features in the order of the file.
func (p *pool) collect(c *content) {
	slices.SortFunc(p.done, func(a, b decoded) int { return a.first - b.first })
	c.features = make([]rawFeature, 0, c.envelope.features)
	for _, d := range p.done {
		c.features = append(c.features, d.features...)
	}
	for name := range p.names {
		c.names = append(c.names, name)
	}
	slices.Sort(c.names)
	c.names = c.names[:min(len(c.names), maxNames)]
	c.vertices, c.decimals = p.vertices.Load(), p.decimals
}
