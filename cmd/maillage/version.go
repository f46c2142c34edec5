package main

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
)

// version is set at release with -ldflags "-X main.version=v1.2.3".
var version = ""

func programVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "dev"
}

func printVersion(_ context.Context, args []string, stdout, _ io.Writer) error {
	if len(args) > 0 {
		return fmt.Errorf("%w: version takes no argument", errUsage)
	}
	_, err := fmt.Fprintln(stdout, "maillage", programVersion())
	return err
}
