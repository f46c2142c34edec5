package scenario

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// slug is the shape of a centre's ID.
var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// refuse fills in what the change itself tells of its refusal, and the words of
// its case.
func refuse(i int, c *Change, r Refusal) *Refusal {
	r.Change, r.Action = i, c.Action
	said := r.Case.say(r.Told)
	r.Reason, r.Detail, r.Fix = said.reason, said.detail, said.fix
	if r.Centre == "" {
		r.Centre = c.holder()
	}
	return &r
}

// step is one change being made.
type step struct {
	*state
	i int
	c *Change
}

func (s *step) refuse(r Refusal) error { return refuse(s.i, s.c, r) }

// apply makes one change, or says why it cannot be made. After an error the
// state is of no use.
func (st *state) apply(i int, c *Change) error {
	if err := st.Context.Err(); err != nil {
		return err
	}
	s := &step{st, i, c}
	if err := s.shape(); err != nil {
		return err
	}
	if c.Action == Create {
		return s.create()
	}
	h, err := s.centre(c.holder())
	if err != nil {
		return err
	}
	switch c.Action {
	case Give:
		return s.each(func(ref geo.UnitRef, atoms []int32) error { return s.give(h, ref, atoms) })
	case Take:
		return s.each(func(ref geo.UnitRef, atoms []int32) error { return s.take(h, ref, atoms) })
	case Move:
		to, err := s.centre(c.To)
		if err != nil {
			return err
		}
		return s.each(func(ref geo.UnitRef, atoms []int32) error { return s.move(h, to, ref, atoms) })
	case Close:
		h.open, h.now = false, st.Nothing()
		return nil
	default:
		return s.drawOrErase(h)
	}
}

// shape refuses fields that the action does not have, or lacks; what package
// scenariojson reads passes.
func (s *step) shape() error {
	c := s.c
	want := c.Action.Fields()
	if want == nil {
		return s.refuse(Refusal{Case: NoSuchAction, Told: []string{"{actions}", fmt.Sprint(Actions)}})
	}
	has := map[string]bool{
		"centre": c.Centre != "", "from": c.From != "", "to": c.To != "", "name": c.Name != "",
		"units": len(c.Units) > 0, "geometry": len(c.Geometry) > 0,
	}
	for name, has := range has {
		wanted := slices.Contains(want, name)
		if has != wanted && !(name == "name" && wanted) {
			return s.refuse(Refusal{Case: MisplacedField, Told: []string{"{field}", strconv.Quote(name), "{fields}", fmt.Sprintf("%q", want)}})
		}
	}
	if c.Action == Move && c.From == c.To {
		return s.refuse(Refusal{Case: OneCentreTwice})
	}
	return nil
}

// centre returns an open centre by its ID.
func (s *step) centre(id string) (*holding, error) {
	h, err := s.holding(id)
	switch {
	case err != nil:
		return nil, err
	case h == nil:
		near := nearest(id, slices.Values(s.centreIDs()))
		if near == "" {
			return nil, s.refuse(Refusal{Centre: id, Case: NoCentre})
		}
		return nil, s.refuse(Refusal{Centre: id, Case: NoCentreButNear, Told: []string{"{near}", near}, Nearest: near})
	case !h.open:
		return nil, s.refuse(Refusal{Centre: id, Case: ClosedEarlier})
	}
	return h, nil
}

// create opens a new centre, or one that was closed. Without a name, a centre of
// the data opens as itself, another by the name it had.
func (s *step) create() error {
	id, name := s.c.Centre, s.c.Name
	h, err := s.holding(id)
	switch {
	case err != nil:
		return err
	case h != nil && h.open:
		return s.refuse(Refusal{Case: IDTaken})
	case !slug.MatchString(id) || len(id) > MaxText:
		return s.refuse(Refusal{Case: NoID})
	case h == nil && name == "":
		return s.refuse(Refusal{Case: NameMissing})
	}
	if h == nil {
		none := s.Nothing()
		h = &holding{base: none, now: none.Clone()}
		s.touched[id] = h
	}
	h.open = true
	own, err := s.Snapshot.Centre(id)
	switch {
	case err == nil && (name == "" || name == own.Name):
		h.record = own
	case name != "" && (h.record == nil || name != h.record.Name):
		h.record = &geo.Centre{ID: id, Name: name, Named: true, Status: "of a scenario"}
	}
	return nil
}

// each calls f with every unit of the change and its atoms.
func (s *step) each(f func(ref geo.UnitRef, atoms []int32) error) error {
	for k, ref := range s.c.Units {
		if k > 0 && ref == s.c.Units[k-1] {
			return s.refuse(Refusal{Unit: ref, Case: UnitTwice})
		}
		if !slices.Contains(geo.Levels, ref.Level) {
			return s.refuse(Refusal{Unit: ref, Case: NoSuchLevel, Told: []string{"{levels}", fmt.Sprint(geo.Levels)}})
		}
		rows := rowsOf(s.Grain, ref.Level)
		row, ok := rows.Row(ref.Code)
		if !ok || !stands(&rows.Units[row], ref.Level) || rows.Sizes[row] == 0 {
			u := unknownUnit(&s.Snapshot.Data.Catalogue, rows, ref)
			return s.refuse(Refusal{Unit: ref, Case: u.is, Told: u.told, Nearest: u.near, Successors: u.successors})
		}
		if err := f(ref, rows.Atoms(row)); err != nil {
			return err
		}
	}
	return nil
}

func (s *step) give(h *holding, ref geo.UnitRef, atoms []int32) error {
	gained := false
	for _, a := range atoms {
		if !h.now.Whole.Has(int(a)) {
			h.now.Fill(int(a))
			gained = true
		}
	}
	if !gained {
		return s.refuse(Refusal{Unit: ref, Case: HoldsAll})
	}
	return nil
}

func (s *step) take(h *holding, ref geo.UnitRef, atoms []int32) error {
	lost := false
	for _, a := range atoms {
		if h.now.Holds(int(a)) {
			h.now.Clear(int(a))
			lost = true
		}
	}
	if !lost {
		return s.notHeld(ref)
	}
	return nil
}

func (s *step) notHeld(ref geo.UnitRef) error {
	return s.refuse(Refusal{Unit: ref, Case: HoldsNothing})
}

func (s *step) move(from, to *holding, ref geo.UnitRef, atoms []int32) error {
	lost, gained := false, false
	for _, a := range atoms {
		atom := int(a)
		piece, inPart := from.now.Pieces[atom]
		switch {
		case from.now.Whole.Has(atom):
			gained = gained || !to.now.Whole.Has(atom)
			to.now.Fill(atom)
		case inPart:
			grows, err := s.grow(to, atom, piece)
			if err != nil {
				return err
			}
			gained = gained || grows
		default:
			continue
		}
		lost = true
		from.now.Clear(atom)
	}
	if !lost {
		return s.notHeld(ref)
	}
	if !gained {
		return s.refuse(Refusal{Centre: s.c.To, Unit: ref, Case: ReceiverHasAll})
	}
	return nil
}

// grow adds a piece of an atom to what a centre holds, and reports whether that
// was more than it held.
func (s *step) grow(h *holding, atom int, piece orb.MultiPolygon) (bool, error) {
	if h.now.Whole.Has(atom) {
		return false, nil
	}
	more, err := s.Minus(piece, h.now.Pieces[atom])
	if err != nil || more == nil {
		return false, err
	}
	return true, s.Add(&h.now, atom, piece)
}
