package main

import (
	"flag"
	"fmt"
	"strconv"
	"strings"

	"maillage/data/ingest"
	"maillage/geo"
)

// registerNotes declares the flags that say something of layers from files.
func registerNotes(flags *flag.FlagSet, n *ingest.Notes) {
	n.Credit = map[geo.LayerName]string{}
	n.Accuracy = map[geo.LayerName]float64{}
	registerReading(flags, n)
	flags.Func("credit", "`NAME=TEXT`: the credit to show for a layer from a file, with its year (repeatable)", func(value string) error {
		if text, ok := strings.CutPrefix(value, string(ingest.Centres)+"="); ok {
			n.Credit[ingest.Centres] = text
			return nil
		}
		name, text, err := splitLayer(value)
		if err == nil {
			n.Credit[name] = text
		}
		return err
	})
	flags.Func("accuracy", "`NAME=METRES`: how far the boundaries of a layer from a file may lie from the true ones (repeatable)", func(value string) error {
		name, text, err := splitLayer(value)
		if err != nil {
			return err
		}
		metres, err := strconv.ParseFloat(text, 64)
		if err != nil || !(metres >= 0 && metres < 1e6) {
			return fmt.Errorf("accuracy %q: want metres, as 10 or 2.5", text)
		}
		n.Accuracy[name] = metres
		return nil
	})
}

// registerReading declares the flags that say how files are to be read.
func registerReading(flags *flag.FlagSet, n *ingest.Notes) {
	n.Reading = map[geo.LayerName]ingest.Reading{}
	flags.Func("field", "`NAME.code=PROPERTY` or NAME.name=PROPERTY: the property that gives the code, or the name, of a layer from a file (repeatable)", func(value string) error { return addField(n, value) })
	flags.Func("crs", "`NAME=SYSTEM`: the reference system of a layer whose file does not say it, as communes=EPSG:2154; SYSTEM alone for files of any layer (repeatable)",
		readingOf(n, func(r *ingest.Reading) *string { return &r.CRS }))
	flags.Func("encoding", "`NAME=ENCODING`: how the texts of a layer from a file are encoded, as communes=windows-1252; ENCODING alone for files of any layer (repeatable)",
		readingOf(n, func(r *ingest.Reading) *string { return &r.Encoding }))
}

// readingOf takes what is said of a layer, and what is said of none for all.
func readingOf(n *ingest.Notes, field func(*ingest.Reading) *string) func(string) error {
	return func(value string) error {
		if !strings.Contains(value, "=") {
			*field(&n.Every) = value
			return nil
		}
		name, text, err := splitLayer(value)
		if err != nil {
			return err
		}
		r := n.Reading[name]
		*field(&r) = text
		n.Reading[name] = r
		return nil
	}
}

func addField(n *ingest.Notes, value string) error {
	what, property, ok := strings.Cut(value, "=")
	layer, role, dotted := strings.Cut(what, ".")
	if !ok || !dotted || property == "" {
		return fmt.Errorf("want NAME.code=PROPERTY or NAME.name=PROPERTY, as communes.code=INSEE")
	}
	name, _, err := splitLayer(layer + "=" + property)
	if err != nil {
		return err
	}
	r := n.Reading[name]
	switch role {
	case "code":
		r.Fields.Code = property
	case "name":
		r.Fields.Name = property
	default:
		return fmt.Errorf("no role %q; want code or name, as communes.code=INSEE", role)
	}
	n.Reading[name] = r
	return nil
}
