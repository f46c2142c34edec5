package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"maillage/data/ingest"
	"maillage/geo"
	"maillage/geo/revision"
	"maillage/geo/snapshot"
)

// activateGeneration puts a generation in service that is kept, once it was
// compared with the one that serves.
func activateGeneration(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	flags := flag.NewFlagSet("maillage activate", flag.ContinueOnError)
	var keep keepFlags
	keep.register(flags)
	var reports reportFlags
	reports.register(flags)
	force := flags.Bool("force", false, "put it in service whatever the audit says")
	id, err := oneArgument(flags, args, stderr, "GENERATION")
	if err != nil {
		return err
	}
	kept, err := keep.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	shadow, err := ingest.Snapshot(ctx, kept, id, nil)
	if err != nil {
		return err
	}
	audit := ingest.Audit{Today: today(), Places: reports.places(), Progress: progressOn(stderr)}
	report, err := audit.Run(ctx, kept, shadow)
	if err != nil {
		return err
	}
	if err := reports.write(stdout, report); err != nil {
		return err
	}
	if report.Refused() && !*force {
		fmt.Fprintf(stderr, "maillage activate: the audit refuses %d things: nothing was changed; if all of it is meant, add --force\n", report.Counts.Refuse)
		return errFailed
	}
	if err := kept.Activate(ctx, shadow.Generation); err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "\nGeneration %s is in service.\n", shadow.Generation)
	return err
}

// oneArgument parses the flags of a command that takes one argument, before them
// or after.
func oneArgument(flags *flag.FlagSet, args []string, stderr io.Writer, what string) (string, error) {
	list, err := arguments(flags, args, stderr)
	if err != nil {
		return "", err
	}
	if len(list) != 1 {
		return "", fmt.Errorf("%w: want one %s, as maillage generations lists them", errUsage, what)
	}
	return list[0], nil
}

// arguments parses flags that stand before, between or after the arguments.
func arguments(flags *flag.FlagSet, args []string, stderr io.Writer) (list []string, err error) {
	for {
		if err := parse(flags, args, stderr); err != nil {
			return nil, err
		}
		if args = flags.Args(); len(args) == 0 {
			return list, nil
		}
		list, args = append(list, args[0]), args[1:]
	}
}

// rollback puts the generation in service again that was before.
func rollback(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	flags := flag.NewFlagSet("maillage rollback", flag.ContinueOnError)
	var keep keepFlags
	keep.register(flags)
	if err := parse(flags, args, stderr); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%w: rollback takes no argument; maillage activate GENERATION goes to any", errUsage)
	}
	kept, err := keep.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	g, err := kept.Rollback(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "Generation %s is in service again.\n", g.ID)
	return err
}

// listGenerations prints the generations that are kept.
func listGenerations(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	flags := flag.NewFlagSet("maillage generations", flag.ContinueOnError)
	var keep keepFlags
	keep.register(flags)
	format := flags.String("format", "table", "table or json")
	if err := parse(flags, args, stderr); err != nil {
		return err
	}
	if flags.NArg() > 0 || *format != "table" && *format != "json" {
		return fmt.Errorf("%w: generations takes no argument, and --format table or json", errUsage)
	}
	kept, err := keep.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	all, err := kept.List(ctx)
	if err != nil {
		return err
	}
	if *format == "json" {
		list := make([]*ingest.GenerationReport, len(all))
		for i := range all {
			list[i] = ingest.ReportOf(&all[i])
		}
		return json.NewEncoder(stdout).Encode(list)
	}
	if len(all) == 0 {
		_, err := fmt.Fprintln(stdout, "No generation is kept yet: maillage import makes one.")
		return err
	}
	return printGenerations(stdout, all)
}

func printGenerations(w io.Writer, all []geo.Generation) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "\tGENERATION\tMADE\tUPON\tLAYERS\tNOTE")
	for _, g := range all {
		active := " "
		if g.Active {
			active = "*"
		}
		layers := ""
		for i, l := range g.Layers {
			if i > 0 {
				layers += ", "
			}
			layers += fmt.Sprintf("%s (%d)", l.Name, l.Features)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\n", active, g.ID, g.Created.Local().Format(time.DateTime), g.Base, layers, strings.Join(strings.Fields(g.Note), " "))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, "* in service")
	return err
}

// diff prints what would change if one generation were served in place of
// another.
func diff(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	flags := flag.NewFlagSet("maillage diff", flag.ContinueOnError)
	var keep keepFlags
	keep.register(flags)
	var reports reportFlags
	reports.register(flags)
	ids, err := arguments(flags, args, stderr)
	if err != nil {
		return err
	}
	if len(ids) != 2 {
		return fmt.Errorf("%w: want two generations: the one that serves and the other; \"active\" and \"embedded\" stand for two", errUsage)
	}
	kept, err := keep.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	var sides [2]*snapshot.Snapshot
	for i, id := range ids {
		if id == "active" {
			active, err := kept.Active(ctx)
			if err != nil {
				return err
			}
			id = active.ID
		}
		if sides[i], err = ingest.Snapshot(ctx, kept, id, sides[0]); err != nil {
			return err
		}
	}
	report, err := revision.Compare(ctx, sides[0], sides[1], revision.Options{Today: today(), Places: reports.places()})
	if err != nil {
		return err
	}
	return reports.write(stdout, report)
}

// today is the day in Paris.
func today() geo.Date { return geo.DateIn(time.Now()) }
