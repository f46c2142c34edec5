package local

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"maillage/geo"
)

// activations is active.json: what serves, and the way back.
type activations struct {
	Now    activation   `json:"now"`
	Before []activation `json:"before,omitempty"` // the latest last
	Check  string       `json:"check"`
}

// activation is one generation, and when it was activated.
type activation struct {
	Generation  string    `json:"generation"` // its ID then
	Fingerprint string    `json:"fingerprint"`
	At          time.Time `json:"at"`
}

func (a *activations) check() *string { return &a.Check }

// maxBefore bounds how far back one can go.
const maxBefore = 1000

// readActive returns the zero value where nothing was ever activated.
func (s *Store) readActive() (*activations, error) {
	content, err := os.ReadFile(s.path(activeFile))
	if errors.Is(err, fs.ErrNotExist) {
		return &activations{}, nil
	}
	if err != nil {
		return nil, err
	}
	a := new(activations)
	if err := decodeChecked(content, a); err != nil {
		return nil, fmt.Errorf("%s is damaged: %w; remove it, and activate a generation again", s.path(activeFile), err)
	}
	return a, nil
}

// Load returns a data set of its own.
func (s *Store) Load(ctx context.Context, id string) (*geo.Dataset, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r, err := s.find(id)
	if err != nil {
		return nil, err
	}
	d, err := r.load(ctx, s.cache, func(p partRecord) ([]byte, error) { return s.read(p.File, p.SHA256) })
	if err != nil {
		return nil, fmt.Errorf("generation %s in %s: %w", r.id(), s.dir, err)
	}
	return d, nil
}

// List returns the generations, the latest saved first.
func (s *Store) List(ctx context.Context) ([]geo.Generation, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	all, err := s.records()
	if err != nil {
		return nil, err
	}
	active, err := s.readActive()
	if err != nil {
		return nil, err
	}
	return each(all, func(r *record) geo.Generation { return r.generation(active.Now.Fingerprint) }), nil
}

// Active returns the generation that serves. It wraps [geo.ErrNotFound] before
// the first activation.
func (s *Store) Active(ctx context.Context) (geo.Generation, error) {
	if err := ctx.Err(); err != nil {
		return geo.Generation{}, err
	}
	active, err := s.readActive()
	if err != nil {
		return geo.Generation{}, err
	}
	if active.Now.Fingerprint == "" {
		return geo.Generation{}, s.nothingActive()
	}
	r, err := s.activated(&active.Now)
	if err != nil {
		return geo.Generation{}, err
	}
	return r.generation(r.Fingerprint), nil
}

// nothingActive says what to run.
func (s *Store) nothingActive() error {
	if all, err := s.records(); err == nil && len(all) > 0 {
		return missing(fmt.Sprintf("%s keeps %d generations, and none is in service: maillage activate --data %s %s puts the latest there",
			s.dir, len(all), s.dir, all[0].id()))
	}
	return missing(fmt.Sprintf("%s keeps no generation yet: maillage import --data %s --activate FILE... makes one of official files; with --base embedded and no file, of the data in the program",
		s.dir, s.dir))
}

// activated returns the record of a generation that active.json names.
func (s *Store) activated(a *activation) (*record, error) {
	r, err := s.findContent(a.Fingerprint)
	if err == nil && r == nil {
		err = missing(fmt.Sprintf("%s names generation %s, which is not in %s: restore it from a copy, or activate another",
			s.path(activeFile), a.Generation, s.path(generationDir)))
	}
	return r, err
}

// Activate puts a generation in service, once every part of it was found to be
// as it was written. That of the one that serves changes nothing.
func (s *Store) Activate(ctx context.Context, id string) error {
	unlock, err := s.lockExisting(ctx, id)
	if err != nil {
		return err
	}
	defer unlock()
	r, err := s.find(id)
	if err != nil {
		return err
	}
	active, err := s.readActive()
	if err != nil {
		return err
	}
	if active.Now.Fingerprint == r.Fingerprint {
		return nil
	}
	if active.Now.Fingerprint != "" {
		active.Before = append(active.Before, active.Now)
	}
	active.Before = active.Before[max(0, len(active.Before)-maxBefore):]
	return s.putActive(active, r)
}

// Rollback puts the one in service that was before, and returns it. It wraps
// [geo.ErrNotFound] where none was.
func (s *Store) Rollback(ctx context.Context) (geo.Generation, error) {
	unlock, err := s.lockExisting(ctx, "")
	if err != nil {
		return geo.Generation{}, err
	}
	defer unlock()
	active, err := s.readActive()
	if err != nil {
		return geo.Generation{}, err
	}
	last := len(active.Before) - 1
	if last < 0 {
		return geo.Generation{}, s.nothingBefore()
	}
	r, err := s.activated(&active.Before[last])
	if err != nil {
		return geo.Generation{}, err
	}
	active.Before = active.Before[:last]
	return r.generation(r.Fingerprint), s.putActive(active, r)
}

func (s *Store) nothingBefore() error {
	return missing(fmt.Sprintf("no generation was active before in %s; activate one by its ID", s.dir))
}

// lockExisting takes the lock of a directory that was saved to before: there is
// nothing to activate or go back to in another, and none is made.
func (s *Store) lockExisting(ctx context.Context, id string) (unlock func(), err error) {
	if err := s.checkFormat(); err != nil {
		return nil, err
	}
	if _, err := os.Stat(s.path(formatFile)); err != nil {
		if id == "" {
			return nil, s.nothingBefore()
		}
		_, err := s.find(id)
		return nil, err
	}
	unlock, err = s.lock(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.prepare(); err != nil {
		unlock()
		return nil, err
	}
	return unlock, nil
}

// putActive replaces active.json, in one step.
func (s *Store) putActive(a *activations, r *record) error {
	for _, p := range r.Parts {
		if _, err := s.read(p.File, p.SHA256); err != nil {
			return fmt.Errorf("generation %s stays out of service: %w", r.id(), err)
		}
	}
	a.Now = activation{Generation: r.id(), Fingerprint: r.Fingerprint, At: s.now().UTC().Truncate(time.Microsecond)}
	text, err := encodeChecked(a)
	if err != nil {
		return err
	}
	return s.replace(activeFile, text)
}

// pollEvery is how often Watch looks.
const pollEvery = 250 * time.Millisecond

// Watch calls back with the generation that serves, where one does, and each time
// active.json is replaced, within half a second of it: a change that is taken back
// at once is told too, for who watches may have learned of it another way. Of
// changes that follow one another more closely it may tell the last alone. It
// returns when the context ends; while active.json cannot be read it waits.
func (s *Store) Watch(ctx context.Context, changed func(id string)) {
	var told os.FileInfo
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		info, err := os.Stat(s.path(activeFile)) // before it is read: what comes between is told next time
		if err == nil && (told == nil || !os.SameFile(info, told) || !info.ModTime().Equal(told.ModTime())) {
			if a, err := s.readActive(); err == nil && a.Now.Fingerprint != "" {
				told = info
				changed(geo.GenerationOf(a.Now.Fingerprint))
			}
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
}
