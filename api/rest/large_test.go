package rest

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestTurnKeepsWhatIsSent: while bytes wait for their reader, they count.
func TestTurnKeepsWhatIsSent(t *testing.T) {
	l := newLarge(func() {})
	a, err := l.Enter(t.Context(), "", 6)
	if err != nil {
		t.Fatal(err)
	}
	a.shrink(shareBytes + 1)
	if a.shares != 2 {
		t.Errorf("%d shares for a share and a byte, want 2", a.shares)
	}
	if l.Shares.Free >= SharesInAll-1 {
		t.Error("bytes on their way are not counted")
	}
	a.Leave()
	a.Leave()
	if l.Shares.Free != SharesInAll {
		t.Error("shares were not given back")
	}
}

// TestMemoryGoesBackOnceQuiet: after the last large answer, once, and never for
// small ones.
func TestMemoryGoesBackOnceQuiet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var given atomic.Int32
		l := newLarge(func() { given.Add(1) })
		after := func(d time.Duration, want int32, what string) {
			time.Sleep(d)
			synctest.Wait()
			if got := given.Load(); got != want {
				t.Errorf("%s: given back %d times, want %d", what, got, want)
			}
		}
		after(2*quiet, 0, "nothing made")
		l.made(worthBytes - 1)
		after(2*quiet, 0, "a small answer")
		l.made(worthBytes)
		after(quiet/2, 0, "just after a large answer")
		l.made(worthBytes)
		after(3*quiet/4, 0, "after another")
		after(quiet/2, 1, "quiet")
		turn, err := l.Enter(t.Context(), "", 2)
		if err != nil {
			t.Fatal(err)
		}
		after(2*quiet, 1, "while one is made")
		turn.Leave()
		after(2*quiet, 2, "once it is sent")
	})
}
