package api

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"maillage/api/ask"
	"maillage/api/dataset"
	"maillage/api/frame"
	"maillage/api/mapapp"
	"maillage/api/pages"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/api/wire/schemas"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// Options are the parts a Server is made of.
type Options struct {
	// Store holds what is served. Required.
	Store *Store
	// Clock tells the instant that "today" is read from; nil: time.Now.
	Clock func() time.Time
	// Logger takes the access log and the faults; nil: none is written.
	Logger *slog.Logger
	// Version of the program, in ETags and the OpenAPI document; "": "dev".
	Version string
	// BaseURL is the public address of the service, without a final slash, for
	// the links of its answers; "": the scheme and Host of each request, and
	// no shared cache may then keep an answer.
	// A path in it is the prefix of every link.
	BaseURL string
	// TrustProxy are the peers whose X-Forwarded-Proto, -Host and -Prefix are
	// believed where BaseURL is not set, and whose X-Forwarded-For tells clients
	// apart; none: nobody's are.
	TrustProxy []netip.Prefix
	// Archive and Generations give the generations that are kept beside the one
	// in service, for generation= and /generations; nil: there are none.
	Archive     Loader
	Generations dataset.Lister
	// Map holds the built files of the interactive map; nil: those that stood in
	// api/web/dist when the program was built, which may be none.
	Map fs.FS
	// BaseMap is what the map draws under its own layers; the zero value: nothing.
	BaseMap mapapp.BaseMap
	// Sheet turns a workbook, XLSX or ODS, into the CSV of one of its sheets, and names
	// that: the one that name says, else the only one of which has says, by its
	// beginning as CSV, that it has the columns needed; columns says them in words. Its
	// errors are shown to who sent it. nil: workbooks are refused.
	Sheet SheetReader
}

// A Loader builds the snapshot of a generation that is kept and not in service,
// by its full ID; it returns an error that wraps [geo.ErrNotFound] where it is not
// kept. It need not keep what it built: the server does.
type Loader func(ctx context.Context, id string) (*snapshot.Snapshot, error)

// A Store holds the snapshot that is served, what became of the last attempt to
// replace it, and whether it still hears of changes to what it was loaded from.
// The zero value is empty and ready to use. It is safe for concurrent use.
type Store struct{ rest.Store }

// Swap puts a snapshot in service, and forgets the last failure.
func (s *Store) Swap(next *snapshot.Snapshot, at time.Time) { s.Put(next.Generation, next, at) }

// Current returns the snapshot in service, nil before the first.
func (s *Store) Current() *snapshot.Snapshot { return ask.SnapshotOf(s.Now().Data) }

// The parts of other rooms that whoever runs the service names.
type (
	// A Server answers the HTTP interface. It is an [http.Handler].
	Server = rest.Server
	// A SheetReader reads a sheet of a workbook, as Options.Sheet says.
	SheetReader = rest.SheetReader
	// A BaseMap is drawn under the layers of the map.
	BaseMap = mapapp.BaseMap
	// A Lister lists the generations that are kept, newest first.
	Lister = dataset.Lister
)

// New returns a server ready to answer.
func New(o Options) (*Server, error) { return newService(o) }

// newService serves more routes beside those of the product, which tests bring.
func newService(o Options, more ...*rest.Route) (*rest.Server, error) {
	if o.Store == nil {
		return nil, errors.New("api: Options.Store is nil; give it a *Store")
	}
	if o.Map == nil {
		built, err := bundledMap()
		if err != nil {
			return nil, err
		}
		o.Map = built
	}
	web, err := mapapp.OpenMap(o.Map, o.BaseMap)
	if err != nil {
		return nil, err
	}
	parts := rest.Parts{
		App: product(web), Table: append(routes(web, o.Generations), more...), Store: &o.Store.Store,
		Clock: o.Clock, Log: o.Logger, Version: o.Version, BaseURL: strings.TrimSuffix(o.BaseURL, "/"), Trusted: o.TrustProxy,
		Load: o.loader(), List: o.lister(), Sheet: o.Sheet,
	}
	if parts.Clock == nil {
		parts.Clock = time.Now
	}
	if parts.Log == nil {
		parts.Log = slog.New(slog.DiscardHandler)
	}
	if parts.Version == "" {
		parts.Version = "dev"
	}
	return rest.NewServer(parts)
}

// loader is Archive as the kernel takes it.
func (o *Options) loader() func(ctx context.Context, id string) (any, error) {
	if o.Archive == nil {
		return nil
	}
	return func(ctx context.Context, id string) (any, error) {
		s, err := o.Archive(ctx, id)
		switch {
		case errors.Is(err, geo.ErrNotFound):
			return nil, errors.Join(rest.ErrNotKept, err)
		case err != nil:
			return nil, err
		case s.Generation != id:
			return nil, errors.New("it gives generation " + s.Generation)
		}
		return s, nil
	}
}

// lister is Generations as the kernel takes it.
func (o *Options) lister() func(ctx context.Context) ([]string, error) {
	if o.Generations == nil {
		return nil
	}
	return func(ctx context.Context) ([]string, error) {
		all, err := o.Generations(ctx)
		ids := make([]string, len(all))
		for i := range all {
			ids[i] = all[i].ID
		}
		return ids, err
	}
}

// product is what this service is, to the kernel.
func product(web *mapapp.WebMap) rest.Application {
	return rest.Application{
		Today:      func(now time.Time) string { return geo.DateIn(now).String() },
		Understand: func(c *rest.Request) error { return understand(c, web) },
		Offers:     ask.Offers,
		NotOffered: ask.NotOffered,
		Translate:  wire.Translated,
		Explain:    func(p *rest.Problem, data any) { wire.ExplainSwapped(p, ask.SnapshotOf(data)) },
		ProblemPage: func(r *http.Request, reply http.Header, prefix string, p *rest.Problem) ([]byte, error) {
			return frame.ProblemPage(r, reply, prefix, p).Render()
		},
		PagePolicy: pages.Policy,
		Kinds:      kinds,
		Document: rest.Documented{
			Title:       "maillage",
			Description: schemas.Description("document"),
			Tags:        tags,
			Schemas:     wire.Schemas,
			Adapt: func(document rest.Object, data any) (rest.Object, error) {
				if s := ask.SnapshotOf(data); ask.Foreign(s) {
					return documentFor(document, s.Territory())
				}
				return document, nil
			},
		},
	}
}

// understand reads the question that a request asks of a snapshot.
func understand(r *rest.Request, web *mapapp.WebMap) error {
	c := &ask.Call{
		Request: r, Question: ask.QuestionOf(r.Values), Snapshot: ask.SnapshotOf(r.From.Data), Mapped: web.Built(),
	}
	today, err := geo.ParseDate(r.Today)
	if err != nil {
		return err
	}
	c.Today = today
	if err := c.SettleTerritory(); err != nil {
		return err
	}
	if r.As.Format == rest.FormatHTML {
		frame.SetLanguage(c)
	}
	r.Call, r.HangsOn, r.Policy, r.Shares = c, frame.Drawn(c), web.Policy(r), -1
	if ask.Whole(r.Route) {
		r.Shares = ask.SharesFor(c.Level)
	}
	return nil
}
