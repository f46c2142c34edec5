package rest

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

// GenerationParam is the generation an answer is made from. It is taken by every
// address that answers from data.
var GenerationParam, GenerationOf = Typed(Param{
	Name: "generation", In: InQuery,
	Description: "the generation of the data the answer is made from: its 16 hexadecimal digits, as X-Generation and " +
		"/generations give them, or 6 or more of the first. One that is kept is answered, though another is in service; " +
		"links of the answer keep it. Given in full, with the day where the answer hangs on one, the address gives the " +
		"same answer for ever or, once the generation is no longer kept, 410. Default: the one in service.",
	Schema: Object{"type": "string", "pattern": GenerationPattern.String()},
}, ReadGeneration)

// GenerationPattern is the ID of a generation, or the beginning of one.
var GenerationPattern = regexp.MustCompile(`^[0-9a-f]{6,16}$`)

// fullGeneration is the length of an ID.
const fullGeneration = 16

// ReadGeneration reads the ID of a generation, or the beginning of one.
func ReadGeneration(_ *Values, text string) (string, string, error) {
	if !GenerationPattern.MatchString(text) {
		return "", "", InvalidParameter.Problem(Quote(text)+" is not a generation.",
			"Send its 16 hexadecimal digits, or 6 or more of the first, from X-Generation or /generations; or leave it out.")
	}
	return text, text, nil
}

// cachedGenerations is how many generations are held beside the one in service:
// with communes, one takes over 100 MB.
const cachedGenerations = 2

// loadPatience is how long a request may wait for a generation to be loaded,
// others before it included.
const loadPatience = 30 * time.Second

// archive holds the generations that were asked for last, beside the one in
// service. What is worked out of each goes with it.
type archive struct {
	load func(ctx context.Context, id string) (data any, err error) // nil: none is kept
	list func(ctx context.Context) (ids []string, err error)        // newest first; nil: none is kept

	mu       sync.Mutex
	cached   []*Generation // the latest first
	flight   singleflight.Group
	loadLock chan struct{} // one is built at a time: each takes memory
}

// ErrNotKept is that of a generation that is not kept.
var ErrNotKept = errors.New("the generation is not kept")

// Generation returns a generation by its ID or the beginning of it: that in
// service, or one that is kept.
func (s *Server) Generation(ctx context.Context, text string, current *Generation) (*Generation, error) {
	id, err := s.archive.expandID(ctx, text, current)
	if _, refused := errors.AsType[*Problem](err); err != nil && !refused {
		return nil, s.Unlisted(err)
	}
	if err != nil {
		return nil, err
	}
	if id == current.ID {
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
	case errors.Is(err, ErrNotKept):
		return nil, s.archive.gone(ctx, id, current)
	case ctx.Err() != nil, errors.Is(err, context.DeadlineExceeded):
		return nil, err
	}
	s.Log.Error("generation not loaded", "generation", id, "error", err.Error())
	return nil, GenerationUnread.Problem("Generation "+id+" is kept, and cannot be read now.",
		"Ask again in a few seconds, or leave generation out for the one in service.")
}

// Unlisted is the problem of a store that cannot be read: its words may hold
// what nobody should see, and go to the log alone.
func (s *Server) Unlisted(err error) error {
	s.Log.Error("generations not listed", "error", err.Error())
	return GenerationUnread.Problem("The generations that are kept cannot be listed now.",
		"Ask again in a few seconds; what is in service is answered meanwhile.")
}

// GenerationIDs lists the generations there are, the one in service first, the others
// newest first.
func (s *Server) GenerationIDs(ctx context.Context, current *Generation) ([]string, error) {
	ids, err := s.archive.ids(ctx, current)
	if err != nil {
		return nil, s.Unlisted(err)
	}
	return ids, nil
}

// expandID returns the full ID of a generation by the beginning of it.
func (a *archive) expandID(ctx context.Context, text string, current *Generation) (string, error) {
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
	p := InvalidParameter.Problem("Several generations begin with "+text+".",
		"Send more digits: "+strings.Join(ids, ", ")+".")
	p.Parameter, p.Known = GenerationParam.Name, ids
	return "", p
}

// ids lists the generations there are, the one in service first, the others
// newest first.
func (a *archive) ids(ctx context.Context, current *Generation) ([]string, error) {
	ids := []string{current.ID}
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
func (a *archive) gone(ctx context.Context, id string, current *Generation) error {
	const most = 20
	p := GenerationGone.Problem("No generation "+id+" is kept.",
		"Leave generation out for the one in service, "+current.ID+", or take one from /generations.")
	p.Parameter = GenerationParam.Name
	if ids, err := a.ids(ctx, current); err == nil {
		p.Known = ids[:min(len(ids), most)]
	}
	return p
}

func (a *archive) find(id string) *Generation {
	a.mu.Lock()
	defer a.mu.Unlock()
	for i, l := range a.cached {
		if l.ID == id {
			a.cached = slices.Insert(slices.Delete(a.cached, i, i+1), 0, l)
			return l
		}
	}
	return nil
}

func (a *archive) hold(l *Generation) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.cached = slices.Insert(a.cached, 0, l)
	a.cached = slices.Delete(a.cached, min(len(a.cached), cachedGenerations), len(a.cached))
}

// forget lets go of a generation that has come into service: one copy is enough.
func (a *archive) forget(id string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.cached = slices.DeleteFunc(a.cached, func(l *Generation) bool { return l.ID == id })
}

// fetch loads a generation, once for all who ask for it meanwhile: the load goes
// on though the first of them leaves.
func (a *archive) fetch(ctx context.Context, id string) (*Generation, error) {
	if a.load == nil {
		return nil, ErrNotKept
	}
	result := a.flight.DoChan(id, func() (any, error) {
		if l := a.find(id); l != nil { // it came while this request was on its way
			return l, nil
		}
		wait, stop := context.WithTimeout(context.WithoutCancel(ctx), loadPatience)
		defer stop()
		select {
		case a.loadLock <- struct{}{}:
			defer func() { <-a.loadLock }()
		case <-wait.Done():
			return nil, wait.Err()
		}
		data, err := a.load(wait, id)
		if err != nil {
			return nil, err
		}
		l := &Generation{ID: id, Data: data}
		a.hold(l)
		return l, nil
	})
	select {
	case r := <-result:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.(*Generation), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
