// Command maillage shows how well a network of resource centres covers France.
//
//	maillage serve       serves the analyses and the layers over HTTP
//	maillage report      prints the coverage on a day
//	maillage realignment prints how the centres stand against the regions since 2016
//	maillage trajectory  prints how they came there
//	maillage compare     prints how two days or scenarios differ
//	maillage plan        prints who could take each gap, and a plan to full coverage
//	maillage allocate    shares an envelope out between the centres by the caller's formula
//	maillage tiles       writes vector tiles to a file for static hosting
//	maillage check       audits boundary and perimeter files
//	maillage import      makes a generation of official files, and says what it would change
//	maillage activate    puts a generation in service
//	maillage rollback    puts the one before in service again
//	maillage generations lists those that are kept
//	maillage diff        prints what would change from one to another
//	maillage version     prints the version
//
// Each subcommand prints its flags with -h. Exit status: 0 done, 1 failed or
// (check) would not load, 2 called wrongly.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"maillage/cmd/terminal"
	"maillage/data/ingest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// command is one subcommand: it parses its own arguments.
type command struct {
	name, synopsis string
	run            func(ctx context.Context, args []string, stdout, stderr io.Writer) error
}

func commands() []command {
	return []command{
		{"serve", "serve the analyses and the layers over HTTP", serve},
		{"report", "print the coverage on a day: table, csv, json or geojson", report.run},
		{"realignment", "print how the centres stand against the regions since 2016", realignment.run},
		{"trajectory", "print how they came there, event by event", trajectory.run},
		{"compare", "print how two days or scenarios differ", compare.run},
		{"plan", "print who could take each gap, and a plan to full coverage", proposePlan.run},
		{"allocate", "share an envelope of euros out between the centres by your own formula", allocate.run},
		{"tiles", "write vector tiles to a PMTiles file for static hosting", writeTiles},
		{"check", "audit boundary and perimeter files", check},
		{"import", "make a generation of official files, and say what it would change", importFiles},
		{"activate", "put a generation in service", activateGeneration},
		{"rollback", "put the generation before in service again", rollback},
		{"generations", "list the generations that are kept", listGenerations},
		{"diff", "print what would change from one generation to another", diff},
		{"version", "print the version", printVersion},
	}
}

// run calls one subcommand and returns the exit status. Nothing that it prints
// acts on a terminal.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	out, errs := terminal.NewWriter(stdout), terminal.NewWriter(stderr)
	code := dispatch(ctx, args, out, errs)
	if errors.Join(out.Close(), errs.Close()) != nil && code == 0 {
		return 1 // nobody is left to be told why
	}
	return code
}

func dispatch(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		usage(stderr)
		return 2
	}
	if args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		usage(stdout)
		return 0
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return status(c.name, c.run(ctx, args[1:], stdout, stderr), stderr)
		}
	}
	fmt.Fprintf(stderr, "maillage: no command %q\n\n", args[0])
	usage(stderr)
	return 2
}

// errUsage marks a call that was wrong; errFailed one that has said what failed.
var (
	errUsage  = ingest.ErrUsage
	errFailed = errors.New("failed")
)

func status(name string, err error, stderr io.Writer) int {
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, errFailed):
		return 1
	}
	fmt.Fprintf(stderr, "maillage %s: %v\n", name, err)
	if errors.Is(err, errUsage) {
		return 2
	}
	return 1
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "usage: maillage COMMAND [flags]")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-12s %s\n", c.name, c.synopsis)
	}
	fmt.Fprintln(w, "maillage COMMAND -h lists its flags.")
}

// parse reads flags, and turns a wrong one into errUsage.
func parse(flags *flag.FlagSet, args []string, stderr io.Writer) error {
	flags.SetOutput(stderr)
	err := flags.Parse(args)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return err
	}
	return fmt.Errorf("%w: %v", errUsage, err)
}
