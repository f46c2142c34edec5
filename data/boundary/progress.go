package boundary

import (
	"context"
	"io"

	"maillage/data/format"
)

// sourceProgress tells how far the reading of one source has come. What is read of it
// may be more than it is large, in an archive, so that the share counts.
type sourceProgress struct {
	tell  func(done, total int64)
	base  int64 // bytes of the sources before
	size  int64 // of this one
	total int64 // of all; -1: not known
	of    int64 // bytes to be read of this one
	read  int64
	shown int64
}

func (g *sourceProgress) add(n int) {
	g.read += int64(n)
	if g.tell == nil || g.of <= 0 || g.size <= 0 || g.read-g.shown < progressBytes {
		return
	}
	g.shown = g.read
	g.tell(g.base+int64(float64(g.size)*min(1, float64(g.read)/float64(g.of))), g.total)
}

// end tells that a source is read.
func (g *sourceProgress) end() {
	if g.tell != nil && g.total >= 0 {
		g.tell(g.base+g.size, g.total)
	}
}

// watch makes a file tell what is read of it, and stop when ctx does.
func watch(ctx context.Context, f format.File, g *sourceProgress) format.File {
	open := f.Open
	f.Open = func() (io.ReadCloser, error) {
		r, err := open()
		if err != nil {
			return nil, err
		}
		w := watched{ctx, r, g}
		if at, ok := r.(io.ReaderAt); ok {
			return watchedAt{w, at}, nil
		}
		return w, nil
	}
	return f
}

type watched struct {
	ctx context.Context
	src io.ReadCloser
	g   *sourceProgress
}

// Read reads on, until the context ends.
func (w watched) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := w.src.Read(p)
	w.g.add(n)
	return n, err
}

// Close closes the file.
func (w watched) Close() error { return w.src.Close() }

// watchedAt is a watched file that can be read anywhere.
type watchedAt struct {
	watched
	at io.ReaderAt
}

// ReadAt reads at an offset, until the context ends.
func (w watchedAt) ReadAt(p []byte, off int64) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := w.at.ReadAt(p, off)
	w.g.add(n)
	return n, err
}
