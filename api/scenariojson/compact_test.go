package scenariojson_test

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/json"
	"math"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"maillage/api/scenariojson"
	"maillage/geo"
	"maillage/geo/scenario"
)

// published is the compact form of wire. Links that people keep hold such
// texts: this one must be read for as long as the version is.
const published = "s1.lJRNDoMgEIWvYlxjI9QWPEhXOAt_WJgYSbTaFXdvKK06aGt1QyJf3huYeRw8ql9SWd9V1Km-10NXqv7vCp09-XEPTV7oyMpvi_pdFgk68jI" +
	"PM8MQs2p7TGN7c7gu3Nz8091isyqUvEk35QIZ4zlksf0oZ77zeu5b9Yjqap7-WxtkYauHUeVDFgZvbkdEN5UVwZQfP93VI0b8sL-Ig4HnJBFAp" +
	"JiWFIj7CWCQ2-rZ-W6395jxE2Xn5HLdNl9uAhApJXUAmxbLUbcPxoB5BgAA__8"

func TestCompactForm(t *testing.T) {
	want, err := scenariojson.Parse([]byte(wire))
	if err != nil {
		t.Fatal(err)
	}
	text, err := scenariojson.Encode(want)
	if err != nil {
		t.Fatal(err)
	}
	if url.QueryEscape(text) != text || url.PathEscape(text) != text {
		t.Errorf("%s does not stand in a URL as it is", text)
	}
	for _, from := range []string{text, published} {
		if got, err := scenariojson.Decode(from); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, %+v", from, err, got)
		}
	}
}

func TestCompactFormIsShort(t *testing.T) {
	s := scenario.Scenario{Datetime: geo.DateOf(2017, 3, 16), Changes: []scenario.Change{
		{
			Action: scenario.Give, Centre: "cite-ressources",
			Units: []geo.UnitRef{{Level: geo.Department, Code: "2A"}, {Level: geo.Department, Code: "2B"}},
		}}}
	text, err := scenariojson.Encode(s)
	if err != nil || len(text) > 60 {
		t.Errorf("%d characters: %s, %v", len(text), text, err)
	}
}

// randomChange is a change of any action, with the fields of its action.
func randomChange(t *rapid.T) scenario.Change {
	text := func(field string) string { return rapid.StringMatching(`[a-zé"\\][a-z -]{0,8}[a-z]`).Draw(t, field) }
	c := scenario.Change{Action: rapid.SampledFrom(scenario.Actions).Draw(t, "action")}
	for _, field := range c.Action.Fields() {
		switch field {
		case "centre":
			c.Centre = text(field)
		case "from":
			c.From = text(field)
		case "to":
			c.To = text(field)
		case "name":
			c.Name = text(field)
		case "units":
			for range rapid.IntRange(1, 4).Draw(t, field) {
				c.Units = append(c.Units, geo.UnitRef{Level: rapid.SampledFrom(geo.Levels).Draw(t, "level"), Code: text("code")})
			}
		case "geometry":
			c.Geometry = disc(rapid.IntRange(3, 6).Draw(t, field))
		}
	}
	return c
}

// disc is a ring of n vertices.
func disc(n int) orb.MultiPolygon {
	var ring orb.Ring
	for i := range n {
		angle := 2 * math.Pi * float64(i) / float64(n)
		ring = append(ring, orb.Point{3 + math.Cos(angle), 45 + math.Sin(angle)})
	}
	return orb.MultiPolygon{{append(ring, ring[0])}}
}

func TestCompactRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		changes := rapid.SliceOf(rapid.Custom(randomChange)).Draw(t, "changes")
		s := scenario.Scenario{
			Datetime: geo.Date(rapid.Int32Range(int32(geo.MinDate), int32(geo.MaxDate)).Draw(t, "day")), Changes: changes,
		}
		text, err := scenariojson.Encode(s)
		if err != nil {
			t.Fatal(err)
		}
		back, err := scenariojson.Decode(text)
		if err != nil {
			t.Fatal(err)
		}
		a, _ := json.Marshal(s)
		if b, _ := json.Marshal(back); !bytes.Equal(a, b) {
			t.Fatalf("%s\nbecame %s", a, b)
		}
	})
}

func deflated(content string) string {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	_, _ = w.Write([]byte(content)) // a buffer takes all
	_ = w.Close()
	return "s1." + base64.RawURLEncoding.EncodeToString(b.Bytes())
}

func TestCompactRefuses(t *testing.T) {
	good, err := scenariojson.Encode(scenario.Scenario{
		Changes: []scenario.Change{{Action: scenario.Close, Centre: "oriv"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ text, says string }{
		"nothing":         {"", "the one version read here"},
		"later version":   {"s2" + good[2:], `it begins with "s2.`},
		"not base64url":   {good[:5] + "+" + good[6:], "not base64url"},
		"padded":          {good + "=", "not base64url"},
		"cut short":       {good[:len(good)-4], "cut short"},
		"more at the end": {good + "AAAA", "after the end"},
		"another content": {deflated(`{"changes":[{"action":"zzz"}]}`), "no action"},
		"a bomb":          {deflated(strings.Repeat(" ", 16<<20)), "unpacks to more than"},
		"too long":        {"s1." + strings.Repeat("A", scenariojson.MaxCompact), "send it as JSON"},
	} {
		if _, err := scenariojson.Decode(c.text); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
	big := scenario.Scenario{Changes: []scenario.Change{{Action: scenario.Draw, Centre: "a", Geometry: disc(20_000)}}}
	if _, err := scenariojson.Encode(big); err == nil || !strings.Contains(err.Error(), "send it as JSON") {
		t.Errorf("20,000 vertices: %v", err)
	}
	if _, err := scenariojson.Encode(scenario.Scenario{Changes: []scenario.Change{{Action: "zzz"}}}); err == nil {
		t.Error("an unknown action was encoded")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(published)
	f.Add("s1.")
	f.Add(deflated(`{"changes":[]}`))
	f.Fuzz(func(t *testing.T, text string) {
		s, err := scenariojson.Decode(text)
		if err != nil {
			return
		}
		again, err := scenariojson.Encode(s)
		if err != nil {
			return // read from a text shorter than ours
		}
		back, err := scenariojson.Decode(again)
		if err != nil {
			t.Fatal(err)
		}
		a, _ := json.Marshal(s)
		if b, _ := json.Marshal(back); !bytes.Equal(a, b) {
			t.Fatalf("%s\nbecame %s", a, b)
		}
	})
}
