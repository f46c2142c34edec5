package spreadsheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"maillage/data/format"
	"maillage/data/format/archive"
)

// The namespaces of OpenDocument.
const (
	nsOffice = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
	nsTable  = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
	nsText   = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
	nsStyle  = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
)

// ods is a workbook, read whole.
type ods struct {
	xml    *xml.Decoder
	list   []named
	texts  []*text
	faults []error // of each sheet, nil where there is none
	most   int64
	hidden map[string]bool // styles of sheets that are not shown
}

func openODS(files []format.File, limits Limits) (o *ods, err error) {
	for _, f := range files {
		if f.Name != "META-INF/manifest.xml" {
			continue
		}
		manifest, err := format.ReadSmall(f, 1<<20)
		if err != nil {
			return nil, err
		}
		if bytes.Contains(manifest, []byte("encryption-data")) {
			return nil, format.Errorf(archive.RuleEncrypted, "it has a password: open it, and save it without one")
		}
	}
	i := slices.IndexFunc(files, func(f format.File) bool { return f.Name == "content.xml" })
	if i < 0 {
		return nil, format.Errorf(format.RuleMissingFile, "it has no content.xml: open the workbook and save it again")
	}
	r, err := files[i].Open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	o = &ods{xml: xml.NewDecoder(r), most: limits.Text, hidden: map[string]bool{}}
	if err := o.document(); err != nil {
		return nil, explain(err, "content.xml")
	}
	return o, nil
}

// document reads the sheets, and before them which styles hide one.
func (o *ods) document() error {
	style := ""
	for {
		token, err := o.xml.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		t, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case t.Name == xml.Name{Space: nsStyle, Local: "style"}:
			style = of(t, nsStyle, "name")
		case t.Name == xml.Name{Space: nsStyle, Local: "table-properties"}:
			o.hidden[style] = of(t, nsTable, "display") == "false"
		case t.Name == xml.Name{Space: nsTable, Local: "table"}:
			if err := o.table(t); err != nil {
				return err
			}
		case t.Name.Space == nsTable && strings.HasPrefix(t.Name.Local, "tracked"):
			if err := o.xml.Skip(); err != nil { // cells as they were before
				return err
			}
		}
	}
}

// table reads one sheet. What is too large in it is told where it is asked for.
func (o *ods) table(t xml.StartElement) error {
	name := of(t, nsTable, "name")
	to := &text{most: o.most}
	var fault error
	for row, depth := 1, 1; depth > 0; {
		token, err := o.xml.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.EndElement:
			depth--
		case xml.StartElement:
			switch {
			case t.Name == xml.Name{Space: nsTable, Local: "table-row"}:
				times := repeated(t, "number-rows-repeated")
				cells, err := o.cells(name, row)
				if err == nil && fault == nil {
					err = to.row(cells, times)
				}
				if err != nil {
					if fault = refusal(err); fault == nil {
						return err
					}
				}
				row = min(row+times, maxRows)
			case t.Name.Space == nsTable && (strings.HasPrefix(t.Name.Local, "table-row") || t.Name.Local == "table-header-rows"):
				depth++ // rows in a group
			default:
				if err := o.xml.Skip(); err != nil {
					return err
				}
			}
		}
	}
	o.most -= int64(to.bytes.Len()) // all sheets share it
	o.list, o.texts, o.faults = append(o.list, named{name, o.hidden[of(t, nsTable, "style-name")]}), append(o.texts, to), append(o.faults, fault)
	return nil
}

// refusal is err where it speaks of what a sheet holds, after which the rest of
// the document can still be read.
func refusal(err error) error {
	var known *format.Error
	if errors.As(err, &known) && (known.Rule == format.RuleTooLarge || known.Rule == format.RuleUnsupported) {
		return known
	}
	return nil
}

// cells reads a row to its end, whatever is wrong with it.
func (o *ods) cells(sheet string, row int) ([]string, error) {
	var cells []string
	var fault error
	column := 0
	for {
		token, err := o.xml.Token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return cells, fault
		case xml.StartElement:
			shown, err := o.shown()
			if err != nil {
				return nil, err
			}
			times := repeated(t, "number-columns-repeated")
			cell := ""
			if t.Name == (xml.Name{Space: nsTable, Local: "table-cell"}) {
				cell = cellOf(t, shown)
				if cell == "" && of(t, nsTable, "formula") != "" && of(t, nsOffice, "value-type") == "" {
					fault = errUncounted(sheet, address(column+1, row))
				}
			}
			if column = min(column+times, maxRows); cell == "" {
				continue
			}
			if column > maxColumns {
				fault = errColumns()
				continue
			}
			cells = append(cells, make([]string, column-times-len(cells))...)
			for range times {
				cells = append(cells, cell)
			}
		}
	}
}

// shown reads a cell to its end: its paragraphs, as they are shown. Notes and
// drawings are not in the cell, though they stand in it.
func (o *ods) shown() (string, error) {
	var b strings.Builder
	depth, paragraphs := 0, 0
	for {
		token, err := o.xml.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if depth--; depth < 0 {
				return b.String(), nil
			}
		case xml.CharData:
			if depth > 0 {
				b.Write(t)
			}
		case xml.StartElement:
			if t.Name.Space != nsText || t.Name.Local == "note" {
				if err := o.xml.Skip(); err != nil {
					return "", err
				}
				continue
			}
			if depth++; depth == 1 {
				if paragraphs++; paragraphs > 1 {
					b.WriteByte(' ')
				}
			}
			switch t.Name.Local {
			case "s", "tab", "line-break":
				b.WriteByte(' ')
			}
		}
	}
}

func repeated(t xml.StartElement, name string) int {
	n, err := strconv.Atoi(of(t, nsTable, name))
	if errors.Is(err, strconv.ErrRange) {
		return maxRows
	}
	return min(max(n, 1), maxRows)
}

// of is an attribute of an element, by its namespace, "" for none, and name.
func of(t xml.StartElement, space, name string) string {
	for _, a := range t.Attr {
		if a.Name.Space == space && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (o *ods) format() string  { return ODS }
func (o *ods) sheets() []named { return o.list }

// read gives what was read of a sheet.
func (o *ods) read(name string, to *text) error {
	i := slices.IndexFunc(o.list, func(s named) bool { return s.name == name })
	if o.faults[i] != nil {
		return o.faults[i]
	}
	to.bytes, to.wide = *bytes.NewBuffer(o.texts[i].bytes.Bytes()), o.texts[i].wide
	return nil
}
