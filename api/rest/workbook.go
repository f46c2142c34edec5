package rest

import (
	"bufio"
	"bytes"
	"io"
)

// The media types of workbooks.
const (
	MediaXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	MediaODS  = "application/vnd.oasis.opendocument.spreadsheet"
)

// zipMagic starts every workbook that is read.
const zipMagic = "PK\x03\x04"

// SheetParam names a sheet of a workbook.
var SheetParam, sheetOf = Typed(Param{
	Name: "sheet", In: InQuery, Example: "Feuil1",
	Description: "the sheet to read of a workbook that is sent, also one that is hidden; without it, the only one that " +
		"has the columns needed. CSV and JSON have none.",
	Schema: Object{"type": "string"},
}, asText)

// TableBody returns a table that was sent, as CSV; sheet is the one it stands in,
// nil where it came as it is read. has tells by its beginning a sheet that has what is
// needed, and columns says what that is.
func (c *Request) TableBody(has func(csv []byte) bool, columns string) (table io.Reader, sheet *string, err error) {
	if c.BodyType != MediaXLSX && c.BodyType != MediaODS {
		if sheetOf(c) != "" {
			return nil, nil, InvalidParameter.Problem("sheet names a sheet, and what is sent is no workbook.",
				"Leave it out, or send XLSX or ODS with its Content-Type, "+MediaXLSX+" or "+MediaODS+".")
		}
		body := bufio.NewReader(c.Body)
		if head, err := body.Peek(len(zipMagic)); err == nil && string(head) == zipMagic {
			return nil, nil, InvalidBody.Problem("The body is a workbook, or an archive, and not what its Content-Type says, "+
				c.BodyType+".", "Send a workbook with the Content-Type "+MediaXLSX+" or "+MediaODS+".")
		}
		return body, nil, nil
	}
	if c.Server.Sheet == nil {
		return nil, nil, UnsupportedMedia.Problem("This server reads no workbooks.",
			"Save the sheet as CSV UTF-8, and send it with Content-Type text/csv.")
	}
	leave, err := c.AdmitTo(c.Server.Lanes.WhatIf)
	if err != nil {
		return nil, nil, err
	}
	defer leave()
	content, err := io.ReadAll(c.Body)
	if err != nil {
		return nil, nil, ErrRead(err)
	}
	text, name, err := c.Server.Sheet(content, sheetOf(c), has, columns)
	if err != nil {
		return nil, nil, InvalidBody.Problem("The workbook cannot be read: "+err.Error()+".",
			"Send a workbook in which one sheet has "+columns+
				", name a sheet with the parameter sheet, or send that sheet as CSV UTF-8.")
	}
	if c.Ctx.Err() != nil {
		return nil, nil, c.Ctx.Err()
	}
	return bytes.NewReader(text), &name, nil
}
