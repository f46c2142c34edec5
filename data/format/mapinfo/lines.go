package mapinfo

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"maillage/data/format"
)

// lines reads a file line by line, whatever its line ends; one line may be put
// back.
type lines struct {
	name   string
	closer io.Closer
	src    *bufio.Reader
	most   int
	number int
	buf    []byte
	back   bool
}

func openLines(f format.File, most int) (*lines, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &lines{name: f.Name, closer: r, src: bufio.NewReaderSize(r, 256<<10), most: most}, nil
}

// next returns a line without its end; io.EOF after the last one. It holds until
// the next call.
func (l *lines) next() ([]byte, error) {
	if l.back {
		l.back = false
		return l.buf, nil
	}
	l.buf = l.buf[:0]
	for {
		part, err := l.src.ReadSlice('\n')
		l.buf = append(l.buf, part...)
		if len(l.buf) > l.most {
			return nil, format.Errorf(format.RuleFeatureTooLarge, "%s: line %d holds more than %d bytes", l.name, l.number+1, l.most)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(l.buf) == 0:
			return nil, io.EOF
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		}
		l.number++
		l.buf = bytes.TrimRight(l.buf, "\r\n")
		return l.buf, nil
	}
}

// unread gives the line back to the next call.
func (l *lines) unread() { l.back = true }

// cut is what a line that is not there says of the file.
func (l *lines) cut(err error) error {
	if errors.Is(err, io.EOF) {
		return format.Errorf(format.RuleTruncated, "%s ends in the middle, after line %d", l.name, l.number)
	}
	return err
}

// corrupt says that a line is not what should stand there.
func (l *lines) corrupt(want string, found []byte) *format.Error {
	return format.Errorf(format.RuleCorrupt, "%s, line %d: want %s, found %.40q", l.name, l.number, want, found)
}
