// Package schemas is the words and the shapes of the OpenAPI document: *.json holds
// schemas of its components, by name, and *.md its long descriptions, a file for each.
// It imports nothing, since parameters are described below the schemas' reader
// (api/wire): api/ask may not import that.
//
// A description is named by the operationId of its route (getCoverage.md), with Body
// behind it for that of a body, or by its parameter or collection (territory.md). It is
// one paragraph; where its lines break means nothing.
package schemas

import (
	"embed"
	"strings"
)

// Files is every schema and description.
//
//go:embed *.json *.md
var Files embed.FS

// Description is the text of name.md on one line. It panics where there is no such
// file: descriptions are read as the service starts.
func Description(name string) string {
	text, err := Files.ReadFile(name + ".md")
	if err != nil {
		panic(err)
	}
	return strings.Join(strings.Fields(string(text)), " ")
}
