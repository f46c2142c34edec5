package scenario

import "strings"

// Case says exactly what is wrong with a refused change, as a code: of each there
// are words for what is wrong and for what to do, in which {names} stand for what
// [Refusal.Told] tells.
type Case string

// The cases, by their reasons.
const (
	NoSuchAction    Case = "no-such-action"
	MisplacedField  Case = "misplaced-field"
	OneCentreTwice  Case = "one-centre-twice"
	NoCentre        Case = "no-centre"
	NoCentreButNear Case = "no-centre-but-near"
	ClosedEarlier   Case = "closed-earlier"
	IDTaken         Case = "id-taken"
	NoID            Case = "no-id"
	NameMissing     Case = "name-missing"
	UnitTwice       Case = "unit-twice"
	NoSuchLevel     Case = "no-such-level"

	CodeMangled     Case = "code-mangled" // by a spreadsheet
	CodeOfLevel     Case = "code-of-another-level"
	CodeOfPast      Case = "code-of-the-past"
	CodeNowhereNear Case = "code-nowhere-near"
	CodeWithoutZero Case = "code-without-zero"
	CodeNear        Case = "code-near"

	HoldsAll        Case = "holds-all"
	ReceiverHasAll  Case = "receiver-holds-all"
	HoldsAllDrawn   Case = "holds-all-drawn"
	HoldsNothing    Case = "holds-nothing"
	HoldsNothingIn  Case = "holds-nothing-drawn"
	NowhereLoaded   Case = "nowhere-loaded"
	PositionInvalid Case = "position-invalid"
	PolygonInvalid  Case = "polygon-invalid"
	TooManyDrawn    Case = "too-many-drawn"
	TooManyPairs    Case = "too-many-pairs-of-edges"
	TooManyCrossed  Case = "too-many-crossings"
	TooManySharing  Case = "too-many-sharing"
	DrawnAndFiner   Case = "drawn-and-finer"
)

// wording is what is said of a case.
type wording struct {
	reason      Reason
	detail, fix string
}

const mendPolygon = "mend the polygon: closed rings that do not cross, longitude and latitude in degrees"

// wordings are the words of every case, in English.
var wordings = map[Case]wording{
	NoSuchAction:    {Malformed, "no such action", "use one of {actions}"},
	MisplacedField:  {Malformed, "{field} is missing, or has no place in it", "give {fields} alone"},
	OneCentreTwice:  {SameCentre, "from and to are one centre", "name two centres, or leave the change out"},
	NoCentre:        {UnknownCentre, "there is no such centre", "create it first"},
	NoCentreButNear: {UnknownCentre, "there is no such centre", "create it first, or name a centre that exists: {near} is the nearest"},
	ClosedEarlier:   {ClosedCentre, "an earlier change closed this centre", "create it again first, or name another"},
	IDTaken:         {CentreExists, "a centre has this id already", "choose another id, or close that centre first"},
	NoID:            {BadName, "that is not the id of a centre", `use lower-case letters, digits and hyphens, as "labo-cites"`},
	NameMissing:     {BadName, "a new centre needs a name", `give "name"`},
	UnitTwice:       {RepeatedUnit, "the unit is named twice", "name it once"},
	NoSuchLevel:     {UnknownUnit, "there is no such level", "use one of {levels}"},

	CodeMangled:     {UnknownUnit, "a spreadsheet has made a number of this code", "keep the column of codes as text, and fill it in again"},
	CodeOfLevel:     {UnknownUnit, "no {level} has this code, which is that of a {other}", `give the level "{other}"`},
	CodeOfPast:      {UnknownUnit, "{past}", "{mend}"},
	CodeNowhereNear: {UnknownUnit, "no {level} has this code", "look the code up at /collections"},
	CodeWithoutZero: {UnknownUnit, "no {level} has this code; a spreadsheet may have dropped its leading zero", "keep the column as text; the nearest code is {near}"},
	CodeNear:        {UnknownUnit, "no {level} has this code", "the nearest code is {near}"},

	HoldsAll:        {AlreadyHeld, "the centre holds all of it already, or a wider unit of this change names it", "leave the unit out"},
	ReceiverHasAll:  {AlreadyHeld, "the centre it goes to holds all of it already", "take it from the other instead"},
	HoldsAllDrawn:   {AlreadyHeld, "the centre holds all the ground of the polygon already", "leave the change out"},
	HoldsNothing:    {NotHeld, "the centre holds nothing of it, or a wider unit of this change names it", "leave the unit out, or name the centre that holds it"},
	HoldsNothingIn:  {NotHeld, "the centre holds nothing inside the polygon", "leave the change out, or name the centre that holds it"},
	NowhereLoaded:   {OutsideGround, "the polygon meets no territory whose boundaries are loaded", "check that coordinates are longitude, latitude; or load boundaries there"},
	PositionInvalid: {InvalidPolygon, "position {position}: {why}", mendPolygon},
	PolygonInvalid:  {InvalidPolygon, "{why}", mendPolygon},
	TooManyDrawn:    {TooLarge, "more than {most} changes draw or erase", "join their polygons into one, as a MultiPolygon"},
	TooManyPairs:    {TooLarge, "too many edges run side by side in the polygons of the scenario", "simplify them"},
	TooManyCrossed: {TooLarge, "the outlines drawn would cross boundaries of level {level} about {count} times, which takes too long; a scenario may cross {most}",
		"simplify the outline, without long teeth or narrow strips, or name whole units with give, take and move"},
	TooManySharing: {TooLarge, "after the changes up to this one, {count} pairs of centres would share ground, which takes too long to tell; a scenario may make {most}",
		"take or move ground away from who holds it before it is given to others, or try fewer centres at a time"},
	DrawnAndFiner: {NeedsBoundaries, "drawn ground and units finer than departments cannot be counted together on boundaries of departments",
		"load commune boundaries (--layer communes=FILE), or use one of the two"},
}

// say fills the words of a case with what is told: names in braces, each before
// its value.
func (c Case) say(told []string) wording {
	w := wordings[c]
	r := strings.NewReplacer(told...)
	w.detail, w.fix = r.Replace(w.detail), r.Replace(w.fix)
	return w
}
