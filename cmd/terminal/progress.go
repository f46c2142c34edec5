package terminal

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// patience is how long work may last before it is shown.
const patience = time.Second

// Progress shows work that lasts, on a terminal alone. Its zero value shows
// nothing.
type Progress struct {
	w     io.Writer
	what  string
	start time.Time
	bar   *progressbar.ProgressBar
}

// Start starts to time a piece of work, of which what says what it is.
func Start(w io.Writer, what string) *Progress {
	if v, ok := w.(*Writer); ok { // a bar moves the cursor
		w = v.w
	}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return &Progress{}
	}
	return &Progress{w: w, what: string(Escape([]byte(what))), start: time.Now()}
}

// Update tells how much is done, in bytes; total is -1 where it is not known.
func (p *Progress) Update(done, total int64) {
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

// Done ends the work.
func (p *Progress) Done() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

// Spin shows, until stopped, work whose length nobody knows.
func Spin(w io.Writer, what string) (stop func()) {
	p := Start(w, what)
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
				p.Done()
				return
			case <-tick.C:
				p.Update(n, -1)
			}
		}
	}()
	return func() {
		close(ended)
		<-drawn // so that nothing is drawn over what comes next
	}
}
