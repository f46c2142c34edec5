package postgis

import (
	"encoding/json"
	"strconv"

	"github.com/lib/pq"

	"maillage/geo"
)

// cell is one value of a row in the text form that PostgreSQL reads; the zero
// value is null.
type cell struct {
	text  string
	known bool
}

func text(s string) cell { return cell{s, true} }

func number(n int) cell { return text(strconv.Itoa(n)) }

func truth(b bool) cell { return text(strconv.FormatBool(b)) }

// count writes a number that may be unknown.
func count(c geo.Count) cell {
	if !c.Known {
		return cell{}
	}
	return text(strconv.FormatInt(c.N, 10))
}

// decimal writes a number so that the very same comes back.
func decimal(f float64) cell { return text(strconv.FormatFloat(f, 'g', -1, 64)) }

// list writes an array of texts; nil is null.
func list(of []string) (cell, error) {
	if of == nil {
		return cell{}, nil
	}
	v, err := pq.StringArray(of).Value()
	if err != nil {
		return cell{}, err
	}
	return text(v.(string)), nil
}

// object writes a value as JSON; nil is null. Keys come sorted.
func object[M ~map[string]int](m M) (cell, error) {
	if m == nil {
		return cell{}, nil
	}
	b, err := json.Marshal(m)
	return text(string(b)), err
}
