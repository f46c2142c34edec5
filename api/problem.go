package api

import (
	"bytes"
	"context"
	"errors"
	"net/http"
)

// A kind is one sort of problem a client may meet, documented at its own
// address, /problems/{slug}.
type kind struct {
	Slug        string `json:"-"`
	Type        string `json:"type"`
	Title       string `json:"title"`
	Status      int    `json:"status"`
	Description string `json:"description"`
}

func newKind(status int, slug, title, description string) kind {
	return kind{Slug: slug, Type: "/problems/" + slug, Title: title, Status: status, Description: description}
}

// The kinds of problem. A slug is part of the contract: it never changes.
var (
	unknownParameter   = newKind(400, "unknown-parameter", "Unknown parameter", "The address does not take a parameter of this name.")
	repeatedParameter  = newKind(400, "repeated-parameter", "Repeated parameter", "Every parameter is given once at most.")
	missingParameter   = newKind(400, "missing-parameter", "Missing parameter", "The address needs this parameter.")
	invalidParameter   = newKind(400, "invalid-parameter", "Invalid parameter", "The value is not one the parameter takes.")
	invalidQuery       = newKind(400, "invalid-query", "Unreadable query string", "The query string is not valid: an escape is broken, or a semicolon separates parameters.")
	notUTF8            = newKind(400, "not-utf-8", "Not UTF-8", "A path or a parameter holds bytes that are not UTF-8 once its escapes are read.")
	invalidDate        = newKind(400, "invalid-date", "Invalid date", "The text is not a day, an instant or an interval of RFC 3339.")
	dateOutOfRange     = newKind(400, "date-out-of-range", "Date out of range", "Dates run from 1990 to 2100.")
	reversedInterval   = newKind(400, "reversed-interval", "Reversed interval", "An interval ends before it starts.")
	openInterval       = newKind(400, "open-interval", "Interval open at both ends", "An interval names at least one of its ends.")
	intervalRefused    = newKind(400, "interval-not-taken", "Interval not taken here", "The answer is the state on one day.")
	notANumber         = newKind(400, "not-a-number", "Not a finite number", "A coordinate is a finite decimal number.")
	coordinateRange    = newKind(400, "coordinate-out-of-range", "Coordinate out of range", "Longitudes run from -180 to 180, latitudes from -90 to 90.")
	swappedCoordinates = newKind(400, "swapped-coordinates", "Swapped coordinates", "Longitude comes first. The place lies outside every territory served, and the same numbers swapped lie inside one.")
	invalidBox         = newKind(400, "invalid-bbox", "Invalid bounding box", "A box is four numbers, or six with heights, its south not above its north.")
	invalidBody        = newKind(400, "invalid-body", "Unreadable body", "The body is not what its media type says, or not what the address takes.")
	invalidPoint       = newKind(400, "invalid-point", "Invalid point", "A point of a body lacks a coordinate, or is not written as one.")
	tooManyPoints      = newKind(413, "too-many-points", "Too many points", "One request locates 10,000 points at most.")
	unknownAddress     = newKind(404, "unknown-address", "Unknown address", "Nothing is served at this path.")
	unknownResource    = newKind(404, "not-found", "Not found", "The address is right, but nothing bears this identifier.")
	notLoaded          = newKind(404, "not-loaded", "Not loaded", "The layer exists in the vocabulary, but no file of it was loaded at start.")
	noTile             = newKind(404, "no-tile", "No such tile", "Tiles are addressed z/x/y.mvt, z from 0 to 14, x and y from 0 to 2^z - 1, in decimal digits.")
	generationGone     = newKind(410, "generation-gone", "Generation gone", "The address names a generation of the data that is not kept, or not any more.")
	generationUnread   = newKind(503, "generation-unavailable", "Generation unavailable", "The address names a generation of the data that is kept, and cannot be read now.")
	wrongMethod        = newKind(405, "method-not-allowed", "Method not allowed", "The address does not answer this method; the Allow header lists those it does.")
	notAcceptable      = newKind(406, "not-acceptable", "No acceptable representation", "None of the media types asked for is served here.")
	bodyTooLarge       = newKind(413, "body-too-large", "Body too large", "A request body holds 10 MB at most.")
	unsupportedMedia   = newKind(415, "unsupported-media-type", "Unsupported media type", "The body is in a format the address does not read.")
	internalError      = newKind(500, "internal-error", "Internal error", "The request met a fault of the service. Other requests are not touched by it.")
	refusedChange      = newKind(422, "refused-change", "Change refused", "A scenario holds a change that cannot be made; the problem names its place in changes (from 0), its action, the centre and the unit. Nothing of the scenario was computed.")
	noRecipient        = newKind(422, "no-recipient", "No centre to share between", "On the day asked, no centre has ground in the territory asked.")
	envelopeTooSmall   = newKind(422, "envelope-too-small", "Envelope too small", "The fixed parts or floors of all centres add up to more than the envelope.")
	noCriterion        = newKind(422, "no-criterion", "Nothing to share by", "Money is left after the fixed parts, and no weight says how to share it.")
	notReady           = newKind(503, "not-ready", "Not ready", "No data is loaded yet.")
	tooBusy            = newKind(503, "too-busy", "Too busy", "As many long computations run as the service allows at once.")
	tooSlow            = newKind(503, "too-slow", "Taking too long", "The request was given up before its answer was ready: its client left, or it took more than the 10 seconds of work, or 45 seconds in all, that one may take.")
)

