package local

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"maillage/geo"
)

// Save keeps a data set, and does not activate it. Content that is kept already
// gives the generation that is, as it was first saved; what is damaged of it is
// written anew. What was written is read back before it is called kept.
func (s *Store) Save(ctx context.Context, d *geo.Dataset, draft geo.Draft) (geo.Generation, error) {
	fingerprint := d.Fingerprint()
	unlock, err := s.lock(ctx)
	if err != nil {
		return geo.Generation{}, fmt.Errorf("save in %s: %w", s.dir, err)
	}
	defer unlock()
	r, err := s.keep(ctx, d, fingerprint, draft)
	if err != nil {
		return geo.Generation{}, fmt.Errorf("save in %s, which stays as it was: %w", s.dir, err)
	}
	active, err := s.readActive()
	if err != nil {
		return geo.Generation{}, err
	}
	return r.generation(active.Now.Fingerprint), nil
}

// keep returns the record of a data set, under the lock.
func (s *Store) keep(ctx context.Context, d *geo.Dataset, fingerprint string, draft geo.Draft) (*record, error) {
	if err := s.prepare(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(s.path(stagingDir)))
	}
	all, damaged := s.records() // a damaged one must not stop a save, which may mend it
	if damaged == nil {
		if err := s.sweep(all); err != nil {
			return nil, err
		}
	}
	r := &record{Fingerprint: fingerprint, Created: s.created(all), Note: draft.Note, Base: draft.Base}
	for _, known := range all {
		if known.Fingerprint != fingerprint {
			continue
		}
		if s.intact(known) {
			return known, nil
		}
		r.Created, r.Note, r.Base = known.Created, known.Note, known.Base
	}
	r.Generation = r.id()
	for _, l := range d.Layers {
		r.Layers = append(r.Layers, layerRecord{l.Name, len(l.Features), l.Source.File, l.Source.SHA256})
	}
	added, err := s.keepParts(ctx, d, r)
	if err == nil {
		added, err = s.keepRecord(r, added)
	}
	if err != nil {
		// Not deferred: a crash would not come here either, and tests of one
		// end a save by a panic.
		return nil, errors.Join(err, removeAll(added), os.RemoveAll(s.path(stagingDir)))
	}
	return r, nil
}

// removeAll removes files, the last first: a generation goes before its parts.
func removeAll(paths []string) (err error) {
	for _, path := range slices.Backward(paths) {
		if gone := os.Remove(path); !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}
	return err
}

// sweep takes away the parts that no generation has: a save that was cut short
// left them. Where the file of some generation cannot be read, nobody knows
// which they are.
func (s *Store) sweep(all []*record) error {
	entries, err := os.ReadDir(s.path(partDir))
	if err != nil {
		return err
	}
	named := map[string]bool{}
	for _, r := range all {
		for _, p := range r.Parts {
			named[p.File] = true
		}
	}
	for _, e := range entries {
		if !named[partDir+"/"+e.Name()] {
			if err := os.Remove(s.path(partDir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// created is the present, but later than every other: the list goes by it.
func (s *Store) created(all []*record) time.Time {
	at := s.now().UTC().Truncate(time.Microsecond)
	if len(all) > 0 && !at.After(all[0].Created) {
		at = all[0].Created.Add(time.Microsecond)
	}
	return at
}

// intact reports whether every part of a generation is as it was written.
func (s *Store) intact(r *record) bool {
	for _, p := range r.Parts {
		if _, err := s.read(p.File, p.SHA256); err != nil {
			return false
		}
	}
	return true
}

// keepRecord writes the file of a generation, and adds it to those added if it
// was not there.
func (s *Store) keepRecord(r *record, added []string) ([]string, error) {
	text, err := encodeChecked(r)
	if err != nil {
		return added, err
	}
	name := filepath.Join(generationDir, r.Generation+".json")
	if absent(s.path(name)) {
		added = append(added, s.path(name))
	}
	return added, s.replace(name, text)
}

func absent(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// keepParts writes the parts of a data set in staging, reads them back, and
// puts in place those that are not there yet. It returns the files it added,
// or was about to add when it failed.
func (s *Store) keepParts(ctx context.Context, d *geo.Dataset, r *record) (added []string, err error) {
	staged := map[string]string{} // path in staging, by the file it will be
	for _, p := range partsOf(d) {
		kept, path, err := s.stage(ctx, p)
		if err != nil {
			return nil, err
		}
		r.Parts = append(r.Parts, kept)
		staged[kept.File] = path
	}
	back, err := r.load(ctx, nil, func(p partRecord) ([]byte, error) { return os.ReadFile(staged[p.File]) })
	if err != nil {
		return nil, fmt.Errorf("read back: %w", err)
	}
	if found := back.Fingerprint(); found != r.Fingerprint {
		return nil, fmt.Errorf("the data set holds what this format cannot keep (fingerprint %s when read back, %s before)", found, r.Fingerprint)
	}
	for _, p := range r.Parts {
		if _, err := s.read(p.File, p.SHA256); err == nil { // another generation has it
			if err := os.Remove(staged[p.File]); err != nil {
				return added, err
			}
			continue
		}
		place := s.path(filepath.FromSlash(p.File))
		if absent(place) {
			added = append(added, place)
		}
		if err := s.move(staged[p.File], place); err != nil {
			return added, err
		}
	}
	return added, s.settle(s.path(partDir))
}

// stage writes a part in staging, synced.
func (s *Store) stage(ctx context.Context, p part) (kept partRecord, path string, err error) {
	path = s.path(stagingDir, p.name+p.extension)
	if err := s.step("write", path); err != nil {
		return partRecord{}, "", err
	}
	f, err := os.Create(path)
	if err != nil {
		return partRecord{}, "", err
	}
	sum := sha256.New()
	size := counter{ctx: ctx}
	err = p.write(io.MultiWriter(&size, sum, f))
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return partRecord{}, "", fmt.Errorf("%s: %w", p.name, err)
	}
	hexed := hex.EncodeToString(sum.Sum(nil))
	return partRecord{
		Name: p.name, File: partDir + "/" + p.name + "-" + hexed[:16] + p.extension, SHA256: hexed, Bytes: size.n,
	}, path, nil
}

// counter counts what is written, until the context ends.
type counter struct {
	ctx context.Context
	n   int64
}

// Write counts.
func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), c.ctx.Err()
}
