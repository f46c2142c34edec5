package rest

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
)

// A Kind is one sort of problem a client may meet, documented at its own
// address, /problems/{slug}.
type Kind struct {
	Slug        string `json:"-"`
	Type        string `json:"type"`
	Title       string `json:"title"`
	Status      int    `json:"status"`
	Description string `json:"description"`
}

// NewKind is a kind of problem. Its slug is part of the contract: it never changes.
func NewKind(status int, slug, title, description string) Kind {
	return Kind{Slug: slug, Type: "/problems/" + slug, Title: title, Status: status, Description: description}
}

// The kinds of problem. A slug is part of the contract: it never changes.
var (
	UnknownParameter = NewKind(400, "unknown-parameter", "Unknown parameter",
		"The address does not take a parameter of this name.")
	RepeatedParameter = NewKind(400, "repeated-parameter", "Repeated parameter", "Every parameter is given once at most.")
	MissingParameter  = NewKind(400, "missing-parameter", "Missing parameter", "The address needs this parameter.")
	InvalidParameter  = NewKind(400, "invalid-parameter", "Invalid parameter", "The value is not one the parameter takes.")
	InvalidQuery      = NewKind(400, "invalid-query", "Unreadable query string",
		"The query string is not valid: an escape is broken, or a semicolon separates parameters.")
	NotUTF8 = NewKind(400, "not-utf-8", "Not UTF-8",
		"A path or a parameter holds bytes that are not UTF-8 once its escapes are read.")
	InvalidBody = NewKind(400, "invalid-body", "Unreadable body",
		"The body is not what its media type says, or not what the address takes.")
	UnknownAddress  = NewKind(404, "unknown-address", "Unknown address", "Nothing is served at this path.")
	UnknownResource = NewKind(404, "not-found", "Not found", "The address is right, but nothing bears this identifier.")
	GenerationGone  = NewKind(410, "generation-gone", "Generation gone",
		"The address names a generation of the data that is not kept, or not any more.")
	GenerationUnread = NewKind(503, "generation-unavailable", "Generation unavailable",
		"The address names a generation of the data that is kept, and cannot be read now.")
	WrongMethod = NewKind(405, "method-not-allowed", "Method not allowed",
		"The address does not answer this method; the Allow header lists those it does.")
	NotAcceptable = NewKind(406, "not-acceptable", "No acceptable representation",
		"None of the media types asked for is served here.")
	BodyTooLarge     = NewKind(413, "body-too-large", "Body too large", "A request body holds 10 MB at most.")
	UnsupportedMedia = NewKind(415, "unsupported-media-type", "Unsupported media type",
		"The body is in a format the address does not read.")
	InternalError = NewKind(500, "internal-error", "Internal error",
		"The request met a fault of the service. Other requests are not touched by it.")
	NotReady = NewKind(503, "not-ready", "Not ready", "No data is loaded yet.")
	TooBusy  = NewKind(503, "too-busy", "Too busy", "As many long computations run as the service allows at once.")
	TooSlow  = NewKind(503, "too-slow", "Taking too long",
		"The request was given up before its answer was ready: its client left, or it took more than the 10 seconds of "+
			"work, or 45 seconds in all, that one may take.")
)

// A Problem is one error as the client reads it (RFC 9457). Detail says what
// was wrong, Fix what to send instead.
type Problem struct {
	Type      string
	Title     string
	Status    int
	Detail    string
	Fix       string
	Instance  string // the path alone: a query may hold coordinates
	Parameter string
	Nearest   string
	Known     []string
	// More are the members that an application adds.
	More       Properties
	Generation string

	// Hint is what the application noted when it met the problem, for when it
	// knows what answers.
	Hint any
}

// MarshalJSON writes the members in the order they are read: what is wrong, what to
// do, and then the particulars, without those that are empty.
func (p *Problem) MarshalJSON() ([]byte, error) {
	all := Properties{
		{"type", p.Type}, {"title", p.Title}, {"status", p.Status}, {"detail", p.Detail}, {"fix", p.Fix},
		{"instance", p.Instance},
	}
	some := func(name, text string) {
		if text != "" {
			all.Add(name, text)
		}
	}
	some("parameter", p.Parameter)
	some("nearest", p.Nearest)
	if len(p.Known) > 0 {
		all.Add("known", p.Known)
	}
	all = append(all, p.More...)
	some("generation", p.Generation)
	return all.marshal(func(v any) ([]byte, error) {
		b, err := encodeJSON(v)
		return bytes.TrimSuffix(b, []byte{'\n'}), err
	})
}

// Error is the title and the detail.
func (p *Problem) Error() string { return p.Title + ": " + p.Detail }

// Problem makes a problem of this kind.
func (k Kind) Problem(detail, fix string) *Problem {
	return &Problem{Type: k.Type, Title: k.Title, Status: k.Status, Detail: detail, Fix: fix}
}

// problemOf turns any error into the problem a client reads: one of the application
// as it says, one it does not know into one that says nothing about itself, for its
// text may hold what nobody should see.
func (s *Server) problemOf(err error) *Problem {
	if p := s.App.Translate(err); p != nil {
		return p
	}
	return ProblemOf(err)
}

// ProblemOf turns an error that has nothing to do with an application into a problem.
func ProblemOf(err error) *Problem {
	if p, ok := errors.AsType[*Problem](err); ok {
		return p
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return errBodyTooLarge()
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return TooSlow.Problem("The answer takes more work than one request may cost.",
			"Ask for less: a coarser level, fewer changes, a simpler drawing; or ask again when the service is less busy.")
	}
	if errors.Is(err, context.Canceled) {
		return TooSlow.Problem(err.Error()+".", "Ask again.")
	}
	return InternalError.Problem("The service met a fault while answering.",
		"Ask again; if it lasts, report the path and the time to whoever runs the service.")
}

func errBodyTooLarge() *Problem {
	return BodyTooLarge.Problem("The body is over 10 MB.", "Split it into several requests.")
}

// ErrNoItem is the problem of an item that does not exist.
func ErrNoItem(what, id, fix string) *Problem {
	return UnknownResource.Problem("No "+what+" has the identifier "+Quote(id)+".", fix)
}

// Sentence writes what the domain says as a sentence.
func Sentence(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}
