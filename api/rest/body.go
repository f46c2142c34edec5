package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

// A Series is the long list of an answer. It is encoded item by item, so that
// an answer of 35,000 rows never stands in memory as values, as text and as a
// copy of that text at once.
type Series struct {
	Name string // of the member; its value in the answer is an empty list
	N    int
	At   func(i int) any
}

// A body is an answer as bytes, in pieces: one buffer that grows would be
// copied at each doubling, and is twice as large as it need be at the end.
type body struct{ pieces [][]byte }

const pieceBytes = 256 << 10

func (b *body) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 {
		if k := len(b.pieces); k == 0 || len(b.pieces[k-1]) == cap(b.pieces[k-1]) {
			b.pieces = append(b.pieces, make([]byte, 0, pieceBytes))
		}
		last := &b.pieces[len(b.pieces)-1]
		room := min(len(p), cap(*last)-len(*last))
		*last = append(*last, p[:room]...)
		p = p[room:]
	}
	return n, nil
}

func (b *body) size() (n int) {
	for _, p := range b.pieces {
		n += len(p)
	}
	return n
}

// writeTo sends the pieces, and lets go of each once it is sent.
func (b *body) writeTo(w io.Writer) {
	for i, p := range b.pieces {
		if _, err := w.Write(p); err != nil {
			return // the client has gone: there is nobody left to tell
		}
		b.pieces[i] = nil
	}
}

// stride is how many rows are written between two looks at whether the request
// has ended.
const stride = 256

// Over reports, now and then, whether the request has ended. What was made of an
// answer till then is let go of when it is encoded.
func (c *Request) Over(row int) bool { return row%stride == 0 && c.Ctx.Err() != nil }

// encode writes the answer whole, so that a failure comes before any header. It
// ends with the request.
func (a Answer) encode(c *Request) (*body, error) {
	ctx := c.Ctx
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case a.Raw != nil:
		return &body{[][]byte{a.Raw}}, nil
	case c.As.Format == FormatCSV:
		a.Table.Dialect = dialectOf(c)
		whole, err := a.Table.Encode(ctx)
		return &body{[][]byte{whole}}, err
	}
	whole, err := encodeJSON(a.Value)
	if err != nil || a.Long == nil {
		return &body{[][]byte{whole}}, err
	}
	return a.Long.encode(ctx, whole)
}

// encode writes an answer with the series in the place of its empty list. The
// text of that place cannot stand inside a string, where quotes are escaped.
func (s *Series) encode(ctx context.Context, around []byte) (*body, error) {
	place := []byte(`"` + s.Name + `":[]`)
	at := bytes.Index(around, place) + len(place) - 1
	b := &body{}
	_, _ = b.Write(around[:at])
	var one bytes.Buffer
	e := json.NewEncoder(&one)
	e.SetEscapeHTML(false)
	for i := range s.N {
		if i%stride == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if i > 0 {
			_, _ = b.Write([]byte{','})
		}
		one.Reset()
		if err := e.Encode(s.At(i)); err != nil {
			return nil, err
		}
		_, _ = b.Write(bytes.TrimSuffix(one.Bytes(), []byte{'\n'}))
	}
	_, _ = b.Write(around[at:])
	return b, nil
}

// isTooLarge reports whether a body was cut short for its size.
func isTooLarge(err error) bool {
	_, tooLarge := errors.AsType[*http.MaxBytesError](err)
	return tooLarge
}

// ErrRead is a body that broke off, or is too large.
func ErrRead(err error) error {
	if isTooLarge(err) {
		return err
	}
	return InvalidBody.Problem("The body broke off before its end.", "Send it again, whole.")
}
