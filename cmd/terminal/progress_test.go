package terminal

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"
)

// TestNothingIsShownElsewhere: what is no terminal gets no bar, however long it takes.
func TestNothingIsShownElsewhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var b bytes.Buffer
		p, stop := Start(NewWriter(&b), "reading"), Spin(&b, "laying out")
		time.Sleep(10 * patience)
		p.Update(1, 2)
		p.Done()
		stop()
		if b.Len() > 0 {
			t.Errorf("%q", b.String())
		}
	})
}
