package api

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"maillage/api/locate"
	"maillage/api/rest"
)

// worst is the dearest request found for an address, over 35,357 communes.
type worst struct {
	name, path, body string
	media            []string // headers of the body; none: JSON
	status           int      // 0: answered, or too slow for a machine that does much else
}

// circle is a ring of n edges.
func circle(at orb.Point, radius float64, n int) orb.Ring {
	r := make(orb.Ring, n+1)
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		r[i] = orb.Point{at[0] + radius*cos, at[1] + 0.7*radius*sin}
	}
	r[n] = r[0]
	return r
}

// comb is a ring of so many teeth across half of France.
func comb(teeth int) orb.Ring {
	r := orb.Ring{{-3, 44}, {5, 44}}
	for i := range teeth {
		x, step := 5-8*float64(i)/float64(teeth), 8/float64(teeth)
		r = append(r, orb.Point{x, 49}, orb.Point{x - step/2, 49}, orb.Point{x - step/2, 44.01}, orb.Point{x - step, 44.01})
	}
	return append(r, r[0])
}

func drawing(rings ...orb.Ring) string {
	var changes []string
	for _, r := range rings {
		g, _ := json.Marshal(geojson.NewGeometry(orb.Polygon{r}))
		changes = append(changes, `{"action":"draw","centre":"labo-cites","geometry":`+string(g)+`}`)
	}
	return scenarioOf(changes...)
}

func scenarioOf(changes ...string) string {
	return `{"datetime":"2017-03-16","changes":[` + strings.Join(changes, ",") + `]}`
}

// everywhere creates centres, and gives each all regions.
func everywhere(centres int) string {
	var changes []string
	for i := range centres {
		changes = append(changes, fmt.Sprintf(`{"action":"create","centre":"c%d","name":"n"}`, i),
			fmt.Sprintf(`{"action":"give","centre":"c%d","units":[{"level":"region","code":"11"},{"level":"region","code":"84"},{"level":"region","code":"76"}]}`, i))
	}
	return scenarioOf(changes...)
}

// bomb is many zeros under gzip.
func bomb(t *testing.T) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(make([]byte, 50<<20)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func worstOf(t *testing.T) []worst {
	closing := `{"action":"close","centre":"irev"}`
	zeros := bomb(t)
	squeezed := []string{"Content-Type", rest.MediaJSON, "Content-Encoding", "gzip"}
	const what = "/analysis/scenarios"
	far := "lon,lat\n" + strings.Repeat("-140.25,10.5\n-177.5,-46.5\n", locate.MaxPoints/2)
	return []worst{
		{name: "communes as JSON", path: "/analysis/coverage?level=commune&datetime=2014-01-01"},
		{name: "communes as CSV", path: "/analysis/coverage?level=commune&datetime=2014-01-02&f=csv"},
		{name: "communes with their ground", path: "/analysis/coverage?level=commune&datetime=2014-01-03&f=geojson"},
		{name: "gaps by commune", path: "/analysis/gaps?level=commune&datetime=2014-01-04"},
		{
			name: "two geographies by commune",
			path: "/analysis/compare?level=commune&a=1990-01-01&b=2014-01-05&qpv_a=2015&qpv_b=2024",
		},
		{
			name: "a plan with every freedom",
			path: "/analysis/proposals?aim=even-load&datetime=2014-01-06&create=true&join_overseas=true&move=true&scope=any",
		},
		{name: "far points", path: "/locate", body: far, media: []string{"Content-Type", "text/csv"}},
		{name: "a circle of 90,000 edges", path: what, body: drawing(circle(orb.Point{2.5, 46.5}, 3, 90_000))},
		{
			name: "circles over one another", path: what,
			body: drawing(circle(orb.Point{2.5, 46.5}, 0.2, 1900), circle(orb.Point{2.52, 46.51}, 0.2, 1900),
				circle(orb.Point{2.54, 46.52}, 0.2, 1900)),
		},
		{name: "a comb", path: what, body: drawing(comb(2_000)), status: http.StatusUnprocessableEntity},
		{
			name: "centres everywhere", path: what + "?level=commune", body: everywhere(450),
			status: http.StatusUnprocessableEntity,
		},
		{
			name: "100,000 changes", path: what, body: scenarioOf(strings.Repeat(closing+",", 99_999) + closing),
			status: http.StatusBadRequest,
		},
		{name: "a compressed scenario", path: what, body: zeros, media: squeezed, status: http.StatusUnsupportedMediaType},
		{name: "compressed points", path: "/locate", body: zeros, media: squeezed, status: http.StatusUnsupportedMediaType},
		{
			name: "a compressed formula", path: "/analysis/allocation", body: zeros, media: squeezed,
			status: http.StatusUnsupportedMediaType,
		},
		{
			name: "a compressed table", path: "/analysis/assignments", body: zeros, media: squeezed,
			status: http.StatusUnsupportedMediaType,
		},
		{name: "a long search", path: "/search?limit=50&q=" + strings.Repeat("e%CC%81", 33), status: http.StatusOK},
	}
}

// TestWorstInputs: the dearest request found for each address is answered or
// refused with a problem, and the work of those that take long ends with the
// client, before it is whole.
func TestWorstInputs(t *testing.T) {
	s, err := New(Options{Store: storeOf(fine(t))})
	if err != nil {
		t.Fatal(err)
	}
	began, ended := make(chan struct{}, 1), make(chan int, 1)
	web := serving(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began <- struct{}{}
		kept := &statusKept{w, http.StatusOK}
		defer func() { ended <- kept.status }()
		s.ServeHTTP(kept, r)
	}))
	for _, c := range worstOf(t) {
		t.Run(c.name, func(t *testing.T) {
			if c.status == 0 {
				gone, leave := context.WithCancel(t.Context())
				go func() {
					if r, err := plain.RoundTrip(c.request(gone, t, web.URL)); err == nil {
						_ = r.Body.Close()
					}
				}()
				<-began
				time.Sleep(50 * time.Millisecond) // it has read the body, and works
				leave()
				if status := <-ended; status == http.StatusOK {
					t.Error("answered in full for who had gone")
				}
			}
			r, err := plain.RoundTrip(c.request(t.Context(), t, web.URL))
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = r.Body.Close() }()
			<-began
			if _, err := io.Copy(io.Discard, r.Body); err != nil {
				t.Fatal(err)
			}
			<-ended
			switch {
			case r.StatusCode != http.StatusOK && r.Header.Get("Content-Type") != rest.MediaProblem:
				t.Errorf("status %d without a problem", r.StatusCode)
			case c.status == 0 && r.StatusCode == http.StatusServiceUnavailable:
				t.Log("refused as too slow")
			case r.StatusCode != cmp.Or(c.status, http.StatusOK):
				t.Errorf("status %d, want %d", r.StatusCode, cmp.Or(c.status, http.StatusOK))
			}
		})
	}
}

func (c *worst) request(ctx context.Context, t *testing.T, base string) *http.Request {
	method := http.MethodGet
	if c.body != "" {
		method = http.MethodPost
	}
	r, err := http.NewRequestWithContext(ctx, method, base+c.path, strings.NewReader(c.body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", rest.MediaJSON)
	for i := 0; i+1 < len(c.media); i += 2 {
		r.Header.Set(c.media[i], c.media[i+1])
	}
	return r
}

// statusKept keeps the status of an answer.
type statusKept struct {
	http.ResponseWriter
	status int
}

func (k *statusKept) WriteHeader(status int) {
	k.status = status
	k.ResponseWriter.WriteHeader(status)
}
