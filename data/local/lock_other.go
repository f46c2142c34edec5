//go:build !unix

package local

import (
	"context"
	"errors"
)

// lock refuses: without flock two writers could not be kept apart.
func (s *Store) lock(context.Context) (unlock func(), err error) {
	return nil, errors.New("a data directory can only be written on a system that has flock, such as Linux, macOS or a BSD")
}
