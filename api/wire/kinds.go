package wire

import "maillage/api/rest"

// NotLoaded is of a layer of which no file was loaded.
var NotLoaded = rest.NewKind(404, "not-loaded", "Not loaded",
	"The layer exists in the vocabulary, but no file of it was loaded at start.")

// RefusedChange is of a change that cannot be made.
var RefusedChange = rest.NewKind(422, "refused-change", "Change refused",
	"A scenario holds a change that cannot be made; the problem names its place in changes (from 0), its action, the "+
		"centre and the unit. Nothing of the scenario was computed.")

// NoRecipient is of a day and territory without a centre.
var NoRecipient = rest.NewKind(422, "no-recipient", "No centre to share between",
	"On the day asked, no centre has ground in the territory asked.")

// EnvelopeTooSmall is of an envelope below what every centre must get.
var EnvelopeTooSmall = rest.NewKind(422, "envelope-too-small", "Envelope too small",
	"The fixed parts or floors of all centres add up to more than the envelope.")

// NoCriterion is of money that no weight says how to share.
var NoCriterion = rest.NewKind(422, "no-criterion", "Nothing to share by",
	"Money is left after the fixed parts, and no weight says how to share it.")
