// Package terminal is what commands print through where a person may be watching.
//
// # What it hides
//
// Names, notes and file names come from elsewhere, and hold what they like: a [Writer]
// shows the characters that would act on a terminal instead of sending them. Work that
// lasts more than a second is shown by a bar or a spinner, on a terminal alone: what is
// piped or logged has none of it.
//
// # How it is used
//
//	out := terminal.NewWriter(os.Stdout)
//	stop := terminal.Spin(out, "laying out boundaries")
//	stop()
//	err := out.Close()
//
// # Errors
//
// Write and Close return those of what is written to. What cannot be shown of work is
// passed over: it must not stop the work.
package terminal
