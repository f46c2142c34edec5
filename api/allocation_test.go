package api

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"maillage/api/equity"
	"maillage/api/rest"
	"maillage/geo/geotest"
)

// cents reads an amount of an answer.
func cents(t *testing.T, text string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("%q is no amount", text)
	}
	return r
}

// wireAllocation is the answer as a client reads it.
type wireAllocation struct {
	Awards []struct {
		ID, Euros string
		Exact     string `json:"before_rounding"`
		Parts     []struct{ Kind, Euros string }
	}
	Unallocated string
	Proof       struct{ Holds bool }
}

// TestAllocationIsExact adds random allocations up, cent by cent.
func TestAllocationIsExact(t *testing.T) {
	web := newTest(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	for range 60 {
		envelope := 1 + random.Int64N(1_000_000_000_00)
		body := fmt.Sprintf(`{"envelope":"%d.%02d","fixed_part":"%d.%02d","weights":{"neighbourhoods":%d,"people":"%d.%d","area":1},"overseas_coefficient":%d.5,"floor":"%d","ceiling":"%d"}`,
			envelope/100, envelope%100, envelope/100/100, random.IntN(100), random.IntN(5), random.IntN(9), random.IntN(1000),
			random.IntN(3), envelope/100/60, envelope/100/8+1)
		if envelope < 100_000 {
			continue
		}
		a := decode[wireAllocation](t, post(t, web.URL+"/analysis/allocation?datetime=2017-03-16", body))
		sum := cents(t, a.Unallocated)
		for _, w := range a.Awards {
			sum.Add(sum, cents(t, w.Euros))
			parts := new(big.Rat)
			for _, p := range w.Parts {
				parts.Add(parts, cents(t, p.Euros))
			}
			if parts.Cmp(cents(t, w.Euros)) != 0 {
				t.Errorf("%s: %s gets %s, its parts are %s", body, w.ID, w.Euros, parts.FloatString(2))
			}
			off := new(big.Rat).Sub(cents(t, w.Euros), cents(t, w.Exact))
			if off.Abs(off).Cmp(big.NewRat(1, 100)) >= 0 {
				t.Errorf("%s: %s gets %s, %s before rounding", body, w.ID, w.Euros, w.Exact)
			}
		}
		if want := big.NewRat(envelope, 100); sum.Cmp(want) != 0 || !a.Proof.Holds || len(a.Awards) != 16 {
			t.Errorf("%s: %s given out, %d awards, proof %v", body, sum.FloatString(2), len(a.Awards), a.Proof.Holds)
		}
	}
}

// TestAllocationByHand: one centre counts for three quarters of everything, the
// other for the last.
func TestAllocationByHand(t *testing.T) {
	web := squares(t, nil, geotest.Centre("one", geotest.Over("2010", "", "A1", "A2")),
		geotest.Centre("two", geotest.Over("2010", "", "A1")))
	for body, want := range map[string]string{
		`{"envelope":"100","weights":{"neighbourhoods":1}}`:                                   "75.00 25.00 0.00",
		`{"envelope":"100.01","weights":{"neighbourhoods":1}}`:                                "75.01 25.00 0.00",
		`{"envelope":"100.00","fixed_part":"10","weights":{"neighbourhoods":"2","people":1}}`: "70.00 30.00 0.00",
		`{"envelope":"100","fixed_part":"50"}`:                                                "50.00 50.00 0.00",
		`{"envelope":"100","weights":{"neighbourhoods":1},"floor":"30"}`:                      "70.00 30.00 0.00",
		`{"envelope":"100","weights":{"neighbourhoods":1},"ceiling":"60"}`:                    "60.00 40.00 0.00",
		`{"envelope":"100","weights":{"neighbourhoods":1},"ceiling":"40.5"}`:                  "40.50 40.50 19.00",
	} {
		a := decode[wireAllocation](t, post(t, web.URL+"/analysis/allocation", body))
		if got := a.Awards[0].Euros + " " + a.Awards[1].Euros + " " + a.Unallocated; got != want {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
	r := post(t, web.URL+"/analysis/allocation?f=csv", `{"envelope":"100.01","weights":{"neighbourhoods":1}}`)
	rows := readTable(t, r)
	if len(rows) != 4 || rows[0]["euros"] != "75.01" || rows[2]["row"] != "unallocated" || rows[3]["euros"] != "100.01" ||
		!strings.Contains(rows[0]["notice"], "No official key") {
		t.Errorf("%v", rows)
	}
}

func TestHostileAllocations(t *testing.T) {
	web := newTest(t)
	for _, c := range []struct {
		name, query, body string
		status            int
		kind              string
	}{
		{"no body", "", ``, 400, "invalid-body"},
		{"no envelope", "", `{"weights":{"people":1}}`, 400, "invalid-body"},
		{"null envelope", "", `{"envelope":null}`, 400, "invalid-body"},
		{"number for euros", "", `{"envelope":1000}`, 400, "invalid-body"},
		{"three decimals", "", `{"envelope":"1.001"}`, 400, "invalid-body"},
		{"comma", "", `{"envelope":"1,00"}`, 400, "invalid-body"},
		{"exponent", "", `{"envelope":"1e6"}`, 400, "invalid-body"},
		{"negative", "", `{"envelope":"-1"}`, 400, "invalid-body"},
		{"too large", "", `{"envelope":"99999999999999"}`, 400, "invalid-body"},
		{"an array", "", `[]`, 400, "invalid-body"},
		{"a text", "", `"100"`, 400, "invalid-body"},
		{"NaN", "", `{"envelope":"1","weights":{"people":NaN}}`, 400, "invalid-body"},
		{"NaN as text", "", `{"envelope":"1","weights":{"people":"NaN"}}`, 400, "invalid-body"},
		{"a huge weight", "", `{"envelope":"1","weights":{"people":1e999999999}}`, 400, "invalid-body"},
		{"a fraction", "", `{"envelope":"1","weights":{"people":"1/3"}}`, 400, "invalid-body"},
		{"a negative weight", "", `{"envelope":"1","weights":{"people":-1}}`, 400, "invalid-body"},
		{"an unknown weight", "", `{"envelope":"1","weights":{"income":1}}`, 400, "invalid-body"},
		{"an unknown member", "", `{"envelope":"1","ceilling":"2"}`, 400, "invalid-body"},
		{"something after", "", `{"envelope":"1"}{}`, 400, "invalid-body"},
		{"no ceiling at all", "", `{"envelope":"1","ceiling":"0"}`, 400, "invalid-body"},
		{
			"ceiling below floor", "", `{"envelope":"1000","floor":"3","ceiling":"2","weights":{"people":1}}`, 400,
			"invalid-body",
		},
		{"deep", "", `{"envelope":` + strings.Repeat("[", 100_000), 400, "invalid-body"},
		{"11 MB", "", `{"envelope":"` + strings.Repeat("1", 11_000_000) + `"}`, 413, "body-too-large"},
		{"too small", "", `{"envelope":"1","fixed_part":"20000"}`, 422, "envelope-too-small"},
		{"floors too high", "", `{"envelope":"1","floor":"20000","weights":{"people":1}}`, 422, "envelope-too-small"},
		{"no weight", "", `{"envelope":"1"}`, 422, "no-criterion"},
		{"no people in 2024", "?qpv=2024", `{"envelope":"1","weights":{"people":1}}`, 422, "no-criterion"},
		{"no NPNRU in 2024", "?qpv=2024", `{"envelope":"1","weights":{"neighbourhoods":1,"npnru":1}}`, 422, "no-criterion"},
		{"nobody there", "?territory=com", `{"envelope":"1","weights":{"people":1}}`, 422, "no-recipient"},
		{"an interval", "?datetime=2016-01-01/2017-01-01", `{"envelope":"1"}`, 400, "interval-not-taken"},
	} {
		t.Run(c.name, func(t *testing.T) {
			problemIn(t, post(t, web.URL+"/analysis/allocation"+c.query, c.body), c.status, c.kind)
		})
	}
}

// TestFormulasAreReadStrictly: what is money is never read otherwise than it is
// written, and what is refused is told in words and in euros.
func TestFormulasAreReadStrictly(t *testing.T) {
	web := newTest(t)
	for body, says := range map[string]string{
		`{"envelope":"5","envelope":"6"}`:                    `field \"envelope\" comes twice`,
		`{"ENVELOPE":"5"}`:                                   `no member is called \"ENVELOPE\"`,
		`{"envelope":"5","weights":{"people":1,"people":2}}`: `weights: field \"people\" comes twice`,
		`{"envelope":"5","weights":{"People":1}}`:            `the nearest is people`,
		`[1]`:                            "want an object, found a list",
		`null`:                           "want an object, found null",
		``:                               "nothing there: want an object",
		`{"envelope":"5","weights":[1]}`: "weights: want an object, found a list",
		`{"envelope":"5"`:                "it ends too early",
		`{"envelope":"1000","floor":"3","ceiling":"2","weights":{"area":1}}`: "ceiling of 2.00 euros below the floor or " +
			"the fixed part, 3.00 euros",
		`{"envelope":"1000","fixed_part":"20000"}`: "16 centres at 20000.00 euros make 320000.00 euros, the envelope is " +
			"1000.00 euros",
		`{"envelope":"1000.50"}`: "(1000.50 euros)",
	} {
		r := post(t, web.URL+"/analysis/allocation?datetime=2017-03-16", body)
		text := string(r.body)
		if r.StatusCode < 400 || r.StatusCode >= 500 || !strings.Contains(text, says) || strings.Contains(text, "EOF") ||
			strings.Contains(text, "Go ") || strings.Contains(text, "cents ") {
			t.Errorf("%s: %d %s, want %q", body, r.StatusCode, text, says)
		}
	}
	if r := post(t, web.URL+"/analysis/allocation",
		"\ufeff"+`{"envelope":"5","weights":{"people":1},"ceiling":null}`); r.StatusCode != 200 {
		t.Errorf("with a byte order mark: %d %s", r.StatusCode, r.body)
	}
}

// TestAllocationByTheNPNRU: what is shared by the neighbourhoods of the NPNRU goes in
// proportion to them, which together are those that are covered.
func TestAllocationByTheNPNRU(t *testing.T) {
	web := newTest(t)
	a := decode[equity.AllocationAnswer](t,
		post(t, web.URL+"/analysis/allocation?datetime=2017-03-16", `{"envelope":"37900.00","weights":{"npnru":"3"}}`))
	sum := 0.0
	for _, w := range a.Awards {
		sum += *w.Quantities.NPNRU
		if last := w.Parts[len(w.Parts)-1]; last.Kind != "npnru" || float64(w.Euros) != 100*100**w.Quantities.NPNRU {
			t.Errorf("%s: %v euros for %v: %+v", w.ID, w.Euros, *w.Quantities.NPNRU, w.Parts)
		}
	}
	if sum != 379 || !a.Proof.Holds {
		t.Errorf("centres count for %v neighbourhoods of the NPNRU, want 379", sum)
	}
	r := post(t, web.URL+"/analysis/allocation?qpv=2024", `{"envelope":"1","weights":{"npnru":1}}`)
	if p := problemIn(t, r, 422, "no-criterion"); !strings.Contains(p.Detail,
		"npnru: the list of the NPNRU is of the neighbourhoods of the 2015 geography") {
		t.Errorf("%s", p.Detail)
	}
	bare := decode[equity.AllocationAnswer](t,
		post(t, web.URL+"/analysis/allocation?qpv=2024", `{"envelope":"1","weights":{"area":1}}`))
	for _, w := range bare.Awards {
		if w.Quantities.NPNRU != nil || w.Quantities.People != nil || w.Quantities.Neighbourhoods == nil {
			t.Errorf("%s counts in 2024 for %+v", w.ID, w.Quantities)
		}
	}
}

// FuzzAllocationKey holds the reader of formulas to amounts it can write again.
func FuzzAllocationKey(f *testing.F) {
	f.Add([]byte(equity.BodyAllocation.Examples[rest.MediaJSON]))
	f.Add([]byte(`{"envelope":"1","weights":{"people":"0.000000001"},"ceiling":"9999999999999.99"}`))
	f.Add([]byte(`{"envelope":"\u0031"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		key, err := equity.ReadAllocationKey(strings.NewReader(string(b)))
		if err != nil {
			return
		}
		again, err := json.Marshal(key)
		if err != nil {
			t.Fatal(err)
		}
		if key.Ceiling == nil {
			again = []byte(strings.Replace(string(again), `,"ceiling":null`, "", 1))
		}
		back, err := equity.ReadAllocationKey(strings.NewReader(string(again)))
		if err != nil {
			t.Fatalf("%s: %v", again, err)
		}
		if *back.Envelope != *key.Envelope || back.FixedPart != key.FixedPart || back.Floor != key.Floor ||
			back.Overseas.Cmp(key.Overseas.Rat) != 0 {
			t.Errorf("%s comes back as %s", b, again)
		}
	})
}
