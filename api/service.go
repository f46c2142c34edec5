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

	"maillage/api/pages"
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
	Generations Lister
	// Map holds the built files of the interactive map; nil: those that stood in
	// api/web/dist when the program was built, which may be none.
	Map fs.FS
	// BaseMap is what the map draws under its own layers; the zero value: nothing.
	BaseMap BaseMap
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

// A Lister lists the generations that are kept, newest first.
type Lister func(ctx context.Context) ([]geo.Generation, error)

// A Store holds the snapshot that is served, what became of the last attempt to
// replace it, and whether it still hears of changes to what it was loaded from.
// The zero value is empty and ready to use. It is safe for concurrent use.
type Store struct{ store }

// Swap puts a snapshot in service, and forgets the last failure.
func (s *Store) Swap(next *snapshot.Snapshot, at time.Time) { s.put(next.Generation, next, at) }

// Current returns the snapshot in service, nil before the first.
func (s *Store) Current() *snapshot.Snapshot { return snapshotOf(s.now().data) }

// snapshotOf is the snapshot that the data of a generation are, nil for none.
func snapshotOf(data any) *snapshot.Snapshot {
	s, _ := data.(*snapshot.Snapshot)
	return s
}

// New returns a server ready to answer.
func New(o Options) (*Server, error) { return newService(o) }

// newService serves more routes beside those of the product, which tests bring.
func newService(o Options, more ...*route) (*Server, error) {
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
	web, err := openMap(o.Map, o.BaseMap)
	if err != nil {
		return nil, err
	}
	parts := kernelParts{
		app: product(web), table: append(routes(web, o.Generations), more...), store: &o.Store.store,
		clock: o.Clock, log: o.Logger, version: o.Version, baseURL: strings.TrimSuffix(o.BaseURL, "/"), trusted: o.TrustProxy,
		load: o.loader(), list: o.lister(), sheet: o.Sheet,
	}
	if parts.clock == nil {
		parts.clock = time.Now
	}
	if parts.log == nil {
		parts.log = slog.New(slog.DiscardHandler)
	}
	if parts.version == "" {
		parts.version = "dev"
	}
	return newServer(parts)
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
			return nil, errors.Join(errNotKept, err)
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
func product(web *webMap) application {
	return application{
		today:      func(now time.Time) string { return geo.DateIn(now).String() },
		understand: func(c *request) error { return understand(c, web) },
		offers:     offers,
		notOffered: notOffered,
		translate:  translated,
		explain:    func(p *problem, data any) { explainSwapped(p, snapshotOf(data)) },
		problemPage: func(r *http.Request, reply http.Header, prefix string, p *problem) ([]byte, error) {
			return problemPage(r, reply, prefix, p).Render()
		},
		pagePolicy: pages.Policy,
		kinds:      kinds,
		document: documented{
			title:       "maillage",
			description: "Which territories of France had a resource centre (CRPV) on a day, which had none, which had two, and how many priority neighbourhoods and people that means. Every figure names its date, its denominator, its sources and its confidence. Coordinates are WGS84 degrees, longitude first.",
			tags:        tags,
			schemas:     schemas,
			adapt: func(document object, data any) (object, error) {
				if s := snapshotOf(data); foreign(s) {
					return documentFor(document, s.Territory())
				}
				return document, nil
			},
		},
	}
}

// understand reads the question that a request asks of a snapshot.
func understand(r *request, web *webMap) error {
	c := &call{request: r, question: questionOf(r.values), snapshot: snapshotOf(r.from.data), mapped: web.built()}
	today, err := geo.ParseDate(r.today)
	if err != nil {
		return err
	}
	c.today = today
	if err := c.settleTerritory(r.query.Has(territoryParam.name)); err != nil {
		return err
	}
	if r.as.format == formatHTML {
		c.speak()
	}
	r.call, r.hangsOn, r.policy, r.shares = c, c.drawn(), web.policy(r), -1
	if whole(r.route) {
		r.shares = sharesFor(c.Level)
	}
	return nil
}
