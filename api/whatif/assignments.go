package whatif

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/api/wire/schemas"
	"maillage/geo"
	"maillage/geo/scenario"
)

// AssignmentsAnswer says who holds what on a day.
type AssignmentsAnswer struct {
	wire.Echo
	Assignments []assignmentWire `json:"assignments"`
	Cut         []wire.Unit      `json:"cut"` // units left out: drawn ground holds a part of them
	wire.Envelope
}

// assignmentWire is one unit in the hands of one centre, or of none.
type assignmentWire struct {
	wire.Unit
	Centre     *string `json:"centre"`
	CentreName *string `json:"centre_name"`
	Sourced    *bool   `json:"sourced"` // null where nobody holds it
}

// PreviewAnswer is what a file of assignments would change.
type PreviewAnswer struct {
	wire.Echo
	Header    int               `json:"header_line"`
	Lines     int               `json:"lines"`
	Matched   int               `json:"matched"`
	Unsourced int               `json:"unsourced"` // of the units and centres matched: no published source bears them out
	Problems  []previewProblem  `json:"problems"`
	Unlisted  int               `json:"problems_unlisted"`
	LeftOut   []wire.UnitRef    `json:"left_out"`
	Changes   []scenario.Change `json:"changes"`
	Compact   *string           `json:"compact"` // of the scenario; null: too long for an address
	Sheet     *string           `json:"sheet,omitempty"`
	wire.Envelope
}

// previewProblem is a cell that does not match.
type previewProblem struct {
	Line    int     `json:"line"`
	Column  string  `json:"column"`
	Value   string  `json:"value"`
	Detail  string  `json:"detail"`
	Nearest *string `json:"nearest"`
	// Successors have the ground of a code that is no more.
	Successors []wire.Unit `json:"successors"`
}

// bodyAssignments is what POST /analysis/assignments reads.
var bodyAssignments = &rest.BodyOf{
	Description: schemas.Description("postAssignmentsBody"),
	Media:       map[string]string{"text/csv": "", rest.MediaXLSX: "", rest.MediaODS: ""},
	Examples: map[string]string{
		"text/csv": "level,code,centre\ndepartment,2A,cite-ressources\ndepartment,2B,cite-ressources\n",
	},
}

// assignmentsResult is who holds what, and the units that drawn ground cuts.
type assignmentsResult struct {
	rows []scenario.Assignment
	cut  []geo.Unit
}

func computeAssignments(c *ask.Call) (*assignmentsResult, error) {
	rows, cut, err := scenario.ExportAssignments(c.Snapshot, c.Snapshot.Active(c.Analysis()))
	return &assignmentsResult{rows, cut}, err
}

func assignmentsJSON(c *ask.Call, all *assignmentsResult) (rest.Answer, error) {
	links := c.Alternates()
	out := AssignmentsAnswer{
		Echo: wire.EchoOf(&c.Question), Assignments: make([]assignmentWire, len(all.rows)), Cut: wire.Units(all.cut),
		Envelope: wire.EnvelopeOf(c, links...),
	}
	for i := range all.rows {
		r := &all.rows[i]
		out.Assignments[i] = assignmentWire{
			Unit: wire.Unit{Level: r.Level, Code: r.Code, Name: r.Name}, Centre: rest.Optional(r.Centre),
			CentreName: rest.Optional(r.CentreName), Sourced: sourcedOf(r),
		}
	}
	return rest.Answer{Value: out, Links: links}, nil
}

// sourcedOf says whether what puts a unit in the hands of a centre has a
// published source.
func sourcedOf(r *scenario.Assignment) *bool {
	if r.Centre == "" {
		return nil
	}
	return &r.Sourced
}

// assignmentsTable is a file that POST takes back.
func assignmentsTable(c *ask.Call, all *assignmentsResult) (*rest.Table, error) {
	t := wire.NewTable(c, "maillage-assignments-"+c.Date.String(), "level", "code", "name", "centre", "centre_name",
		"sourced", "datetime")
	for i := range all.rows {
		r := &all.rows[i]
		t.Add(string(r.Level), r.Code, r.Name, r.Centre, r.CentreName, rest.OrNull(sourcedOf(r)), c.Date.String())
	}
	return t, nil
}

// previewResult is what a table would change, and what of it matches nothing.
type previewResult struct {
	*scenario.Preview
	sheet *string // that was read; nil: the table is no workbook
}

func computePreview(c *ask.Call) (*previewResult, error) {
	body, sheet, err := c.TableBody(scenario.HasAssignments, "columns code and centre")
	if err != nil {
		return nil, err
	}
	preview, err := scenario.ImportAssignments(body, c.Snapshot, c.Analysis())
	if err != nil {
		return nil, errAssignments(err)
	}
	return &previewResult{preview, sheet}, nil
}

// previewJSON tells what a table would change as a scenario.
func previewJSON(c *ask.Call, preview *previewResult) (rest.Answer, error) {
	sc := scenario.Scenario{Datetime: c.Date, Changes: preview.Changes}
	compact, links := linkScenario(c, sc)
	out := PreviewAnswer{
		Echo: wire.EchoOf(&c.Question), Header: preview.Header, Lines: preview.Lines, Matched: preview.Matched,
		Unsourced: preview.Unsourced,
		Problems:  make([]previewProblem, len(preview.Problems)), Unlisted: preview.Unlisted,
		LeftOut: make([]wire.UnitRef, len(preview.LeftOut)), Changes: changesOf(preview.Changes), Compact: compact,
		Sheet:    preview.sheet,
		Envelope: wire.EnvelopeOf(c, links...),
	}
	for i, p := range preview.Problems {
		out.Problems[i] = previewProblem{
			Line: p.Line, Column: p.Column, Value: p.Value, Detail: p.Detail, Nearest: rest.Optional(p.Nearest),
			Successors: wire.Units(p.Successors),
		}
	}
	for i, ref := range preview.LeftOut {
		out.LeftOut[i] = wire.UnitRef(ref)
	}
	return rest.Answer{Value: out, Links: inHeaders(links)}, nil
}

// errAssignments is a table that cannot be read at all, unless it was cut short
// or refused for another reason that has a name.
func errAssignments(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok || errors.Is(err, context.Canceled) ||
		errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if _, ok := errors.AsType[*scenario.Refusal](err); ok {
		return err
	}
	return rest.InvalidBody.Problem("The table cannot be read: "+strings.TrimPrefix(err.Error(), "assignments: ")+".",
		bodyAssignments.Description)
}

// changesOf is a list of changes that is never null.
func changesOf(changes []scenario.Change) []scenario.Change {
	if changes == nil {
		return []scenario.Change{}
	}
	return changes
}
