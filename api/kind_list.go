package api

import (
	"maillage/api/ask"
	"maillage/api/locate"
	"maillage/api/rest"
	"maillage/api/tiles"
	"maillage/api/wire"
)

// kinds lists every kind, for /problems and for the OpenAPI document.
var kinds = []rest.Kind{
	rest.UnknownParameter, rest.RepeatedParameter, rest.MissingParameter, rest.InvalidParameter, rest.InvalidQuery,
	rest.NotUTF8,
	ask.InvalidDate, ask.DateOutOfRange, ask.ReversedInterval, ask.OpenInterval, ask.IntervalRefused,
	ask.NotANumber, ask.CoordinateRange, ask.SwappedCoordinates, ask.InvalidBox, rest.InvalidBody, locate.InvalidPoint,
	locate.TooManyPoints,
	rest.UnknownAddress, rest.UnknownResource, wire.NotLoaded, tiles.NoTile, rest.GenerationGone, rest.GenerationUnread,
	rest.WrongMethod, rest.NotAcceptable, rest.BodyTooLarge,
	rest.UnsupportedMedia, wire.RefusedChange, wire.NoRecipient, wire.EnvelopeTooSmall, wire.NoCriterion,
	rest.InternalError, rest.NotReady, rest.TooBusy, rest.TooSlow,
}
