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

// next returns a line without its end, which is LF, CRLF or, as a Macintosh
// wrote it, CR; io.EOF after the last one. It holds until the next call.
func (l *lines) next() ([]byte, error) {
	if l.back {
		l.back = false
		return l.buf, nil
	}
	l.buf = l.buf[:0]
	for ended := false; !ended; {
		if _, err := l.src.Peek(1); err != nil {
			if !errors.Is(err, io.EOF) || len(l.buf) == 0 {
				return nil, err
			}
			break
		}
		part, _ := l.src.Peek(l.src.Buffered()) // what is there already
		end := bytes.IndexAny(part, "\r\n")
		if ended = end >= 0; ended {
			part = part[:end]
		}
		l.buf = append(l.buf, part...)
		l.pass(len(part))
		if len(l.buf) > l.most {
			return nil, format.Errorf(format.RuleFeatureTooLarge, "%s: line %d holds more than %d bytes", l.name, l.number+1, l.most)
		}
	}
	l.passEnd()
	l.number++
	return l.buf, nil
}

// passEnd passes over the end of a line, also the CRCRLF of a careless copy.
func (l *lines) passEnd() {
	for _, end := range []string{"\r\r\n", "\r\n", "\r", "\n"} {
		if head, _ := l.src.Peek(len(end)); string(head) == end {
			l.pass(len(end))
			return
		}
	}
}

// pass passes over bytes that were seen.
func (l *lines) pass(n int) { _, _ = l.src.Discard(n) }

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
