package shapefile

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"maillage/data/format"
)

// field is one column of a .dbf: where it stands in a record.
type field struct {
	name   string
	kind   byte
	offset int
	length int
}

// dbf reads the records of a .dbf one by one.
type dbf struct {
	name     string
	closer   io.Closer
	src      *bufio.Reader
	fields   []field
	records  int
	read     int
	record   []byte
	language byte
	encoding format.Encoding
}

const (
	dbfHeader = 32
	dbfField  = 32
	maxFields = 1024
)

// openDBF reads the header of a .dbf. What it claims is held against the size
// of the file before anything is read on its word.
func openDBF(f format.File, limits format.Limits) (*dbf, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	d := &dbf{name: f.Name, closer: r, src: bufio.NewReaderSize(r, 64<<10)}
	if err := d.header(f.Size, limits); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return d, nil
}

func (d *dbf) header(size int64, limits format.Limits) error {
	head, err := format.ReadN(d.src, nil, dbfHeader)
	if err != nil {
		return d.cut(err)
	}
	if head[0]&7 != 3 {
		return format.Errorf(format.RuleCorrupt, "%s does not start as a dBASE III table (byte %#02x)", d.name, head[0])
	}
	claimed := int64(binary.LittleEndian.Uint32(head[4:]))
	headerSize, recordSize := int(binary.LittleEndian.Uint16(head[8:])), int(binary.LittleEndian.Uint16(head[10:]))
	d.language = head[29]
	if headerSize < dbfHeader+1 || recordSize < 2 {
		return format.Errorf(format.RuleCorrupt, "%s: the header claims %d bytes of header and %d a record", d.name, headerSize, recordSize)
	}
	if claimed > int64(limits.Rows) {
		return format.Errorf(format.RuleTooManyFeatures, "%s claims %d records, more than %d", d.name, claimed, limits.Rows)
	}
	if need := int64(headerSize) + claimed*int64(recordSize); need > size {
		return format.Errorf(format.RuleTruncated, "%s claims %d records of %d bytes, and holds %d bytes in all", d.name, claimed, recordSize, size)
	}
	d.records = int(claimed)
	rest, err := format.ReadN(d.src, nil, headerSize-dbfHeader)
	if err != nil {
		return d.cut(err)
	}
	d.record = make([]byte, recordSize)
	return d.columns(rest)
}

// columns reads the descriptors of the fields, which end with a carriage return.
func (d *dbf) columns(b []byte) error {
	offset := 1
	for ; len(b) >= dbfField && b[0] != '\r'; b = b[dbfField:] {
		name, _, _ := bytes.Cut(b[:11], []byte{0})
		f := field{name: strings.TrimSpace(string(name)), kind: b[11], offset: offset, length: int(b[16])}
		offset += f.length
		if offset > len(d.record) {
			return format.Errorf(format.RuleCorrupt, "%s: field %q ends at byte %d of records of %d", d.name, f.name, offset, len(d.record))
		}
		if !utf8.ValidString(f.name) {
			f.name, _ = format.Windows1252.Decode([]byte(f.name))
		}
		d.fields = append(d.fields, f)
		if len(d.fields) > maxFields {
			return format.Errorf(format.RuleCorrupt, "%s has more than %d fields", d.name, maxFields)
		}
	}
	if len(d.fields) == 0 {
		return format.Errorf(format.RuleCorrupt, "%s has no field", d.name)
	}
	return nil
}

// next reads the record of one row; deleted records are read too. io.EOF at
// the end of those the header claims.
func (d *dbf) next() (record []byte, deleted bool, err error) {
	if d.read == d.records {
		return nil, false, io.EOF
	}
	if _, err := io.ReadFull(d.src, d.record); err != nil {
		return nil, false, d.cut(err)
	}
	d.read++
	switch d.record[0] {
	case '*':
		return d.record, true, nil
	case ' ':
		return d.record, false, nil
	}
	return nil, false, format.Errorf(format.RuleCorrupt, "%s: record %d starts with byte %#02x: the lengths in the header are wrong", d.name, d.read, d.record[0])
}

// values reads the fields of a record.
func (d *dbf) values(record []byte) ([]format.Value, error) {
	values := make([]format.Value, len(d.fields))
	for i, f := range d.fields {
		b := bytes.TrimRight(record[f.offset:f.offset+f.length], " \x00")
		b = bytes.TrimLeft(b, " ")
		if len(b) == 0 || b[0] == '*' && f.kind != 'C' { // asterisks stand for a number that is null
			continue
		}
		switch f.kind {
		case 'C':
			text, err := d.encoding.Decode(whole(b, d.encoding))
			if err != nil {
				return nil, format.Errorf(format.RuleEncoding, "%s: record %d, field %q: %v", d.name, d.read, f.name, err)
			}
			values[i] = format.Value{Text: text, Kind: format.Text}
		case 'N', 'F':
			values[i] = format.Value{Text: string(b), Kind: format.Number}
		case 'D':
			values[i] = format.Value{Text: string(b), Kind: format.Other}
		case 'L':
			values[i] = logical(b[0])
		default:
			values[i] = format.Value{Kind: format.Other}
		}
	}
	return values, nil
}

// logical reads a field of type L, in which a question mark says that nothing is known.
func logical(c byte) format.Value {
	switch c {
	case 'T', 't', 'Y', 'y':
		return format.Value{Text: "true", Kind: format.Bool}
	case 'F', 'f', 'N', 'n':
		return format.Value{Text: "false", Kind: format.Bool}
	case '?':
		return format.Value{}
	}
	return format.Value{Kind: format.Other}
}

// whole takes off a last character that the width of the field cut in two:
// writers count bytes, not characters.
func whole(b []byte, e format.Encoding) []byte {
	if e.Name != format.UTF8.Name || utf8.Valid(b) {
		return b
	}
	for n := 1; n < utf8.UTFMax && n < len(b); n++ {
		tail := b[len(b)-n:]
		if utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return b[:len(b)-n]
			}
			break
		}
	}
	return b
}

// guess reads all the texts of a .dbf of which nothing says the encoding:
// UTF-8 when all of them are, Windows-1252 otherwise. ascii tells that it
// makes no difference.
func (d *dbf) guess() (e format.Encoding, ascii bool, err error) {
	ascii, sound := true, true
	for sound {
		record, deleted, err := d.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return e, false, err
		}
		for _, f := range d.fields {
			if f.kind != 'C' || deleted {
				continue
			}
			b := bytes.TrimRight(record[f.offset:f.offset+f.length], " \x00")
			for _, c := range b {
				ascii = ascii && c < 0x80
			}
			sound = sound && utf8.Valid(whole(b, format.UTF8))
		}
	}
	if sound {
		return format.UTF8, ascii, nil
	}
	return format.Windows1252, false, nil
}

// cut says that a file ended where its header promised more.
func (d *dbf) cut(err error) error { return cut(d.name, err) }

func cut(name string, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return format.Errorf(format.RuleTruncated, "%s ends in the middle", name)
	}
	return err
}
