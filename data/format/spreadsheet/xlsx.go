package spreadsheet

import (
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"maillage/data/format"
	"maillage/data/format/archive"
)

// xlsx is a workbook that the library has opened.
type xlsx struct {
	file   *excelize.File
	list   []named
	parts  map[string]string // of sheets, by name
	survey *survey
}

func openXLSX(r io.ReaderAt, size int64, files []format.File, limits Limits) (*xlsx, error) {
	if slices.ContainsFunc(files, func(f format.File) bool { return strings.EqualFold(f.Name, "xl/workbook.bin") }) {
		return nil, format.Errorf(format.RuleUnsupported, "it is a binary workbook (.xlsb): save it as .xlsx")
	}
	x := &xlsx{parts: map[string]string{}}
	var err error
	if x.survey, err = look(files); err != nil {
		return nil, err
	}
	if err := x.names(files); err != nil {
		return nil, err
	}
	// A part above UnzipXMLSizeLimit would be written to disk: none is.
	err = guarded(func() (err error) {
		x.file, err = excelize.OpenReader(io.NewSectionReader(r, 0, size), excelize.Options{UnzipSizeLimit: limits.Bytes, UnzipXMLSizeLimit: limits.Bytes})
		return err
	})
	if err != nil {
		return nil, explain(err, "the workbook")
	}
	return x, x.restyle()
}

// maxSheets bounds how often a workbook is read.
const maxSheets = 256

// guarded makes an error of a panic: the library was written for workbooks that
// are whole, and what it is given here comes from anywhere.
func guarded(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = format.Errorf(format.RuleCorrupt, "it is broken (%.80v): open it and save it again, or as CSV UTF-8", v)
		}
	}()
	return do()
}

// names reads which sheets there are, and in which part each is.
func (x *xlsx) names(files []format.File) error {
	var rels struct {
		Rel []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	var book struct {
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
			Old   string `xml:"http://purl.oclc.org/ooxml/officeDocument/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := errors.Join(decode(files, "xl/workbook.xml", &book), decode(files, "xl/_rels/workbook.xml.rels", &rels)); err != nil {
		return err
	}
	if len(book.Sheets) > maxSheets {
		return format.Errorf(format.RuleTooLarge, "it has more than %d sheets", maxSheets)
	}
	led := map[string]bool{}
	for _, s := range book.Sheets {
		for _, rel := range rels.Rel {
			if rel.ID != s.ID+s.Old {
				continue
			}
			target := path.Join("xl", rel.Target)
			if strings.HasPrefix(rel.Target, "/") {
				target = path.Clean(rel.Target)[1:]
			}
			if x.survey.parts[target] == nil {
				break // a sheet that is a chart, or a part that is not there
			}
			if led[target] || x.parts[s.Name] != "" {
				return format.Errorf(format.RuleCorrupt, "two of its sheets are one: open the workbook and save it again")
			}
			x.parts[s.Name], led[target] = target, true
		}
		if x.parts[s.Name] != "" {
			x.list = append(x.list, named{s.Name, s.State != "" && s.State != "visible"})
		}
	}
	if len(x.list) == 0 {
		return format.Errorf(format.RuleCorrupt, "none of its %d sheets leads to cells: open the workbook and save it again", len(book.Sheets))
	}
	return nil
}

func decode(files []format.File, name string, v any) error {
	i := slices.IndexFunc(files, func(f format.File) bool { return strings.EqualFold(f.Name, name) })
	if i < 0 {
		return format.Errorf(format.RuleMissingFile, "it has no %s: open the workbook and save it again", name)
	}
	r, err := files[i].Open()
	if err != nil {
		return err
	}
	if err := xml.NewDecoder(r).Decode(v); err != nil {
		return errors.Join(explain(err, name), r.Close())
	}
	return r.Close()
}

// restyle gives every number the format in which it is read.
func (x *xlsx) restyle() error {
	styles := x.file.Styles
	if styles == nil || styles.CellXfs == nil {
		return nil
	}
	custom := map[int]shows{}
	if styles.NumFmts != nil {
		for _, f := range styles.NumFmts.NumFmt {
			custom[f.NumFmtID] = showsOf(f.FormatCode)
		}
	}
	ids, general := map[shows]*int{}, 0
	for s, code := range codes {
		err := guarded(func() error {
			style, err := x.file.NewStyle(&excelize.Style{CustomNumFmt: &code})
			if err == nil {
				ids[s] = x.file.Styles.CellXfs.Xf[style].NumFmtID
			}
			return err
		})
		if err != nil {
			return explain(err, "its styles")
		}
	}
	ids[value] = &general
	for i := range styles.CellXfs.Xf {
		xf := &styles.CellXfs.Xf[i]
		if xf.NumFmtID == nil {
			continue
		}
		s, ok := custom[*xf.NumFmtID]
		if !ok {
			s = builtIn(*xf.NumFmtID)
		}
		if s != zeros {
			xf.NumFmtID = ids[s]
		}
	}
	return nil
}

func (x *xlsx) format() string  { return XLSX }
func (x *xlsx) sheets() []named { return x.list }

// read reads row by row.
func (x *xlsx) read(name string, to *text) error {
	p := x.survey.parts[x.parts[name]]
	switch {
	case p.wide:
		return errColumns()
	case p.uncounted != "":
		return errUncounted(name, p.uncounted)
	}
	err := guarded(func() error {
		rows, err := x.file.Rows(name)
		if err != nil {
			return err
		}
		for rows.Next() {
			cells, err := rows.Columns()
			if err == nil {
				err = to.row(cells, 1)
			}
			if err != nil {
				return errors.Join(err, rows.Close())
			}
		}
		return rows.Close()
	})
	if err != nil {
		return explain(err, "sheet "+clip(name))
	}
	if s := x.file.SharedStrings; s == nil && p.strings > 0 || s != nil && p.strings > len(s.SI) {
		return format.Errorf(format.RuleCorrupt, "sheet %s names texts that the workbook does not hold: open it and save it again", clip(name))
	}
	return nil
}

// errUncounted is of a formula that no spreadsheet has counted yet.
func errUncounted(sheet, at string) error {
	return format.Errorf(format.RuleUnsupported, "cell %s of sheet %s is a formula without its value: open the workbook in a spreadsheet and save it", at, clip(sheet))
}

// explain makes a refusal of what the library or the XML says is wrong.
func explain(err error, what string) error {
	var known *format.Error
	if errors.As(err, &known) {
		return known
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return format.Errorf(format.RuleTruncated, "%s ends in the middle", clip(what))
	}
	if errors.Is(err, excelize.ErrWorkbookPassword) {
		return format.Errorf(archive.RuleEncrypted, "it has a password: save it without one")
	}
	return format.Errorf(format.RuleCorrupt, "%s: %.120v: open the workbook and save it again, or as CSV UTF-8", clip(what), err)
}
