package boundary

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"maillage/geo/csvtext"
)

// kind is what the first bytes of a file show it to be. The name of a file
// never decides: people rename them.
type kind int

const (
	unknown kind = iota // judged as JSON, which says best what is wrong
	jsonText
	delimitedText
	gzipped
	zipped
	sqlite
	shape // .shp or .shx, which start alike
	flatGeobuf
	mapInfo // .mif
	keyhole // .kml
)

// headBytes is how much of a file is looked at.
const headBytes = 4096

var magics = []struct {
	magic string
	kind  kind
}{
	{"PK\x03\x04", zipped},
	{"PK\x05\x06", zipped}, // empty
	{"SQLite format 3\x00", sqlite},
	{"\x00\x00\x27\x0a", shape},
	{"\x1f\x8b", gzipped},
}

func kindOf(head []byte) kind {
	for _, m := range magics {
		if strings.HasPrefix(string(head), m.magic) {
			return m.kind
		}
	}
	if len(head) >= 7 && string(head[:3]) == "fgb" && string(head[4:7]) == "fgb" {
		return flatGeobuf
	}
	if kmlRoot.Match(trimMarks(head)) {
		return keyhole
	}
	if looksMIF(head) {
		return mapInfo
	}
	text := bytes.TrimLeft(trimMarks(head), " \r\n\t\x1e")
	if len(text) > 0 && (text[0] == '{' || text[0] == '[') {
		return jsonText
	}
	if looksDelimited(head) {
		return delimitedText
	}
	return unknown
}

// trimMarks passes over byte order marks, of which careless programs write two.
func trimMarks(b []byte) []byte {
	for bytes.HasPrefix(b, byteOrderMark) {
		b = b[len(byteOrderMark):]
	}
	return b
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// looksMIF reports whether text starts as an interchange file of MapInfo.
func looksMIF(head []byte) bool {
	return mifVersion.Match(head) && mifColumns.Match(head)
}

var (
	mifVersion = regexp.MustCompile(`(?i)^(\xef\xbb\xbf)?version\s+[0-9]+\s`)
	// Comments, a declaration and instructions may come before the root.
	kmlRoot    = regexp.MustCompile(`(?s)^\s*(<[?!].*?>\s*)*<(\w+:)?kml[\s>]`)
	mifColumns = regexp.MustCompile(`(?i)[\r\n](charset|delimiter|coordsys|columns|data)\b`)
)

// looksDelimited reports whether text starts with a line of names between
// separators, or with the one name of a list of codes, titles above it aside.
func looksDelimited(head []byte) bool {
	text, names, whole := csvtext.Head(head)
	if len(bytes.TrimSpace(names)) == 0 || !whole && len(head) == headBytes || otherFormat("", text) != nil || bytes.HasPrefix(text, []byte("{")) || bytes.HasPrefix(text, []byte("[")) ||
		bytes.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' }) {
		return false
	}
	if bytes.ContainsAny(names, ";,\t|") {
		return true
	}
	var below nameFinder // titles
	return csvtext.HasNames(head, below.is)
}

// companions are the files that stand beside a .shp or a .mif, and what people put in
// archives with data.
var companions = strings.Fields(".dbf .shx .mid .prj .cpg .qpj .qix .sbn .sbx .atx .xml .qmd .qml .sld .lyr .md .txt .pdf .html .htm .doc .docx .odt .ods .xls .xlsx .png .jpg")

// extension returns the extension of a name in lower case, and what is before.
func extension(name string) (stem, ext string) {
	ext = path.Ext(name)
	return strings.TrimSuffix(name, ext), strings.ToLower(ext)
}
