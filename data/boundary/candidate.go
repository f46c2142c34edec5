package boundary

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"maillage/data/format"
	"maillage/data/format/mapinfo"
	"maillage/data/format/shapefile"
)

// candidate is one file of a folder or an archive that may hold a layer, with
// those that go with it.
type candidate struct {
	name  string
	kind  kind
	book  bool          // a workbook
	files []format.File // the first is the one that counts
}

// layersAmong finds the layers among some files.
func layersAmong(files []format.File) ([]candidate, error) {
	var list, leads []candidate
	for _, f := range files {
		_, ext := extension(f.Name)
		if slices.Contains(companions, ext) || strings.HasPrefix(path.Base(f.Name), ".") {
			continue
		}
		head, err := headOf(f)
		if err != nil {
			return nil, err
		}
		c := candidate{name: f.Name, kind: kindOf(head), files: []format.File{f}}
		switch {
		case besides[c.kind] != nil:
			c.files = append(c.files, beside(f, c.kind, files)...)
		case c.kind == keyhole && !bytes.Contains(head, []byte("<Placemark")) && len(head) < headBytes:
			leads = append(leads, c) // it but leads to the others, as GDAL writes
			continue
		case c.kind == unknown, c.kind == delimitedText && ext != ".csv" && ext != ".tsv":
			continue
		}
		list = append(list, c)
	}
	if len(list) == 0 && len(leads) > 0 {
		return leads[:1], nil // none has a placemark, which any of them shows
	}
	return list, nil
}

// headOf reads the first bytes of a file.
func headOf(f format.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	head := make([]byte, headBytes)
	n, err := io.ReadFull(r, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return head[:n], err
}

// besides are the extensions of the files that go with one of a kind.
var besides = map[kind][]string{shape: {".shx", ".dbf", ".prj", ".cpg"}, mapInfo: {".mid"}}

// beside returns the files that make a layer with a .shp or a .mif: those of the
// same name, whatever its case, but for the extension.
func beside(main format.File, k kind, files []format.File) []format.File {
	stem, _ := extension(main.Name)
	var list []format.File
	for _, f := range files {
		s, ext := extension(f.Name)
		if strings.EqualFold(s, stem) && slices.Contains(besides[k], ext) {
			list = append(list, f)
		}
	}
	return list
}

// set names the files of a Shapefile.
func (c *candidate) set() shapefile.Set {
	stem, _ := extension(path.Base(c.name))
	set := shapefile.Set{Name: stem, SHP: &c.files[0]}
	for i := range c.files[1:] {
		f := &c.files[i+1]
		switch _, ext := extension(f.Name); ext {
		case ".shx":
			set.SHX = f
		case ".dbf":
			set.DBF = f
		case ".prj":
			set.PRJ = f
		case ".cpg":
			set.CPG = f
		}
	}
	return set
}

// table names the files of a table of MapInfo.
func (c *candidate) table() mapinfo.Set {
	stem, _ := extension(path.Base(c.name))
	set := mapinfo.Set{Name: stem, MIF: &c.files[0]}
	for i := range c.files[1:] {
		if _, ext := extension(c.files[i+1].Name); ext == ".mid" {
			set.MID = &c.files[i+1]
		}
	}
	return set
}

// choose returns the layers that a name picks: the only one when it is "", all
// of them when it is "*". A name is that of a file, with or without folder or
// extension; rest is what follows a second #.
func choose(list []candidate, name string) (chosen []candidate, rest string, err *fault) {
	name, rest, _ = strings.Cut(name, "#")
	switch {
	case len(list) == 0:
		return nil, "", faultf(RuleWrongFormat, "it holds no file of boundaries")
	case name == "*":
		return list, rest, nil
	case name == "" && len(list) == 1:
		return list, rest, nil
	case name == "":
		return nil, "", faultf(RuleManyLayers, "it holds %d layers: %s", len(list), namesOf(list))
	}
	for _, c := range list {
		stem, _ := extension(c.name)
		for _, s := range []string{c.name, stem, path.Base(c.name), path.Base(stem)} {
			if strings.EqualFold(s, name) {
				chosen = append(chosen, c)
				break
			}
		}
	}
	switch {
	case len(chosen) == 1:
		return chosen, rest, nil
	case len(chosen) > 1:
		return nil, "", faultf(RuleManyLayers, "%q is the name of %d of its layers: %s", clip(name), len(chosen), namesOf(chosen))
	case len(list) == 1: // the name of a table inside
		return list, name, nil
	}
	return nil, "", faultf(RuleUnknownTable, "it holds no layer %q; it holds %s", clip(name), namesOf(list))
}

func namesOf(list []candidate) string {
	const most = 20
	var names []string
	for _, c := range list[:min(len(list), most)] {
		names = append(names, clip(c.name))
	}
	text := strings.Join(names, ", ")
	if more := len(list) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
