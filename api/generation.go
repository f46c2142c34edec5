package api

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// generationParam is the generation an answer is made from. It is taken by every
// address that answers from data.
var generationParam, generationOf = typed(param{
	name: "generation", in: inQuery,
	description: "the generation of the data the answer is made from: its 16 hexadecimal digits, as X-Generation and /generations give them, or 6 or more of the first. One that is kept is answered, though another is in service; links of the answer keep it. Given in full, with the day where the answer hangs on one, the address gives the same answer for ever or, once the generation is no longer kept, 410. Default: the one in service.",
	schema:      object{"type": "string", "pattern": generationPattern.String()},
}, readGeneration)

var generationPattern = regexp.MustCompile(`^[0-9a-f]{6,16}$`)

// fullGeneration is the length of an ID.
const fullGeneration = 16

func readGeneration(_ *values, text string) (string, string, error) {
	if !generationPattern.MatchString(text) {
		return "", "", invalidParameter.problem(quote(text)+" is not a generation.",
			"Send its 16 hexadecimal digits, or 6 or more of the first, from X-Generation or /generations; or leave it out.")
	}
	return text, text, nil
}

// keptGenerations is how many generations are held beside the one in service:
// with communes, one takes over 100 MB.
const keptGenerations = 2

// loadPatience is how long a request may wait for a generation to be loaded,
// others before it included.
const loadPatience = 30 * time.Second

// archive holds the generations that were asked for last, beside the one in
// service. What is worked out of each goes with it.
type archive struct {
	load func(ctx context.Context, id string) (data any, err error) // nil: none is kept
	list func(ctx context.Context) (ids []string, err error)        // newest first; nil: none is kept

	mu     sync.Mutex
	held   []*loaded // the latest first
	flight singleflight.Group
	turn   chan struct{} // one is built at a time: each takes memory
}

// errNotKept is that of a generation that is not kept.
var errNotKept = errors.New("the generation is not kept")

// generation returns a generation by its ID or the beginning of it: that in
// service, or one that is kept.
func (s *Server) generation(ctx context.Context, text string, current *loaded) (*loaded, error) {
	id, err := s.archive.whole(ctx, text, current)
	if _, refused := errors.AsType[*problem](err); err != nil && !refused {
		return nil, s.unlisted(err)
	}
	if err != nil {
		return nil, err
	}
	if id == current.id {
		s.archive.forget(id)
		return current, nil
	}
	if l := s.archive.find(id); l != nil {
		return l, nil
	}
	l, err := s.archive.fetch(ctx, id)
	switch {
	case err == nil:
		return l, nil
	case errors.Is(err, errNotKept):
		return nil, s.archive.gone(ctx, id, current)
	case ctx.Err() != nil, errors.Is(err, context.DeadlineExceeded):
		return nil, err
	}
	s.log.Error("generation not loaded", "generation", id, "error", err.Error())
	return nil, generationUnread.problem("Generation "+id+" is kept, and cannot be read now.",
		"Ask again in a few seconds, or leave generation out for the one in service.")
}

// unlisted is the problem of a store that cannot be read: its words may hold
// what nobody should see, and go to the log alone.
func (s *Server) unlisted(err error) error {
	s.log.Error("generations not listed", "error", err.Error())
	return generationUnread.problem("The generations that are kept cannot be listed now.", "Ask again in a few seconds; what is in service is answered meanwhile.")
}

// whole returns the full ID of a generation by the beginning of it.
func (a *archive) whole(ctx context.Context, text string, current *loaded) (string, error) {
	if len(text) == fullGeneration {
		return text, nil
	}
	ids, err := a.ids(ctx, current)
	if err != nil {
		return "", err
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { return !strings.HasPrefix(id, text) })
	switch len(ids) {
	case 0:
		return "", a.gone(ctx, text, current)
	case 1:
		return ids[0], nil
	}
	p := invalidParameter.problem("Several generations begin with "+text+".", "Send more digits: "+strings.Join(ids, ", ")+".")
	p.Parameter, p.Known = generationParam.name, ids
	return "", p
}

// ids lists the generations there are, the one in service first, the others
// newest first.
func (a *archive) ids(ctx context.Context, current *loaded) ([]string, error) {
	ids := []string{current.id}
	if a.list == nil {
		return ids, nil
	}
	all, err := a.list(ctx)
	if err != nil {
		return nil, err
	}
	for _, id := range all {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// gone is the problem of a generation that is not kept. It lists those that are,
// as far as they can be read.
func (a *archive) gone(ctx context.Context, id string, current *loaded) error {
	const most = 20
	p := generationGone.problem("No generation "+id+" is kept.",
		"Leave generation out for the one in service, "+current.id+", or take one from /generations.")
	p.Parameter = generationParam.name
	if ids, err := a.ids(ctx, current); err == nil {
		p.Known = ids[:min(len(ids), most)]
	}
	return p
}

func (a *archive) find(id string) *loaded {
	a.mu.Lock()
	defer a.mu.Unlock()
	for i, l := range a.held {
		if l.id == id {
			a.held = slices.Insert(slices.Delete(a.held, i, i+1), 0, l)
			return l
		}
	}
	return nil
}

func (a *archive) hold(l *loaded) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.held = slices.Insert(a.held, 0, l)
	a.held = slices.Delete(a.held, min(len(a.held), keptGenerations), len(a.held))
}

// forget lets go of a generation that has come into service: one copy is enough.
func (a *archive) forget(id string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.held = slices.DeleteFunc(a.held, func(l *loaded) bool { return l.id == id })
}

// fetch loads a generation, once for all who ask for it meanwhile: the load goes
// on though the first of them leaves.
func (a *archive) fetch(ctx context.Context, id string) (*loaded, error) {
	if a.load == nil {
		return nil, errNotKept
	}
	result := a.flight.DoChan(id, func() (any, error) {
		if l := a.find(id); l != nil { // it came while this request was on its way
			return l, nil
		}
		wait, stop := context.WithTimeout(context.WithoutCancel(ctx), loadPatience)
		defer stop()
		select {
		case a.turn <- struct{}{}:
			defer func() { <-a.turn }()
		case <-wait.Done():
			return nil, wait.Err()
		}
		data, err := a.load(wait, id)
		if err != nil {
			return nil, err
		}
		l := &loaded{id: id, data: data}
		a.hold(l)
		return l, nil
	})
	select {
	case r := <-result:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.(*loaded), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
