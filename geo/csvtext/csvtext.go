// Package csvtext reads CSV as spreadsheets and databases leave it: values
// between commas, semicolons, tabs or bars, which the line of names shows or a
// line "sep=;" before it says; line ends of any system, mixed ones included;
// byte order marks; UTF-16 where a mark says so; and rows and columns that hold
// nothing, which are passed over.
package csvtext

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What can be wrong with a text besides its quotes, which are a
// *csv.ParseError. All but ErrTooLong come in a *LineError.
var (
	ErrNotUTF8 = errors.New("it is not UTF-8")
	ErrNUL     = errors.New("it has a control character, U+0000")
	ErrUTF16   = errors.New("it is broken UTF-16")
	ErrTooLong = errors.New("too many bytes without the end of a line")
)

// LineError says on which line of the file something is wrong.
type LineError struct {
	Line int // from 1
	Err  error
}

// Error states the line and what is wrong with it.
func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns what is wrong.
func (e *LineError) Unwrap() error { return e.Err }

// Options say how a text is read. Their zero value reads UTF-8, and lines of
// any length.
type Options struct {
	// LineBytes is the most that one row may take; 0: any.
	LineBytes int64
	// Decode turns the bytes of one value into UTF-8; nil: they must be so. It
	// is not asked of a text in UTF-16.
	Decode func(cell string) (string, error)
	// IsNames tells the line of names, trimmed, from titles that stand above it. It is
	// asked of the first rows in turn; where it takes none of them, and where it is
	// nil, names stand in the first row that holds anything.
	IsNames func(names []string) bool
}

// Reader reads rows under a line of names.
type Reader struct {
	// Header is the names, without the white space around them; "" for a
	// column without one.
	Header []string
	Mark   string // "UTF-8" or "UTF-16" where a byte order mark says so
	// Separator stands between values: where it is not a comma, a comma in a number
	// can be nothing but its decimal one.
	Separator rune
	// HeaderLine is the line of the file where the names stand, from 1; Above is what
	// rows above it hold, shortened.
	HeaderLine int
	Above      []string

	csv    *csv.Reader
	src    *bounded
	decode func(string) (string, error)
	passed int // lines before those that csv counts
	line   int
}

// headBytes is how much of a text is looked at to tell what separates values.
const headBytes = 32 << 10

// NewReader reads the line of names. io.EOF says that there is none.
func NewReader(src io.Reader, opts Options) (*Reader, error) {
	r := &Reader{src: &bounded{src: src, most: opts.LineBytes}, decode: opts.Decode}
	text, mark, err := unmark(r.src)
	if err != nil {
		return nil, err
	}
	if r.Mark = mark; mark == markUTF16 || r.decode == nil {
		r.decode = mustBeUTF8
	}
	buffered := bufio.NewReaderSize(&lineEnds{src: text}, headBytes)
	comma, err := r.start(buffered, opts.IsNames)
	if err != nil {
		return nil, err
	}
	r.Separator = comma
	r.csv = csv.NewReader(&formulas{src: buffered, separator: byte(comma)})
	r.csv.Comma, r.csv.FieldsPerRecord = comma, -1
	r.csv.TrimLeadingSpace = comma != '\t' // which it would take for space
	if r.Header, err = r.row(); err != nil {
		return nil, err
	}
	for i, name := range r.Header {
		r.Header[i] = trim(name)
	}
	r.HeaderLine = r.line
	return r, nil
}

