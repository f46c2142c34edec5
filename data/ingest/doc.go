// Package ingest makes data sets of files: it reads the files of boundaries, centres
// and perimeters that somebody gives, puts them upon a data set, audits the result,
// keeps it as a generation, and reports what it did.
//
// # What it hides
//
// Three use cases read the same files, and say the same of each:
//
//   - [Check] audits files one by one, and keeps nothing;
//   - [Import] makes a generation of them, upon one that is kept, upon the data in the
//     program or, for another country, upon nothing; it is out of service unless it was
//     asked to be put in service and the audit refuses nothing;
//   - [Load] puts layers in place for one run, and builds a snapshot.
//
// Centres come first, for perimeters name them. A workbook of centres is read once,
// though it must be read to be recognised. Files found to hold the same layer
// are read again together, as one. Departments give way to communes, of which they are
// dissolved. What a note says of a layer holds for a file recognised as it.
//
// # How it is used
//
//	given, err := ingest.Sort(arguments) // FILE or NAME=FILE
//	im := ingest.Import{Kept: store, Today: today}
//	report, err := im.Run(ctx, given)
//	err = report.WriteText(os.Stdout)
//
// # Errors
//
// What is wrong with a file is no error: it stands in the report of the file, with what
// to do about it, and [Report.Generation] is nil where that
// kept everything out. Errors are
// those of the disk and the store, and [ErrUsage], for what only another call can mend.
package ingest
