package format

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// Encoding turns the bytes of a file into text.
type Encoding struct {
	Name  string // as in reports: "UTF-8", "Windows-1252"
	table *charmap.Charmap
	part  string // what was named, where that is a part of it
}

// Declared is the encoding that was named: not Name where that is of a larger one, of
// which it is a part.
func (e Encoding) Declared() string { return cmp.Or(e.part, e.Name) }

// Read says by which encoding texts are read, and what was declared if that is another.
func (e Encoding) Read() string {
	if e.part == "" {
		return e.Name
	}
	return e.Name + " (declared as " + e.part + ")"
}

// UTF8 and Windows1252 are the encodings of most files.
var (
	UTF8        = Encoding{Name: "UTF-8"}
	Windows1252 = Encoding{Name: "Windows-1252", table: charmap.Windows1252}
	latin1      = Encoding{"Windows-1252", charmap.Windows1252, "ISO-8859-1"}
	latin9      = Encoding{Name: "ISO 8859-15", table: charmap.ISO8859_15}
	cp850       = Encoding{Name: "CP850", table: charmap.CodePage850}
	cp437       = Encoding{Name: "CP437", table: charmap.CodePage437}
)

// names of encodings as .cpg files and people write them, in lower case without
// separators. "ANSI 1252" is what ArcGIS writes; ISO 8859-1 is read as
// Windows-1252, of which it is a part but for control characters.
var names = map[string]Encoding{
	"utf8": UTF8, "65001": UTF8, "cp65001": UTF8,
	"1252": Windows1252, "cp1252": Windows1252, "windows1252": Windows1252, "ansi1252": Windows1252,
	"ansi": Windows1252, "88591": latin1, "iso88591": latin1, "latin1": latin1, "l1": latin1,
	"885915": latin9, "iso885915": latin9, "latin9": latin9,
	"850": cp850, "cp850": cp850, "oem850": cp850,
	"437": cp437, "cp437": cp437, "oem437": cp437,
}

// ParseEncoding reads the name of an encoding.
func ParseEncoding(name string) (Encoding, error) {
	key := strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(strings.TrimSpace(name)))
	if e, ok := names[key]; ok {
		return e, nil
	}
	if len(name) > 40 {
		name = name[:40]
	}
	return Encoding{}, fmt.Errorf("encoding %q is not known: want UTF-8, Windows-1252, ISO-8859-15, CP850 or CP437", name)
}

// Decode returns the text of some bytes. Bytes that are not of the encoding
// are an error: a replacement character in a name would pass for the name.
func (e Encoding) Decode(b []byte) (string, error) {
	if e.table == nil {
		if !utf8.Valid(b) {
			return "", fmt.Errorf("%q is not UTF-8", clip(b))
		}
		return string(b), nil
	}
	if isASCII(b) {
		return string(b), nil
	}
	text, err := e.table.NewDecoder().Bytes(b)
	if err == nil && strings.ContainsRune(string(text), utf8.RuneError) {
		err = encoding.ErrInvalidUTF8
	}
	if err != nil {
		return "", fmt.Errorf("%q is not %s", clip(b), e.Name)
	}
	return string(text), nil
}

// Reader turns a stream in this encoding into UTF-8. It checks nothing: bytes that
// are not of the encoding become replacement characters.
func (e Encoding) Reader(r io.Reader) io.Reader {
	if e.table == nil {
		return r
	}
	return e.table.NewDecoder().Reader(r)
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

func clip(b []byte) []byte { return b[:min(len(b), 40)] }
