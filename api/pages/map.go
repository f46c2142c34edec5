package pages

import "sort"

// A Map is territories filled by what is said of them. It repeats what a table
// beside it says: who cannot see it misses nothing.
type Map struct {
	Title, Text string
	W, H        int
	Shapes      []Shape
	Outline     string
	Plates      []Plate
	Legend      []Key
	Note        string
	Wide        bool // one territory, drawn large
}

// A Shape is one territory.
type Shape struct {
	Paths []string
	Fill  string // a filling, see [Fillings]
	Name  string // shown when pointed at
}

// A Key is one line of the legend.
type Key struct{ Fill, Text string }

// A Filling is a colour and a pattern: each is told from all others by the
// pattern alone, and by lightness without colour.
type Filling struct {
	Name, Ground, Ink string
	Path              string // of the pattern, in a tile of 16 by 16; "" for none
	Filled            bool   // the path is filled, not stroked
}

// The names of fillings.
const (
	FillCovered    = "covered"
	FillPartial    = "partial"
	FillUncovered  = "uncovered"
	FillAligned    = "aligned"
	FillShared     = "shared"
	FillSplit      = "split"
	FillOverlapped = "overlapped"
	FillGained     = "gained"
	FillLost       = "lost"
	FillQuiet      = "quiet"
)

const (
	diagonal = "M-4 4L4 -4M-4 20L20 -4M12 20L20 12"
	dots     = "M2 4a2 2 0 1 0 4 0a2 2 0 1 0 -4 0zM10 12a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z"
	upright  = "M4 0V16M12 0V16"
	crossed  = "M0 0L16 16M16 0L0 16"
	plus     = "M8 3V13M3 8H13"
)

// Fillings lists every filling. Blues and an ochre: told apart by all who see
// colours, whichever, and by none of them alone.
var Fillings = []Filling{
	{Name: FillCovered, Ground: "#1f5f8b", Ink: "#1f5f8b"},
	{Name: FillPartial, Ground: "#a9cce3", Ink: "#1f5f8b", Path: dots, Filled: true},
	{Name: FillUncovered, Ground: "#f8dfb4", Ink: "#b4650f", Path: diagonal},
	{Name: FillAligned, Ground: "#1f5f8b", Ink: "#1f5f8b"},
	{Name: FillShared, Ground: "#5f9cc4", Ink: "#ffffff", Path: dots, Filled: true},
	{Name: FillSplit, Ground: "#c3b5d9", Ink: "#4b2e83", Path: upright},
	{Name: FillOverlapped, Ground: "#3b2a5c", Ink: "#d9cdf0", Path: crossed},
	{Name: FillGained, Ground: "#bfe3d9", Ink: "#00614e", Path: plus},
	{Name: FillLost, Ground: "#f3c9b0", Ink: "#8f2f00", Path: crossed},
	{Name: FillQuiet, Ground: "#dfe5ea", Ink: "#dfe5ea"},
}

// Fillings are the definitions that the map and the tables beside it refer to.
func (m *Map) Fillings() []Filling { return Fillings }

// Fill makes a map of the atlas. fill names the filling of a territory and what
// is shown of it when pointed at; outline is the key of the outlines drawn over.
// label names an inset by the code of its territory.
func (a *Atlas) Fill(outline string, fill func(code string) (filling, name string),
	label func(code string) string) *Map {
	m := &Map{W: a.w, H: a.h, Outline: a.lines[outline], Plates: append([]Plate(nil), a.plates...)}
	codes := make([]string, 0, len(a.shapes))
	for code := range a.shapes {
		codes = append(codes, code)
	}
	sort.Strings(codes)
	for _, code := range codes {
		filling, name := fill(code)
		m.Shapes = append(m.Shapes, Shape{a.shapes[code], filling, name})
	}
	for i := range m.Plates {
		if m.Plates[i].Code != "" {
			m.Plates[i].Label = label(m.Plates[i].Code)
		}
	}
	return m
}

// A Chart is a share over time, as steps from 0 to 1.
type Chart struct {
	Title, Text string
	Line        string // path in a drawing of ChartWidth by ChartHeight
	Ticks       []Tick
	Levels      []Level
}

// A Tick is a year on the axis of time.
type Tick struct {
	X    int
	Text string
}

// A Level is a share on the upright axis.
type Level struct {
	Y    int
	Text string
}

// The place of the chart within its drawing.
const (
	chartLeft, chartTop     = 70, 16
	chartWidth, chartHeight = 840, 240
)

// A Moment is a share from a day on: At is days, in any count.
type Moment struct {
	At    int64
	Share float64
}

// Steps draws shares that hold until the next moment. The last moment ends it.
func Steps(moments []Moment) string {
	if len(moments) < 2 {
		return ""
	}
	first, last := moments[0].At, moments[len(moments)-1].At
	var b []byte
	for i, m := range moments {
		x, y := ChartX(m.At, first, last), ChartY(m.Share)
		if i == 0 {
			b = appendPair(append(b, 'M'), x, y)
			continue
		}
		b = append(b, 'H')
		b = appendInt(b, x)
		b = append(b, 'V')
		b = appendInt(b, y)
	}
	return string(b)
}

// ChartX places a day between the first and the last.
func ChartX(at, first, last int64) int {
	return chartLeft + int(float64(at-first)/float64(max(last-first, 1))*chartWidth)
}

// ChartY places a share.
func ChartY(share float64) int { return chartTop + int((1-share)*chartHeight) }
