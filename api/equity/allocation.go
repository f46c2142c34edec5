package equity

import (
	"math/big"
	"strconv"
	"strings"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/api/wire/schemas"
	"maillage/geo"
	"maillage/geo/equity"
)

// notOfficial is said beside every amount.
const notOfficial = "The formula is the caller's. No official key to share the State's money between the centres is " +
	"published, and this is not one."

// centsRounded is said beside every amount: rounding by largest remainders keeps
// the sum, and cannot keep the order of two envelopes too.
const centsRounded = "Amounts are rounded down to the cent, and the cents that remain go to the largest remainders. " +
	"This is not monotone by a cent: an envelope larger by a cent, or by more, may give a centre a cent less."

// BodyAllocation is what POST /analysis/allocation reads.
var BodyAllocation = &rest.BodyOf{
	Description: schemas.Description("postAllocationBody"),
	Media:       map[string]string{rest.MediaJSON: "AllocationKey"},
	Examples: map[string]string{
		rest.MediaJSON: `{"envelope":"1200000.00","fixed_part":"20000","weights":{"neighbourhoods":2,"people":1},"overseas_coefficient":"1.5"}`,
	},
}

// allocationKey is the body: an envelope and a formula.
type allocationKey struct {
	Envelope  *euros            `json:"envelope"`
	FixedPart euros             `json:"fixed_part"`
	Weights   allocationWeights `json:"weights"`
	Overseas  *decimal          `json:"overseas_coefficient"`
	Floor     euros             `json:"floor"`
	Ceiling   *euros            `json:"ceiling"`
}

type allocationWeights struct {
	Neighbourhoods decimal `json:"neighbourhoods"`
	People         decimal `json:"people"`
	NPNRU          decimal `json:"npnru"`
	Area           decimal `json:"area"`
}

// AllocationAnswer is an envelope shared out.
type AllocationAnswer struct {
	wire.Echo
	Notice      string          `json:"notice"`
	Key         allocationKey   `json:"key"`
	Awards      []award         `json:"awards"`
	Unallocated euros           `json:"unallocated"` // what no centre may get
	Proof       allocationProof `json:"proof"`
	wire.Envelope
}

// award is what one centre gets, and why.
type award struct {
	ID         string          `json:"id"`
	Name       string          `json:"name"`
	Euros      euros           `json:"euros"`
	Exact      string          `json:"before_rounding"`
	Parts      []part          `json:"parts"`
	Quantities awardQuantities `json:"quantities"`
	Caution    string          `json:"caution,omitempty"` // what of the quantities rests on no published source
}

// part is one part of an amount.
type part struct {
	Kind  string `json:"kind"`
	Euros euros  `json:"euros"`
	Exact string `json:"before_rounding"`
}

// awardQuantities is what a centre counts for, what it shares with others split
// equally, and how much of that is overseas.
type awardQuantities struct {
	Neighbourhoods         *float64 `json:"neighbourhoods"` // each null where there is no figure of it
	People                 *float64 `json:"people"`
	NPNRU                  *float64 `json:"npnru_neighbourhoods"`
	AreaKM2                *float64 `json:"area_km2"`
	OverseasNeighbourhoods *float64 `json:"overseas_neighbourhoods"`
	OverseasPeople         *float64 `json:"overseas_people"`
	OverseasNPNRU          *float64 `json:"overseas_npnru_neighbourhoods"`
	OverseasAreaKM2        *float64 `json:"overseas_area_km2"`
	// Parts of the whole that rest on no published source.
	UnsourcedNeighbourhoods *float64 `json:"unsourced_neighbourhoods"`
	UnsourcedPeople         *float64 `json:"unsourced_people"`
	UnsourcedNPNRU          *float64 `json:"unsourced_npnru_neighbourhoods"`
	UnsourcedAreaKM2        *float64 `json:"unsourced_area_km2"`
	approximate
}

// allocationProof adds the amounts up, in cents.
type allocationProof struct {
	Awards      euros `json:"sum_of_awards"`
	Parts       euros `json:"sum_of_parts"`
	Unallocated euros `json:"unallocated"`
	Envelope    euros `json:"envelope"`
	Holds       bool  `json:"holds"` // awards and unallocated are the envelope, and parts the awards
}

// allocationResult is an envelope shared out by a formula.
type allocationResult struct {
	*equity.Allocation
	key    *allocationKey
	awards []award
}

// computeAllocation shares an envelope out.
func computeAllocation(c *ask.Call) (*allocationResult, error) {
	key, err := ReadAllocationKey(c.Body)
	if err != nil {
		return nil, err
	}
	l, err := loads(c)
	if err != nil {
		return nil, err
	}
	for _, one := range []struct {
		name    string
		measure geo.Measure
		weight  decimal
	}{{"people", geo.NeighbourhoodPopulation, key.Weights.People}, {"npnru", geo.NPNRUNeighbourhoods, key.Weights.NPNRU}} {
		if reason := l.Reasons[one.measure]; reason != "" && one.weight.Rat != nil && one.weight.Sign() > 0 {
			return nil, wire.NoCriterion.Problem("There is no figure for "+one.name+": "+reason.English()+".",
				"Set the weight of "+one.name+" to 0, or ask for qpv=2015.")
		}
	}
	a, err := equity.Allocate(int64(*key.Envelope), key.domain(), l.Recipients())
	if err != nil {
		return nil, errAllocation(err)
	}
	return &allocationResult{a, key, awardsOf(c, a, l)}, nil
}

