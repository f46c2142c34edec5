package postgis_test

import (
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"testing"
	"time"

	"maillage/data"
	"maillage/data/boundary"
	"maillage/data/postgis"
	"maillage/data/postgis/postgistest"
	"maillage/geo"
	"maillage/geo/geotest"
)

// communes is the embedded data with the communes of 2018 as their boundaries.
func communes(t testing.TB) *geo.Dataset {
	t.Helper()
	path := geotest.Shared(t, "communes-ign-2018.geojson.gz")
	d, err := data.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r, err := boundary.ReadFiles(t.Context(), []string{path}, boundary.Options{Layer: geo.CommuneLayer})
	if err != nil {
		t.Fatal(err)
	}
	r.Layer.Source.ID = string(geo.CommuneLayer)
	d.Replace(r.Layer)
	d.Drop(geo.DepartmentLayer)
	return d
}

// TestCommunesStream saves and loads 35,000 communes, and holds the memory that
// each takes to what the data set itself takes.
func TestCommunesStream(t *testing.T) {
	d := communes(t)
	address := postgistest.Database(t)
	s := open(t, postgis.Options{URL: address})
	own := liveHeap()
	var g geo.Generation
	peak, took := peakWhile(func() {
		var err error
		if g, err = s.Save(t.Context(), d, geo.Draft{}); err != nil {
			t.Fatal(err)
		}
	})
	t.Logf("saved in %v; beyond the data set the heap grew by %d MB at most", took.Round(time.Millisecond), (peak-own)>>20)
	if peak > own+64<<20 {
		t.Errorf("a save takes %d MB beside the data set: it does not stream", (peak-own)>>20)
	}
	fingerprint := d.Fingerprint()
	d = nil
	before := liveHeap()
	var back *geo.Dataset
	peak, took = peakWhile(func() {
		var err error
		if back, err = s.Load(t.Context(), g.ID); err != nil {
			t.Fatal(err)
		}
	})
	size := liveHeap() - before
	t.Logf("loaded in %v: %d MB, at most %d MB on the way", took.Round(time.Millisecond), size>>20, (peak-before)>>20)
	if peak-before > 2*size+64<<20 {
		t.Errorf("a load takes %d MB for a data set of %d MB: it does not stream", (peak-before)>>20, size>>20)
	}
	if back.Fingerprint() != fingerprint {
		t.Error("another data set came back")
	}
	// A change of one perimeter stores no commune again, and shares them in memory.
	db := postgistest.Connect(t, address)
	rows := one[int](t, db, "select count(*) from maillage.boundary")
	if err := s.Activate(t.Context(), g.ID); err != nil {
		t.Fatal(err)
	}
	must(t, db, "update maillage.perimeters set note = 'changed' where id = 'oriv-2'")
	if again := one[int](t, db, "select count(*) from maillage.boundary"); again != rows {
		t.Errorf("%d boundaries became %d", rows, again)
	}
	shares(t, address)
	runtime.KeepAlive(back)
}

// shares holds a store that shares to reading no commune twice.
func shares(t *testing.T, address string) {
	t.Helper()
	s := open(t, postgis.Options{URL: address, Share: true})
	load := func() *geo.Dataset {
		g, err := s.Active(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		d, err := s.Load(t.Context(), g.ID)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	first := load()
	must(t, postgistest.Connect(t, address), "update maillage.perimeters set note = 'again' where id = 'oriv-2'")
	began := time.Now()
	second := load()
	t.Logf("a generation that differs in a perimeter loads in %v", time.Since(began).Round(time.Millisecond))
	of := func(d *geo.Dataset) *geo.Feature {
		l, _ := d.Layer(geo.CommuneLayer)
		return &l.Features[0]
	}
	if first.Digest == second.Digest || of(first) != of(second) {
		t.Error("the communes are not shared, or nothing changed")
	}
}

// liveHeap is what is in use after a collection.
func liveHeap() uint64 {
	runtime.GC()
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// peakWhile is the most heap in use while work goes on, and how long it took. A
// low limit of garbage makes what is in use be what is needed.
func peakWhile(work func()) (uint64, time.Duration) {
	defer debug.SetGCPercent(debug.SetGCPercent(10))
	var peak atomic.Uint64
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak.Store(max(peak.Load(), m.HeapAlloc))
			}
		}
	}()
	began := time.Now()
	work()
	took := time.Since(began)
	close(stop)
	<-stopped
	return peak.Load(), took
}
