package csvtext

import (
	"bytes"
	"io"
	"strings"
)

// separators are what may stand between values, the likeliest first.
const separators = ",;\t|"

// separator is the one most frequent in a line, outside of quotes.
func separator(line []byte) rune {
	quoted := false
	var count [256]int
	for _, c := range line {
		if c == '"' {
			quoted = !quoted
		} else if !quoted {
			count[c]++
		}
	}
	best := separators[0]
	for i := range separators {
		if c := separators[i]; count[c] > count[best] {
			best = c
		}
	}
	return rune(best)
}

// saidSeparator reads the line sep=; by which Excel is told what separates
// values. Programs that save the file again quote it, or fill its row.
func saidSeparator(line []byte) (rune, bool) {
	text := strings.TrimLeft(string(line), `" `)
	if len(text) < len("sep=") || !strings.EqualFold(text[:len("sep=")], "sep=") {
		return 0, false
	}
	rest := text[len("sep="):]
	if strings.Trim(rest, separators+`" `) != "" {
		return 0, false
	}
	if i := strings.IndexAny(rest, separators); i >= 0 {
		return rune(rest[i]), true
	}
	return 0, true // a tab that was trimmed
}

// empty are the bytes of lines in which nothing stands: separators, quotes, and
// spaces that do not break or have no width, in UTF-8 and in Windows-1252.
const empty = separators + "\" \n\xa0\xc2\xef\xbb\xbf"

// firstLine returns the first line in which something stands, to its end
// outside of quotes; whole says that its end is there.
func firstLine(text []byte) (line []byte, whole bool) {
	quoted, some, start := false, false, 0
	for i, c := range text {
		if c == '"' {
			quoted = !quoted
		}
		some = some || strings.IndexByte(empty, c) < 0
		if c == '\n' && !quoted {
			if some {
				return text[start:i], true
			}
			start = i + 1
		}
	}
	return text[start:], false
}

// Head returns the beginning of a text as it is read, in UTF-8 unless its values
// are not, lines ended by a line feed; and of it the line of names, which is
// whole if its end is there.
func Head(head []byte) (text, names []byte, whole bool) {
	text, rest, _ := begin(head)
	names, whole = firstLine(rest)
	return text, names, whole
}

// begin reads the beginning of a text, and what comes after a line sep=, which says
// a separator; nil where it cannot be read.
func begin(head []byte) (text, rest []byte, said rune) {
	src, _, err := unmark(bytes.NewReader(head))
	if err != nil {
		return nil, nil, 0
	}
	text, _ = io.ReadAll(&lineEnds{src: src}) // what is cut in two at the end is no fault
	rest = text
	if first, after, found := bytes.Cut(text, []byte("\n")); found {
		if comma, is := saidSeparator(first); is {
			rest, said = after, comma
		}
	}
	return text, rest, said
}
