package format

import (
	"errors"
	"io"
)

// chunk is what is read at a time into a buffer whose size a file claims.
const chunk = 1 << 20

// ReadN reads exactly n bytes into buf, which grows as they come: a claim of
// four gigabytes in a file of forty bytes costs forty bytes. A stream that ends
// before gives io.ErrUnexpectedEOF, or io.EOF when nothing was read.
func ReadN(r io.Reader, buf []byte, n int) ([]byte, error) {
	buf = buf[:0]
	for len(buf) < n {
		step := min(chunk, n-len(buf))
		if cap(buf)-len(buf) < step {
			grown := make([]byte, len(buf), min(n, 2*len(buf)+step))
			copy(grown, buf)
			buf = grown
		}
		got, err := io.ReadFull(r, buf[len(buf):len(buf)+step])
		buf = buf[:len(buf)+got]
		if err != nil {
			if errors.Is(err, io.EOF) && len(buf) > 0 {
				err = io.ErrUnexpectedEOF
			}
			return buf, err
		}
	}
	return buf, nil
}

// ReadSmall reads a whole file that should be small, such as a .prj.
func ReadSmall(f File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > most {
		return nil, Errorf(RuleTooLarge, "%s holds more than %d bytes", f.Name, most)
	}
	return b, nil
}
