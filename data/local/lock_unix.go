//go:build unix

package local

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"
)

// patience is how long a writer waits for another one; an import of communes
// holds the lock for a few seconds.
const patience = time.Minute

// lock makes the directory where there is none, and waits until nobody else
// writes there. The caller calls unlock.
func (s *Store) lock(ctx context.Context) (unlock func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(s.path(lockFile), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	limit := time.After(patience)
	for wait := time.Millisecond; ; wait = min(2*wait, 100*time.Millisecond) {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			break
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) {
			return nil, errors.Join(fmt.Errorf("lock %s: %w: the file system must have flock", s.path(lockFile), err), f.Close())
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), f.Close())
		case <-limit:
			holder, _ := os.ReadFile(s.path(lockFile)) // only told
			return nil, errors.Join(fmt.Errorf("%s is being written by another process (%s) for more than %s: wait for it, or end it",
				s.dir, strings.TrimSpace(string(holder)), patience), f.Close())
		case <-time.After(wait):
		}
	}
	// Who holds it is told to those who wait, and means nothing more.
	if f.Truncate(0) == nil {
		_, _ = fmt.Fprintf(f, "process %d\n", os.Getpid())
	}
	return func() { _ = f.Close() }, nil // which lets the lock go
}
