package api

import (
	"bufio"
	"bytes"
	"io"
)

// The media types of workbooks.
const (
	mediaXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	mediaODS  = "application/vnd.oasis.opendocument.spreadsheet"
)

// zipMagic starts every workbook that is read.
const zipMagic = "PK\x03\x04"

// sheetParam names a sheet of a workbook.
var sheetParam, sheetOf = typed(param{
	name: "sheet", in: inQuery, example: "Feuil1",
	description: "the sheet to read of a workbook that is sent, also one that is hidden; without it, the only one that has the columns needed. CSV and JSON have none.",
	schema:      object{"type": "string"},
}, asText)

// tableBody returns a table that was sent, as CSV; sheet is the one it stands in,
// nil where it came as it is read. has tells by its beginning a sheet that has what is
// needed, and columns says what that is.
func (c *request) tableBody(has func(csv []byte) bool, columns string) (table io.Reader, sheet *string, err error) {
	if c.bodyType != mediaXLSX && c.bodyType != mediaODS {
		if sheetOf(c) != "" {
			return nil, nil, invalidParameter.problem("sheet names a sheet, and what is sent is no workbook.", "Leave it out, or send XLSX or ODS with its Content-Type, "+mediaXLSX+" or "+mediaODS+".")
		}
		body := bufio.NewReader(c.body)
		if head, err := body.Peek(len(zipMagic)); err == nil && string(head) == zipMagic {
			return nil, nil, invalidBody.problem("The body is a workbook, or an archive, and not what its Content-Type says, "+c.bodyType+".", "Send a workbook with the Content-Type "+mediaXLSX+" or "+mediaODS+".")
		}
		return body, nil, nil
	}
	if c.server.sheet == nil {
		return nil, nil, unsupportedMedia.problem("This server reads no workbooks.", "Save the sheet as CSV UTF-8, and send it with Content-Type text/csv.")
	}
	leave, err := c.admitTo(c.server.lanes.whatIf)
	if err != nil {
		return nil, nil, err
	}
	defer leave()
	content, err := io.ReadAll(c.body)
	if err != nil {
		return nil, nil, errRead(err)
	}
	text, name, err := c.server.sheet(content, sheetOf(c), has, columns)
	if err != nil {
		return nil, nil, invalidBody.problem("The workbook cannot be read: "+err.Error()+".", "Send a workbook in which one sheet has "+columns+", name a sheet with the parameter sheet, or send that sheet as CSV UTF-8.")
	}
	if c.ctx.Err() != nil {
		return nil, nil, c.ctx.Err()
	}
	return bytes.NewReader(text), &name, nil
}
