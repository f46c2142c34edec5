package boundary

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
)

// input is the decompressed stream of a file, bounded; what went wrong with
// the compression is a fault, what went wrong below is an error as it came.
type input struct {
	meter *meter
	src   io.Reader
	max   int64
	bytes int64  // decompressed so far
	ahead []byte // looked at, not yet read
}

// newInput tells gzip by its first two bytes. The standard decompressor stands
// within a tenth of the fastest pure Go one on these files.
func newInput(ctx context.Context, r io.Reader, g sourceProgress, opts Options) (*input, error) {
	m := &meter{ctx: ctx, r: r, hash: sha256.New(), base: g.base, total: g.total, progress: g.tell}
	buffered := bufio.NewReaderSize(m, 256<<10)
	in := &input{meter: m, src: buffered, max: opts.MaxBytes}
	magic, err := buffered.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if string(magic) == "\x1f\x8b" {
		zr, err := gzip.NewReader(buffered)
		if err != nil {
			return nil, in.explain(err)
		}
		in.src = zr
	}
	return in, nil
}

// peek returns the first bytes, decompressed; fewer where there are no more.
func (in *input) peek(n int) ([]byte, error) {
	head := make([]byte, n)
	got, err := io.ReadFull(in, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	in.ahead = head[:got]
	return in.ahead, err
}

// maxInMemory bounds what is kept in memory of a format that is read here and
// there, where it comes compressed or as a stream.
const maxInMemory = 256 << 20

// all reads the whole stream into memory.
func (in *input) all() ([]byte, error) { return inMemoryOnly(in) }

func inMemoryOnly(r io.Reader) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxInMemory+1))
	if err == nil && len(b) > maxInMemory {
		err = faultf(RuleTooLarge, "it holds more than %d MiB: extract it from its archive first", maxInMemory>>20)
	}
	return b, err
}

// Read reads decompressed bytes.
func (in *input) Read(p []byte) (int, error) {
	if len(in.ahead) > 0 {
		n := copy(p, in.ahead)
		in.ahead = in.ahead[n:]
		return n, nil
	}
	n, err := in.src.Read(p)
	in.bytes += int64(n)
	if in.bytes > in.max {
		return 0, faultf(RuleTooLarge, "it holds more than %d bytes once decompressed", in.max)
	}
	if err != nil && err != io.EOF {
		err = in.explain(err)
	}
	return n, err
}

// explain turns an error of decompression into a fault.
func (in *input) explain(err error) error {
	if in.meter.err != nil {
		return in.meter.err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return faultf(RuleTruncated, "the gzip stream ends in the middle")
	}
	return faultf(RuleGzip, "%v", err)
}

// sum returns the SHA-256 of the file as stored.
func (in *input) sum() string { return hex.EncodeToString(in.meter.hash.Sum(nil)) }

// meter counts and hashes the bytes of the file as stored, reports progress,
// and stops when the context does.
type meter struct {
	ctx      context.Context
	r        io.Reader
	hash     hash.Hash
	done     int64
	shown    int64
	base     int64 // bytes of the files before
	total    int64
	progress func(done, total int64)
	err      error // other than io.EOF
}

const progressBytes = 1 << 20

func (m *meter) Read(p []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		m.err = err
		return 0, err
	}
	n, err := m.r.Read(p)
	m.hash.Write(p[:n])
	m.done += int64(n)
	if m.progress != nil && (m.done-m.shown >= progressBytes || errors.Is(err, io.EOF) && m.shown < m.done) {
		m.shown = m.done
		m.progress(m.base+m.done, m.total)
	}
	if err != nil && err != io.EOF {
		m.err = err
	}
	return n, err
}
