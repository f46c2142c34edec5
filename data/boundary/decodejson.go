package boundary

import (
	"bytes"
	"context"
	"io"
	"sync"

	"maillage/data/crs"
)

// readJSON reads GeoJSON to its end: one goroutine splits, the others decode
// what it emits.
func readJSON(ctx context.Context, in io.Reader, opts Options, c *content, p *part) error {
	var free sync.Pool
	s := splitter{src: in, alloc: func() []byte { return buffer(&free) }}
	var system *crs.System
	read := func(ctx context.Context, emit func(job) error) error {
		s.emit = func(b batch) error {
			if flt := s.system(opts, &system); flt != nil {
				return flt
			}
			return emit(job{
				first: b.first, n: len(b.spans), system: system,
				decode: func(d *decoder, i int) rawFeature {
					text := b.data[b.spans[i].start:b.spans[i].end]
					if b.records {
						return d.record(text)
					}
					return d.feature(text)
				},
				done: func() { recycle(&free, b.data) },
			})
		}
		err := s.run()
		if err == nil {
			if flt := s.system(opts, &system); flt != nil {
				err = flt
			}
		}
		return err
	}
	if err := decode(ctx, opts, c, read); err != nil {
		return err
	}
	p.format, p.encoding = "GeoJSON", "UTF-8"
	if p.crs = crsName(system); s.kind == records {
		p.format, p.crs, p.noGeometry = "JSON", "", true
	}
	return nil
}

// system decides the reference system as soon as the first features are to be
// decoded. A member crs that comes after them, and is not what they were read
// in, refuses the file.
func (s *splitter) system(opts Options, system **crs.System) *fault {
	if s.settled && bytes.Equal(s.crs, s.settledOn) {
		return nil
	}
	found, flt := geoJSONSystem(s.crs, opts.CRS)
	if flt != nil {
		return flt
	}
	if s.settled && crsName(found) != crsName(*system) {
		return faultf(RuleCRS, "the member crs says %s after features were read in %s", crsName(found), crsName(*system))
	}
	*system, s.settled, s.settledOn = found, true, s.crs
	return nil
}

// buffer returns an empty buffer for a batch.
func buffer(free *sync.Pool) []byte {
	if b, ok := free.Get().(*[]byte); ok {
		return (*b)[:0]
	}
	return make([]byte, 0, batchBytes+2*readBytes)
}

// recycle gives a buffer back, unless one large feature made it grow.
func recycle(free *sync.Pool, b []byte) {
	if cap(b) <= 4*batchBytes {
		free.Put(&b)
	}
}
