package main

import (
	"io"

	"maillage/cmd/terminal"
	"maillage/data/ingest"
)

// progressOn shows work on a terminal.
func progressOn(w io.Writer) ingest.Progress {
	return ingest.Progress{
		Reading: func(what string) (update func(done, total int64), end func()) {
			p := terminal.Start(w, what)
			return p.Update, p.Done
		},
		Working: func(what string) (end func()) { return terminal.Spin(w, what) },
	}
}
