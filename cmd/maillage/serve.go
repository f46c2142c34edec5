package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/sync/errgroup"

	"maillage/api"
	"maillage/data/follow"
	"maillage/geo/snapshot"
)

// serve answers over HTTP until the context ends; SIGHUP reloads.
func serve(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("maillage serve", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8080", "`HOST:PORT` to listen on; port 0 picks a free one")
	baseURL := flags.String("base-url", "", "public `URL` for links, behind a proxy; default: that of each request, and no shared cache may keep an answer")
	var under api.BaseMap
	flags.StringVar(&under.URL, "base-map", "", "`URL` of a MapLibre style, or of image tiles with {z}, {x} and {y}, to draw under the map; default: none, and the map loads nothing from another host")
	flags.StringVar(&under.Credit, "base-map-credit", "", "`TEXT` that credits the base map; default: its host")
	var trusted proxyFlag
	trusted.register(flags)
	quiet := flags.Bool("quiet", false, "write no access log")
	var layers layerFlags
	layers.register(flags)
	if err := parse(flags, args, stderr); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%w: serve takes no argument, only flags", errUsage)
	}
	if err := layers.validate(); err != nil {
		return err
	}
	if layers.keep.given() && len(layers.files) > 0 {
		return fmt.Errorf("%w: with --data or a database, --layer has no place: bring the file into it with maillage import", errUsage)
	}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		return listenError(err)
	}
	defer listener.Close()
	log := slog.New(slog.DiscardHandler)
	if !*quiet {
		log = slog.New(slog.NewTextHandler(stderr, nil))
	}
	store := &api.Store{}
	options := api.Options{Store: store, Logger: log, Version: programVersion(), BaseURL: *baseURL, TrustProxy: trusted, BaseMap: under, Sheet: sentSheet}
	greeting := func(generation string) { greet(stdout, "http://"+listener.Addr().String(), generation) }
	if layers.keep.given() {
		return serveKept(ctx, listener, options, &layers.keep, greeting, stderr)
	}
	server, err := api.New(options)
	if err != nil {
		return err
	}
	reload := func(ctx context.Context) (*snapshot.Snapshot, error) { return load(ctx, &layers, stderr) }
	return keepServing(ctx, server, listener, func(ctx context.Context, hangup <-chan os.Signal) error {
		first, err := reload(ctx)
		if err != nil {
			return err
		}
		follow.Serve(store, first)
		greeting(first.Generation)
		follow.Reload(ctx, hangup, store, reload, log)
		return nil
	})
}

// serveKept serves what a store of generations has in service, and any other that
// it keeps to whoever asks for it.
func serveKept(ctx context.Context, l net.Listener, options api.Options, keep *keepFlags, greeting func(string), stderr io.Writer) (err error) {
	f, from, err := keep.follow(ctx, follow.Options{
		Service: options.Store, Log: options.Logger, First: greeting,
		Say: func(format string, args ...any) { fmt.Fprintf(stderr, format+"\n", args...) },
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	options.Generations = from.List
	options.Archive = func(ctx context.Context, id string) (*snapshot.Snapshot, error) {
		return f.Generation(ctx, from, id)
	}
	server, err := api.New(options)
	if err != nil {
		return err
	}
	return keepServing(ctx, server, l, func(ctx context.Context, hangup <-chan os.Signal) error {
		if !keep.database.given() {
			// A database may be waited for, a directory is there or not.
			if err := f.Start(ctx, from); err != nil {
				return err
			}
		}
		f.Run(ctx, from, hangup)
		return nil
	})
}

// listenError says how to mend an address that cannot be listened on.
func listenError(err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%w; another server is on it: --addr 127.0.0.1:0 picks a free port", err)
	}
	return fmt.Errorf("%w: --addr wants HOST:PORT, as 127.0.0.1:8080 (%v)", errUsage, err)
}

// keepServing answers from the start, so that /readyz can say that the data is
// on its way, while feed loads it; either one's failure ends both.
func keepServing(ctx context.Context, server *api.Server, l net.Listener, feed func(context.Context, <-chan os.Signal) error) error {
	hangup := make(chan os.Signal, 1) // before the load: an early SIGHUP must not kill
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return server.Serve(ctx, l) })
	group.Go(func() error { return feed(ctx, hangup) })
	return group.Wait()
}

// greet says where the service listens and what to try.
func greet(w io.Writer, base, generation string) {
	fmt.Fprintf(w, `maillage listens on %[1]s (generation %[2]s)

Try:
  curl '%[1]s/analysis/coverage?datetime=2017-03-16'
  curl '%[1]s/analysis/gaps?datetime=2017-03-16&f=csv'
  curl '%[1]s/locate?lon=2.3522&lat=48.8566&datetime=2017-03-16'
`, base, generation)
}
