package api

import (
	"bytes"
	"io"
)

// The media types of workbooks.
const (
	mediaXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	mediaODS  = "application/vnd.oasis.opendocument.spreadsheet"
)

// tableBody returns a table that was sent, as CSV; sheet is the one it stands in,
// nil where it came as CSV.
func (c *call) tableBody() (table io.Reader, sheet *string, err error) {
	if c.bodyType != mediaXLSX && c.bodyType != mediaODS {
		return c.body, nil, nil
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
		return nil, nil, errAssignments(err)
	}
	text, name, err := c.server.sheet(content)
	if err != nil {
		return nil, nil, invalidBody.problem("The workbook cannot be read: "+err.Error()+".", "Send a workbook in which one sheet is filled, or that sheet as CSV UTF-8.")
	}
	if c.ctx.Err() != nil {
		return nil, nil, c.ctx.Err()
	}
	return bytes.NewReader(text), &name, nil
}
