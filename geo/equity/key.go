package equity

import (
	"errors"
	"fmt"
	"math/big"

	"maillage/geo"
)

// Key is a formula to share money out. Its zero value shares nothing: at least
// one weight, or a fixed part that uses the envelope up, is required. A nil
// weight is 0, a nil coefficient 1.
type Key struct {
	FixedPart int64 // cents for each centre; its sum comes first
	// Weights of the criteria, in proportion to one another.
	Neighbourhoods, People, NPNRU, Area *big.Rat
	// OverseasCoefficient multiplies what is overseas of every criterion.
	OverseasCoefficient *big.Rat
	Floor               int64 // cents; no centre gets less
	Ceiling             int64 // cents; no centre gets more; 0: none
}

// Recipient is a centre and what it counts for, in units of the caller's: only
// proportions matter. Overseas parts are included in the whole. A nil quantity
// is 0.
type Recipient struct {
	ID                                                                  string
	Neighbourhoods, People, NPNRU, Area                                 *big.Rat
	OverseasNeighbourhoods, OverseasPeople, OverseasNPNRU, OverseasArea *big.Rat
}

// Recipients returns the centres with their shares, so that what two centres
// share is paid once. People are the inhabitants of neighbourhoods, NPNRU the
// neighbourhoods that the national programme of urban renewal lists.
func (l *Loads) Recipients() []Recipient {
	var out []Recipient
	for i := range l.Centres {
		c := &l.Centres[i]
		out = append(out, Recipient{
			ID:             c.Centre,
			Neighbourhoods: c.Share[geo.Neighbourhoods], OverseasNeighbourhoods: c.Overseas[geo.Neighbourhoods],
			People: c.Share[geo.NeighbourhoodPopulation], OverseasPeople: c.Overseas[geo.NeighbourhoodPopulation],
			NPNRU: c.Share[geo.NPNRUNeighbourhoods], OverseasNPNRU: c.Overseas[geo.NPNRUNeighbourhoods],
			Area: c.Share[geo.AreaKM2], OverseasArea: c.Overseas[geo.AreaKM2],
		})
	}
	return out
}

// Errors of an allocation that no money can satisfy, or no formula.
var (
	ErrNoRecipient = errors.New("no centre to share between")
	ErrTooSmall    = errors.New("the envelope is less than what every centre must get")
	ErrNoCriterion = errors.New("nothing says how to share what the fixed parts leave")
)

// criterion is one criterion of a key, with the quantity of each recipient.
type criterion struct {
	kind     PartKind
	weight   *big.Rat
	quantity []*big.Rat
	total    *big.Rat
}

// check refuses what has no meaning.
func (k *Key) check(envelope int64, to []Recipient) error {
	if len(to) == 0 {
		return ErrNoRecipient
	}
	for _, amount := range []struct {
		name  string
		cents int64
	}{{"envelope", envelope}, {"fixed part", k.FixedPart}, {"floor", k.Floor}, {"ceiling", k.Ceiling}} {
		if amount.cents < 0 {
			return fmt.Errorf("%s of %s: want 0 or more", amount.name, euros(big.NewInt(amount.cents)))
		}
	}
	if k.Ceiling > 0 && k.Ceiling < max(k.Floor, k.FixedPart) {
		return fmt.Errorf("ceiling of %s below the floor or the fixed part, %s: raise it or lower them",
			euros(big.NewInt(k.Ceiling)), euros(big.NewInt(max(k.Floor, k.FixedPart))))
	}
	if k.OverseasCoefficient != nil && k.OverseasCoefficient.Sign() < 0 {
		return fmt.Errorf("overseas coefficient %s: want 0 or more", k.OverseasCoefficient.RatString())
	}
	seen := map[string]bool{}
	for _, r := range to {
		if seen[r.ID] {
			return fmt.Errorf("centre %q stands twice", r.ID)
		}
		seen[r.ID] = true
	}
	least := new(big.Int).Mul(big.NewInt(int64(len(to))), big.NewInt(max(k.Floor, k.FixedPart)))
	if least.Cmp(big.NewInt(envelope)) > 0 {
		return fmt.Errorf("%w: %d centres at %s make %s, the envelope is %s; lower the floor or the fixed part",
			ErrTooSmall, len(to), euros(big.NewInt(max(k.Floor, k.FixedPart))), euros(least), euros(big.NewInt(envelope)))
	}
	return nil
}

// euros writes cents as callers write money.
func euros(cents *big.Int) string {
	return new(big.Rat).SetFrac(cents, big.NewInt(100)).FloatString(2) + " euros"
}

// criteria returns the criteria that have a weight.
func (k *Key) criteria(to []Recipient) ([]criterion, error) {
	all := []criterion{
		{kind: NeighbourhoodPart, weight: k.Neighbourhoods},
		{kind: PeoplePart, weight: k.People},
		{kind: NPNRUPart, weight: k.NPNRU},
		{kind: AreaPart, weight: k.Area},
	}
	var out []criterion
	for i, c := range all {
		if c.weight == nil || c.weight.Sign() == 0 {
			continue
		}
		if c.weight.Sign() < 0 {
			return nil, fmt.Errorf("weight %s of %s: want 0 or more", c.weight.RatString(), c.kind)
		}
		c.total = new(big.Rat)
		for r := range to {
			q, err := k.quantity(&to[r], i)
			if err != nil {
				return nil, err
			}
			c.quantity = append(c.quantity, q)
			c.total.Add(c.total, q)
		}
		if c.total.Sign() == 0 {
			return nil, fmt.Errorf("no centre has any %s: set that weight to 0", c.kind)
		}
		out = append(out, c)
	}
	return out, nil
}

// quantity is what a recipient counts for in one criterion, overseas weighted.
func (k *Key) quantity(r *Recipient, criterion int) (*big.Rat, error) {
	whole := [...]*big.Rat{r.Neighbourhoods, r.People, r.NPNRU, r.Area}[criterion]
	overseas := [...]*big.Rat{r.OverseasNeighbourhoods, r.OverseasPeople, r.OverseasNPNRU, r.OverseasArea}[criterion]
	q, extra := new(big.Rat), new(big.Rat)
	if whole != nil {
		q.Set(whole)
	}
	if overseas != nil {
		extra.Set(overseas)
	}
	if extra.Sign() < 0 || extra.Cmp(q) > 0 {
		return nil, fmt.Errorf("centre %q: %s, of which %s overseas: want 0 or more, and the part within the whole",
			r.ID, q.RatString(), extra.RatString())
	}
	if k.OverseasCoefficient != nil {
		q.Sub(q, extra)
		q.Add(q, extra.Mul(extra, k.OverseasCoefficient))
	}
	return q, nil
}