// start passes over what stands above the line of names, and tells what separates
// the values of that.
func (r *Reader) start(text *bufio.Reader, isNames func([]string) bool) (comma rune, err error) {
	head, err := text.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, r.explain(err)
	}
	line, _, _ := bytes.Cut(head, []byte("\n"))
	comma, said := saidSeparator(line)
	if said {
		n := min(len(line)+1, len(head))
		if _, err := text.Discard(n); err != nil {
			return 0, err
		}
		head, r.passed = head[n:], 1
	}
	if isNames != nil {
		if p, found := findNames(head, comma, isNames); found {
			r.Above, r.passed = p.above, r.passed+bytes.Count(head[:p.offset], []byte("\n"))
			_, err := text.Discard(p.offset)
			return p.comma, err
		}
	}
	names, _ := firstLine(head)
	if len(names) == 0 { // nothing stands anywhere
		names = head
	}
	if !said || !bytes.ContainsRune(names, comma) {
		comma = separator(names)
	}
	return comma, nil
}

// Read returns the values of the next row that holds any; io.EOF after the last.
// They are as many as the names, but for a row that ends before the last name
// or goes on after all of them, which is for the caller to judge.
func (r *Reader) Read() ([]string, error) {
	cells, err := r.row()
	if err != nil {
		return nil, err
	}
	n := len(r.Header)
	for len(cells) > n && isBlank(cells[len(cells)-1]) {
		cells = cells[:len(cells)-1]
	}
	if len(cells) < n && !slices.ContainsFunc(r.Header[len(cells):], func(name string) bool { return name != "" }) {
		cells = append(cells, make([]string, n-len(cells))...)
	}
	return cells, nil
}

// Line returns the line of the file where the last row starts.
func (r *Reader) Line() int { return r.line }

// Unnamed returns the first value of a row that stands in a column without a
// name, and the rank of that column from 1; 0 where there is none.
func (r *Reader) Unnamed(cells []string) (column int, cell string) {
	for i, cell := range cells {
		if (i >= len(r.Header) || r.Header[i] == "") && !isBlank(cell) {
			return i + 1, cell
		}
	}
	return 0, ""
}

// row reads the next row in which something stands.
func (r *Reader) row() ([]string, error) {
	for {
		r.src.read = 0
		cells, err := r.csv.Read()
		if err != nil {
			return nil, r.explain(err)
		}
		line, _ := r.csv.FieldPos(0)
		r.line = r.passed + line
		some := false
		for i, cell := range cells {
			if strings.IndexByte(cell, 0) >= 0 {
				return nil, &LineError{r.lineOf(i), ErrNUL}
			}
			if cells[i], err = r.decode(cell); err != nil {
				return nil, &LineError{r.lineOf(i), err}
			}
			cells[i] = value(cells[i])
			some = some || !isBlank(cells[i])
		}
		if some {
			return cells, nil
		}
	}
}

func (r *Reader) lineOf(column int) int {
	line, _ := r.csv.FieldPos(column)
	return r.passed + line
}

// explain counts lines from the first of the file.
func (r *Reader) explain(err error) error {
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		bad.Line += r.passed
		bad.StartLine += r.passed
		return bad
	}
	return err
}

func mustBeUTF8(cell string) (string, error) {
	if !utf8.ValidString(cell) {
		return "", ErrNotUTF8
	}
	return cell, nil
}

// value takes off a cell the formula ="01", by which a text of digits is kept
// from becoming a number in a spreadsheet.
func value(cell string) string {
	if strings.HasPrefix(cell, `="`) && strings.HasSuffix(cell, `"`) && len(cell) > 2 {
		if inner := cell[2 : len(cell)-1]; !strings.Contains(inner, `"`) {
			return inner
		}
	}
	return cell
}

// isSpace knows, besides those of Unicode, the spaces without width that are
// left of web pages and of marks.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' }

func isBlank(cell string) bool { return trim(cell) == "" }

func trim(cell string) string { return strings.TrimFunc(cell, isSpace) }

// bounded stops a row that does not end.
type bounded struct {
	src  io.Reader
	read int64 // since the row before
	most int64 // 0: any
}

// Read reads on, within the bound of one row.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.src.Read(p)
	if b.read += int64(n); b.most > 0 && b.read > b.most {
		return 0, ErrTooLong
	}
	return n, err
}
