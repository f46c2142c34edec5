package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"maillage/data/ingest"
)

// patience is how long work may last before it is shown.
const patience = time.Second

// progress shows work that lasts, on a terminal alone. Its zero value shows
// nothing.
type progress struct {
	w     io.Writer
	what  string
	start time.Time
	bar   *progressbar.ProgressBar
}

// newProgress starts to time a piece of work.
func newProgress(w io.Writer, what string) *progress {
	if v, ok := w.(*visible); ok { // a bar moves the cursor
		w = v.w
	}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return &progress{}
	}
	return &progress{w: w, what: string(escaped([]byte(what))), start: time.Now()}
}

// update tells how much is done, in bytes; total is -1 where it is not known.
func (p *progress) update(done, total int64) {
	if p.w == nil || time.Since(p.start) < patience {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions64(total,
			progressbar.OptionSetWriter(p.w), progressbar.OptionSetDescription(p.what),
			progressbar.OptionShowBytes(total > 0), progressbar.OptionClearOnFinish(),
			progressbar.OptionThrottle(100*time.Millisecond))
	}
	_ = p.bar.Set64(done) // a bar that cannot be drawn must not stop the work
}

func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

// spin shows, until stopped, work whose length nobody knows.
func spin(w io.Writer, what string) (stop func()) {
	p := newProgress(w, what)
	if p.w == nil {
		return func() {}
	}
	ended, drawn := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(drawn)
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for n := int64(1); ; n++ {
			select {
			case <-ended:
				p.done()
				return
			case <-tick.C:
				p.update(n, -1)
			}
		}
	}()
	return func() {
		close(ended)
		<-drawn // so that nothing is drawn over what comes next
	}
}

// progressOn shows work on a terminal.
func progressOn(w io.Writer) ingest.Progress {
	return ingest.Progress{
		Reading: func(what string) (update func(done, total int64), end func()) {
			p := newProgress(w, what)
			return p.update, p.done
		},
		Working: func(what string) (end func()) { return spin(w, what) },
	}
}
