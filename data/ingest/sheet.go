package ingest

import (
	"io"

	"maillage/data/format/spreadsheet"
)

// Sheet reads a sheet of a workbook as CSV, of most bytes at the most; the parts of the
// workbook may hold four times that. Its errors are those of package spreadsheet.
func Sheet(in io.ReaderAt, size int64, want spreadsheet.Wanted, most int64) (*spreadsheet.Sheet, error) {
	return spreadsheet.Read(in, size, want, spreadsheet.Limits{Bytes: 4 * most, Text: most})
}