// kinds lists every kind, for /problems and for the OpenAPI document.
var kinds = []kind{
	unknownParameter, repeatedParameter, missingParameter, invalidParameter, invalidQuery, notUTF8,
	invalidDate, dateOutOfRange, reversedInterval, openInterval, intervalRefused,
	notANumber, coordinateRange, swappedCoordinates, invalidBox, invalidBody, invalidPoint, tooManyPoints,
	unknownAddress, unknownResource, notLoaded, noTile, generationGone, generationUnread, wrongMethod, notAcceptable, bodyTooLarge,
	unsupportedMedia, refusedChange, noRecipient, envelopeTooSmall, noCriterion,
	internalError, notReady, tooBusy, tooSlow,
}

// A problem is one error as the client reads it (RFC 9457). Detail says what
// was wrong, Fix what to send instead.
type problem struct {
	Type      string
	Title     string
	Status    int
	Detail    string
	Fix       string
	Instance  string // the path alone: a query may hold coordinates
	Parameter string
	Nearest   string
	Known     []string
	// more are the members that an application adds.
	more       properties
	Generation string

	// hint is what the application noted when it met the problem, for when it
	// knows what answers.
	hint any
}

// MarshalJSON writes the members in the order they are read: what is wrong, what to
// do, and then the particulars, without those that are empty.
func (p *problem) MarshalJSON() ([]byte, error) {
	all := properties{
		{"type", p.Type}, {"title", p.Title}, {"status", p.Status}, {"detail", p.Detail}, {"fix", p.Fix}, {"instance", p.Instance},
	}
	some := func(name, text string) {
		if text != "" {
			all.add(name, text)
		}
	}
	some("parameter", p.Parameter)
	some("nearest", p.Nearest)
	if len(p.Known) > 0 {
		all.add("known", p.Known)
	}
	all = append(all, p.more...)
	some("generation", p.Generation)
	return all.marshal(func(v any) ([]byte, error) {
		b, err := encodeJSON(v)
		return bytes.TrimSuffix(b, []byte{'\n'}), err
	})
}

func (p *problem) Error() string { return p.Title + ": " + p.Detail }

// problem makes a problem of this kind.
func (k kind) problem(detail, fix string) *problem {
	return &problem{Type: k.Type, Title: k.Title, Status: k.Status, Detail: detail, Fix: fix}
}

// problemOf turns any error into the problem a client reads: one of the application
// as it says, one it does not know into one that says nothing about itself, for its
// text may hold what nobody should see.
func (s *Server) problemOf(err error) *problem {
	if p := s.app.translate(err); p != nil {
		return p
	}
	return problemOf(err)
}

// problemOf turns an error that has nothing to do with an application into a problem.
func problemOf(err error) *problem {
	if p, ok := errors.AsType[*problem](err); ok {
		return p
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return errBodyTooLarge()
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return tooSlow.problem("The answer takes more work than one request may cost.",
			"Ask for less: a coarser level, fewer changes, a simpler drawing; or ask again when the service is less busy.")
	}
	if errors.Is(err, context.Canceled) {
		return tooSlow.problem(err.Error()+".", "Ask again.")
	}
	return internalError.problem("The service met a fault while answering.",
		"Ask again; if it lasts, report the path and the time to whoever runs the service.")
}

func errBodyTooLarge() *problem {
	return bodyTooLarge.problem("The body is over 10 MB.", "Split it into several requests.")
}
