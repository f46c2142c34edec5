package data

import (
	"bytes"
	"testing"

	"maillage/geo"
)

// lines returns the first lines of an embedded file: enough to start from, and
// small enough to change quickly.
func lines(f *testing.F, name string, n int) []byte {
	f.Helper()
	content, err := embedded.ReadFile(name)
	if err != nil {
		f.Fatal(err)
	}
	return bytes.Join(bytes.SplitAfterN(content, []byte{'\n'}, n+1)[:n], nil)
}

func whole(f testing.TB, name string) []byte {
	f.Helper()
	content, err := embedded.ReadFile(name)
	if err != nil {
		f.Fatal(err)
	}
	return content
}

func FuzzManifest(f *testing.F) {
	f.Add(whole(f, manifestFile))
	f.Add([]byte(`[{"id":"a","file":"../a","credit":"c","licence":"l","vintage":"v"}]`))
	f.Fuzz(func(t *testing.T, content []byte) {
		sources, err := decodeManifest(content)
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, s := range sources {
			if s.ID == "" || seen[s.ID] || s.Credit == "" {
				t.Errorf("accepted %+v", s)
			}
			seen[s.ID] = true
		}
	})
}

func FuzzCentres(f *testing.F) {
	l := newLookup(load(f).Catalogue)
	f.Add(whole(f, "facts/centres.json"))
	f.Add([]byte(`[{"id":"a","name":"A","perimeters":[{"id":"a-1","departments":["978","01"],"scope":"policy","confidence":"low","sources":["s"]}]}]`))
	f.Fuzz(func(t *testing.T, content []byte) {
		centres, err := decodeCentres("centres.json", content, l)
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, c := range centres {
			for _, p := range c.Perimeters {
				if seen[p.ID] || p.Centre != c.ID || len(p.Units) == 0 || p.From.First() > p.To.Last() {
					t.Errorf("accepted %+v", p)
				}
				seen[p.ID] = true
				for _, u := range p.Units {
					if _, ok := l.find(u.Level, u.Code); !ok {
						t.Errorf("accepted a perimeter over %v", u)
					}
				}
			}
		}
	})
}

func FuzzNetwork(f *testing.F) {
	f.Add(whole(f, "facts/network.json"))
	f.Fuzz(func(t *testing.T, content []byte) {
		network, err := decodeNetwork("network.json", content)
		if err != nil {
			return
		}
		for i, p := range network.Sizes {
			if !p.Count.Known || p.Count.N < 0 || i > 0 && p.Date.First() < network.Sizes[i-1].Date.First() {
				t.Errorf("accepted %+v, or out of order", p)
			}
		}
	})
}

func FuzzNeighbourhoods2015(f *testing.F) {
	f.Add(lines(f, "facts/qpv-2015.csv", 4))
	fuzzNeighbourhoods(f, "qpv-2015", (*fileSet).neighbourhoods2015)
}

func FuzzNeighbourhoods2024(f *testing.F) {
	f.Add(lines(f, "facts/qpv-2024.csv", 4))
	fuzzNeighbourhoods(f, "qpv-2024", (*fileSet).neighbourhoods2024)
}

func fuzzNeighbourhoods(f *testing.F, id string, read func(*fileSet, lookup) ([]geo.Neighbourhood, error)) {
	l := newLookup(load(f).Catalogue)
	f.Fuzz(func(t *testing.T, content []byte) {
		s := &fileSet{sources: []geo.Source{{ID: id, File: id + ".csv"}}, content: map[string][]byte{id: content}}
		list, err := read(s, l)
		if err != nil {
			return
		}
		for i, n := range list {
			ground, ok := l.ground(n.Department)
			if !ok || n.Region != ground.Region || n.Region2015 != ground.Region2015 || i > 0 && n.Code <= list[i-1].Code {
				t.Errorf("accepted %+v, or out of order", n)
			}
		}
	})
}

func FuzzContracts(f *testing.F) {
	l := newLookup(load(f).Catalogue)
	f.Add(lines(f, "facts/city-contracts.csv", 4))
	f.Fuzz(func(t *testing.T, content []byte) {
		contracts, err := decodeContracts("city-contracts.csv", content, l)
		if err != nil {
			return
		}
		for i, c := range contracts {
			if len(c.Departments) == 0 || c.Name == "" || c.Population.N < 0 || i > 0 && c.Code <= contracts[i-1].Code {
				t.Errorf("accepted %+v, or out of order", c)
			}
		}
	})
}

func FuzzCatalogue(f *testing.F) {
	plain, err := unpack(whole(f, "embedded/catalogue.csv.gz"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(plain[:2000])
	f.Add([]byte("level,code,name,department,region,region_2015,epci,population\nregion,84,A,,,,,1\nregion-2015,82,B,,,,,\ndepartment,01,Ain,,84,82,,1\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		units, err := decodeCatalogue("catalogue.csv", content, nil)
		if err != nil {
			return
		}
		l := newLookup(geo.Catalogue{Units: units})
		if checkHierarchy("catalogue.csv", l) != nil {
			return
		}
		for level, list := range units {
			for _, u := range list {
				if found, ok := l.find(level, u.Code); !ok || *found != u {
					t.Errorf("%s %s is not found", level, u.Code)
				}
			}
		}
	})
}

func FuzzSuccessors(f *testing.F) {
	l := newLookup(load(f).Catalogue)
	f.Add([]byte("code,successor\n01340,01015\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		successors, err := decodeSuccessors("successors.csv", content, l)
		if err != nil {
			return
		}
		for code, successor := range successors {
			if _, ok := l.find(geo.Commune, successor); !ok {
				t.Errorf("accepted %s -> %s", code, successor)
			}
		}
	})
}

func FuzzUnpack(f *testing.F) {
	f.Add(whole(f, "embedded/successors.csv.gz"))
	f.Fuzz(func(t *testing.T, content []byte) {
		plain, err := unpack(content)
		if err == nil && len(plain) > maxUnpacked {
			t.Errorf("unpacked %d bytes", len(plain))
		}
	})
}
