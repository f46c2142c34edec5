package shapefile

import (
	"errors"
	"io"
	"strings"

	"maillage/data/format"
)

// Set is the files of one Shapefile; SHX, PRJ and CPG may be nil.
type Set struct {
	Name                    string // without extension
	SHP, SHX, DBF, PRJ, CPG *format.File
}

// maxSmall bounds .prj and .cpg.
const maxSmall = 64 << 10

// Open opens a Shapefile. stated is the encoding of its texts, "" to believe
// the .cpg, else the language byte of the .dbf, else what the bytes look like.
// Where either names another encoding, and all texts that are not ASCII are
// UTF-8, they are read so, and Header.Claimed says it.
func Open(set Set, stated string, limits format.Limits) (format.Reader, error) {
	if set.SHP == nil || set.DBF == nil {
		missing := ".shp"
		if set.SHP != nil {
			missing = ".dbf"
		}
		return nil, format.Errorf(format.RuleMissingFile, "%s has no %s beside it", set.Name, missing)
	}
	r := &reader{header: format.Header{Format: "Shapefile", Table: set.Name}, limits: limits}
	if err := r.open(set, stated); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

type reader struct {
	header format.Header
	limits format.Limits
	shp    *shp
	dbf    *dbf
}

func (r *reader) open(set Set, stated string) (err error) {
	if r.shp, err = openSHP(*set.SHP, set.SHX, r.limits); err != nil {
		return err
	}
	if r.dbf, err = openDBF(*set.DBF, r.limits); err != nil {
		return err
	}
	r.header.Bound = r.shp.bound
	for _, f := range r.dbf.fields {
		r.header.Fields = append(r.header.Fields, f.name)
	}
	if set.PRJ != nil {
		text, err := format.ReadSmall(*set.PRJ, maxSmall)
		if err != nil {
			return err
		}
		r.header.CRS = string(text)
	}
	return r.encoding(set, stated)
}

// encoding decides how texts are to be read.
func (r *reader) encoding(set Set, stated string) (err error) {
	claim := ""
	if stated == "" && set.CPG != nil {
		text, err := format.ReadSmall(*set.CPG, maxSmall)
		if err != nil {
			return err
		}
		stated, claim = strings.TrimSpace(strings.Trim(string(text), "\ufeff\x00")), set.CPG.Name
	}
	if name, ok := languages[r.dbf.language]; ok && stated == "" {
		stated, claim = name, "the language byte of "+set.DBF.Name
	}
	var e format.Encoding
	if stated != "" {
		if e, err = format.ParseEncoding(stated); err != nil {
			return format.Errorf(format.RuleEncoding, "%v", err)
		}
	}
	if stated == "" || claim != "" && e.Name != format.UTF8.Name {
		likely, ascii, err := r.likely(*set.DBF)
		switch {
		case err != nil:
			return err
		case stated == "":
			e, r.header.Assumed = likely, !ascii
		case !ascii && likely.Name == format.UTF8.Name:
			r.header.Claimed = claim + " says " + e.Declared()
			e = likely
		}
	}
	r.dbf.encoding, r.header.Encoding = e, e.Read()
	return nil
}

// languages are the language bytes of a .dbf that name an encoding.
var languages = map[byte]string{0x01: "437", 0x02: "850", 0x03: "1252", 0x57: "1252", 0x58: "1252", 0x59: "1252"}

// likely is what the bytes of texts look like.
func (r *reader) likely(f format.File) (e format.Encoding, ascii bool, err error) {
	d, err := openDBF(f, r.limits)
	if err != nil {
		return e, false, err
	}
	e, ascii, err = d.guess()
	return e, ascii, errors.Join(err, d.closer.Close())
}

// Header returns what the files say before their records.
func (r *reader) Header() format.Header { return r.header }

// Next reads a record of either file. Records marked as deleted are passed
// over, as every program that shows the file does.
func (r *reader) Next() (format.Row, error) {
	for {
		shape, err := r.shp.next()
		ended := errors.Is(err, io.EOF)
		if err != nil && !ended {
			return format.Row{}, err
		}
		record, deleted, err := r.dbf.next()
		switch {
		case errors.Is(err, io.EOF) && ended:
			return format.Row{}, io.EOF
		case errors.Is(err, io.EOF):
			return format.Row{}, format.Errorf(format.RuleCounts, "%s has more records than %s, which has %d", r.shp.name, r.dbf.name, r.dbf.records)
		case err != nil:
			return format.Row{}, err
		case ended:
			return format.Row{}, format.Errorf(format.RuleCounts, "%s has %d records and %s has %d", r.shp.name, r.shp.number, r.dbf.name, r.dbf.records)
		case deleted:
			continue
		}
		var row format.Row
		if row.Values, err = r.dbf.values(record); err != nil {
			return row, err
		}
		polygon(shape, r.limits, &row)
		return row, nil
	}
}

// Close closes the files.
func (r *reader) Close() error {
	var errs []error
	if r.shp != nil {
		errs = append(errs, r.shp.closer.Close())
	}
	if r.dbf != nil {
		errs = append(errs, r.dbf.closer.Close())
	}
	return errors.Join(errs...)
}