func allocationJSON(c *ask.Call, r *allocationResult) (rest.Answer, error) {
	return rest.Answer{Value: AllocationAnswer{
		Echo: wire.EchoOf(&c.Question), Notice: notOfficial, Key: *r.key, Awards: r.awards, Unallocated: euros(r.Unallocated),
		Proof: proveSum(r.Allocation), Envelope: wire.EnvelopeOf(c).Rounded(centsRounded + " " + wire.AreasRounded),
	}}, nil
}

// domain is the formula as package equity takes it.
func (k *allocationKey) domain() equity.Key {
	key := equity.Key{
		FixedPart: int64(k.FixedPart), Floor: int64(k.Floor), OverseasCoefficient: k.Overseas.Rat,
		Neighbourhoods: k.Weights.Neighbourhoods.Rat, People: k.Weights.People.Rat, NPNRU: k.Weights.NPNRU.Rat,
		Area: k.Weights.Area.Rat,
	}
	if k.Ceiling != nil {
		key.Ceiling = int64(*k.Ceiling)
	}
	return key
}

// errAllocation is a formula that cannot be: by name where it has one, and else
// as a body to mend.
func errAllocation(err error) error {
	if p := wire.Translated(err); p != nil {
		return p
	}
	return rest.InvalidBody.Problem("The formula cannot be: "+err.Error()+".", BodyAllocation.Description)
}

func awardsOf(c *ask.Call, a *equity.Allocation, l *equity.Loads) []award {
	counts := map[string]*equity.Load{}
	for i := range l.Centres {
		counts[l.Centres[i].Centre] = &l.Centres[i]
	}
	out := make([]award, len(a.Awards))
	for i := range a.Awards {
		w := &a.Awards[i]
		counted := awardQuantitiesOf(l, counts[w.ID])
		out[i] = award{
			ID: w.ID, Name: nameOf(c, w.ID), Euros: euros(w.Cents), Exact: exactEuros(w.Exact),
			Parts:      make([]part, len(w.Parts)),
			Quantities: counted, Caution: counted.caution(),
		}
		for k, p := range w.Parts {
			out[i].Parts[k] = part{string(p.Kind), euros(p.Cents), exactEuros(p.Exact)}
		}
	}
	return out
}

// awardQuantitiesOf is what a centre counts for, as equity.Loads.Recipients has it.
func awardQuantitiesOf(l *equity.Loads, one *equity.Load) awardQuantities {
	of := func(s *equity.Shares, m geo.Measure) *float64 {
		if l.Reasons[m] != "" {
			return nil
		}
		n := quantity(m, s[m])
		return &n
	}
	four := func(s *equity.Shares) (hoods, people, renewed, area *float64) {
		return of(s, geo.Neighbourhoods), of(s, geo.NeighbourhoodPopulation), of(s, geo.NPNRUNeighbourhoods), of(s,
			geo.AreaKM2)
	}
	var q awardQuantities
	q.Neighbourhoods, q.People, q.NPNRU, q.AreaKM2 = four(&one.Share)
	q.OverseasNeighbourhoods, q.OverseasPeople, q.OverseasNPNRU, q.OverseasAreaKM2 = four(&one.Overseas)
	q.UnsourcedNeighbourhoods, q.UnsourcedPeople, q.UnsourcedNPNRU, q.UnsourcedAreaKM2 = four(&one.Unsourced)
	q.approximate = approximate{one.Approximate}
	return q
}

// caution says what of the quantities rests on no published source; "" where
// all have one.
func (q *awardQuantities) caution() string {
	var parts []string
	some := false
	for _, one := range []struct {
		unsourced, whole *float64
		words            string
	}{
		{q.UnsourcedNeighbourhoods, q.Neighbourhoods, "neighbourhoods"}, {q.UnsourcedPeople, q.People, "people"},
		{q.UnsourcedNPNRU, q.NPNRU, "neighbourhoods of the NPNRU"}, {q.UnsourcedAreaKM2, q.AreaKM2, "km²"},
	} {
		if one.unsourced == nil || one.whole == nil {
			continue
		}
		some = some || *one.unsourced != 0
		text := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
		parts = append(parts, text(*one.unsourced)+" of "+text(*one.whole)+" "+one.words)
	}
	if !some {
		return ""
	}
	last := len(parts) - 1
	return "Of what it counts for, " + strings.Join(parts[:last], ", ") + " and " + parts[last] +
		" rest on a perimeter with no published source."
}

// exactEuros writes an exact number of cents in euros, to eight decimals.
func exactEuros(cents *big.Rat) string {
	return new(big.Rat).Quo(cents, big.NewRat(100, 1)).FloatString(8)
}

func proveSum(a *equity.Allocation) allocationProof {
	p := allocationProof{Unallocated: euros(a.Unallocated), Envelope: euros(a.Envelope), Holds: true}
	for _, w := range a.Awards {
		p.Awards += euros(w.Cents)
		var parts euros
		for _, one := range w.Parts {
			parts += euros(one.Cents)
		}
		p.Parts += parts
		p.Holds = p.Holds && parts == euros(w.Cents)
	}
	p.Holds = p.Holds && p.Awards+p.Unallocated == p.Envelope
	return p
}
