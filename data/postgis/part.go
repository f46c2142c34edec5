package postgis

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"maillage/geo"
)

// kind names a kind of part, as the type part_kind of the schema does.
type kind string

const (
	boundaries     kind = "boundaries"
	catalogue      kind = "catalogue"
	neighbourhoods kind = "neighbourhoods"
	contracts      kind = "contracts"
	network        kind = "network"
	published      kind = "published"
	sources        kind = "sources"
)

// part is one part of a data set on its way to the database.
type part struct {
	kind   kind
	layer  geo.LayerName // of boundaries alone
	shape  any           // what rows cannot tell, as JSON; nil: nothing
	tables []table
}

// table is the rows of a part in one table, worked out one at a time: the rows
// of 35,000 communes as texts would take four times what they take as ground.
type table struct {
	name    string
	columns []string // without part
	rows    func(put func(...cell) error) error
}

// partsOf takes a data set apart. Parts come in one order, so that of two saves
// that share some the later waits for the earlier, and never both.
func partsOf(d *geo.Dataset) []part {
	parts := []part{
		cataloguePart(&d.Catalogue), neighbourhoodsPart(d.Neighbourhoods), contractsPart(d.Contracts),
		networkPart(d.Centres), publishedPart(d.Network), sourcesPart(d),
	}
	for i := range d.Layers {
		parts = append(parts, boundariesPart(&d.Layers[i]))
	}
	return parts
}

// encodedShape is the shape as JSON.
func (p *part) encodedShape() (string, error) {
	if p.shape == nil {
		return "{}", nil
	}
	b, err := json.Marshal(p.shape)
	return string(b), err
}

// hash identifies the content of the part: every value of every row, in order.
func (p *part) hash() (string, error) {
	shape, err := p.encodedShape()
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	var buf []byte
	put := func(s string) {
		buf = binary.AppendUvarint(buf[:0], uint64(len(s))+1)
		_, _ = sum.Write(append(buf, s...)) // a hash never fails
	}
	put(string(p.kind))
	put(shape)
	for _, t := range p.tables {
		put(t.name)
		err := t.rows(func(cells ...cell) error {
			if len(cells) != len(t.columns) {
				return fmt.Errorf("%s: a row has %d values for %d columns", t.name, len(cells), len(t.columns))
			}
			for _, c := range cells {
				if !c.known {
					_, _ = sum.Write([]byte{0})
					continue
				}
				put(c.text)
			}
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
