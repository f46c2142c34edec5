package rest

import (
	"bytes"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/common/expfmt"
)

// metrics are what Prometheus reads. Labels hold route patterns only, never a
// path or a parameter: their number is bounded, and they tell nothing of whom
// asked what.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
}

func newMetrics(s *Server) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "maillage_http_requests_total", Help: "Requests answered.",
		}, []string{"method", "route", "status"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "maillage_http_request_duration_seconds", Help: "Time to answer a request.",
			Buckets: prometheus.ExponentialBuckets(0.0001, 4, 9), // 0.1 ms to 6.5 s
		}, []string{"method", "route"}),
	}
	m.registry.MustRegister(m.requests, m.duration, served{s.Store, s.Version},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) seen(method, route string, status int, took time.Duration) {
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Inc()
	m.duration.WithLabelValues(method, route).Observe(took.Seconds())
}

// served collects what the store holds at the time of the scrape.
type served struct {
	store   *Store
	version string
}

var (
	readyDesc      = prometheus.NewDesc("maillage_ready", "1 when data is loaded.", nil, nil)
	generationDesc = prometheus.NewDesc("maillage_generation_info", "Generation in service.", []string{"generation"}, nil)
	sinceDesc      = prometheus.NewDesc("maillage_generation_since_seconds",
		"Unix time the generation was put in service.", nil, nil)
	failedDesc = prometheus.NewDesc("maillage_reload_failed",
		"1 when the last load failed and an older generation serves.", nil, nil)
	staleDesc = prometheus.NewDesc("maillage_stale",
		"1 when what is served may be out of date: what it was loaded from is out of reach.", nil, nil)
	staleSinceDesc = prometheus.NewDesc("maillage_stale_since_seconds",
		"Unix time at which what is served was last known to be current, while it may be out of date.", nil, nil)
	buildDesc = prometheus.NewDesc("maillage_build_info", "Version of the program.", []string{"version"}, nil)
)

// Describe lists the metrics collected.
func (c served) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{
		readyDesc, generationDesc, sinceDesc, failedDesc, staleDesc, staleSinceDesc, buildDesc,
	} {
		out <- d
	}
}

// Collect reads the store.
func (c served) Collect(out chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	gauge(buildDesc, 1, c.version)
	gauge(failedDesc, truth(c.store.LastFailure() != nil))
	stale := c.store.Staleness()
	gauge(staleDesc, truth(stale != nil))
	if stale != nil {
		gauge(staleSinceDesc, float64(stale.Since.Unix()))
	}
	id := c.store.Now().ID
	gauge(readyDesc, truth(id != ""))
	if id != "" {
		gauge(generationDesc, 1, id)
		gauge(sinceDesc, float64(c.store.Since().Unix()))
	}
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// getMetrics answers /metrics in the text format of Prometheus.
func getMetrics(c *Request) (Answer, error) {
	families, err := c.Server.metrics.registry.Gather()
	if err != nil {
		return Answer{}, err
	}
	var b bytes.Buffer
	e := expfmt.NewEncoder(&b, expfmt.NewFormat(expfmt.TypeTextPlain))
	for _, f := range families {
		if err := e.Encode(f); err != nil {
			return Answer{}, err
		}
	}
	return Answer{Raw: b.Bytes()}, nil
}
