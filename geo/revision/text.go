package revision

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteText writes the report for a reader, one line for each finding.
func (r *Report) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "From generation %s to %s: ", r.Before.Generation, r.After.Generation)
	if r.Same() {
		fmt.Fprintln(b, "nothing would change.")
		return b.Flush()
	}
	fmt.Fprintf(b, "%d to refuse, %d to review, %d to note.\n", r.Counts.Refuse, r.Counts.Review, r.Counts.Note)
	fmt.Fprintf(b, "Answers compared for every day from %s, over %d stretches on which neither network changes.\n",
		r.Days[0], len(r.Days))
	topic := Topic("")
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Topic != topic {
			topic = f.Topic
			fmt.Fprintf(b, "\n%s\n", topic)
		}
		fmt.Fprintf(b, "  %-6s  %s\n", f.Severity, strings.Join(strings.Fields(f.String()), " ")) // a name may hold ends of lines
	}
	if len(r.LeftOut) > 0 {
		fmt.Fprintln(b, "\nnot told one by one")
	}
	for _, l := range r.LeftOut {
		fmt.Fprintf(b, "  %d more: %s %s %s\n", l.N, l.Topic, l.Level, l.Kind)
	}
	return b.Flush()
}

// String says a finding in a sentence.
func (f *Finding) String() string {
	switch {
	case len(f.Spans) > 0:
		return f.subject() + ": " + f.overTime()
	case f.Shift != nil:
		return f.spread()
	case f.Change != nil:
		return fmt.Sprintf("%s: %s%s", f.subject(), f.Field, f.Change)
	}
	return f.subject() + f.event()
}

// subject names what a finding is about.
func (f *Finding) subject() string {
	if f.Question != nil {
		return strings.Join(nonEmpty(string(f.Level), f.Code, f.Name, f.Field, f.Question.String()), " ")
	}
	noun := map[Topic]string{
		Neighbourhoods: "neighbourhood", Centres: "centre", Perimeters: "perimeter", Contracts: "city contract", Sources: "source", Network: "network",
	}[f.Topic]
	switch {
	case f.Level != "":
		noun = string(f.Level)
	case f.Code == "" && f.Name == "":
		noun = string(f.Topic)
	case f.Topic == Ground || f.Topic == Areas:
		noun = "neighbourhood"
	}
	name := f.Name
	if name != "" && f.Code != "" {
		name = "(" + name + ")"
	}
	return strings.Join(nonEmpty(noun, f.Code, name), " ")
}

func nonEmpty(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

// event says what happens to it.
func (f *Finding) event() string {
	successor := ""
	if f.Successor != "" {
		successor = ", taken over by " + f.Successor
	}
	switch f.Kind {
	case Gone:
		return " is gone" + successor
	case New:
		return " is new" + successor
	case Emptied:
		return fmt.Sprintf("%s: all %s are gone", suffix(f.Field), shown(f.Before))
	case Filled:
		return fmt.Sprintf("%s: there were none, there are %s", suffix(f.Field), shown(f.After))
	case LostGeometry:
		return " has no boundary any more"
	case GainedGeometry:
		if f.Severity == Refuse {
			return fmt.Sprintf(" has a boundary at last, nowhere near where it should lie: box %s", shown(f.After))
		}
		return " has a boundary at last"
	case Abroad:
		return fmt.Sprintf(" lies nowhere near where it lay, or should: box %s, was %s", shown(f.After), shown(f.Before))
	case Displaced:
		return fmt.Sprintf(" reaches elsewhere: box %s, was %s", shown(f.After), shown(f.Before))
	case CountedTwice:
		return fmt.Sprintf(" share %s km² of ground, which would count twice: take one of the two out, or mend their borders", shown(f.After))
	case Untold:
		return ": borders meet in too many places to tell whether ground counts twice"
	case Unreconciled:
		return fmt.Sprintf(": its parts add up to %s %s, not to %s", shown(f.After), f.Field, shown(f.Before))
	case Reconciled:
		return fmt.Sprintf(": its parts added up to %s %s, and add up to %s at last", shown(f.After), f.Field, shown(f.Before))
	}
	return fmt.Sprintf(": %s %s, was %s", f.Field, shown(f.After), shown(f.Before))
}

func suffix(field string) string {
	if field == "" {
		return ""
	}
	return " " + field
}

// spread says how a number changed over many units.
func (f *Finding) spread() string {
	s := f.Shift
	switch {
	case f.Kind == Redrawn:
		return fmt.Sprintf("layer %s: %d of %d boundaries are drawn another way", f.Code, s.Changed, s.Compared)
	case f.Field == "successors":
		return fmt.Sprintf("former communes: %d lead to another successor (%s listed, were %s)", s.Changed, shown(f.After), shown(f.Before))
	}
	return fmt.Sprintf("%s: %s of %d in %d changed, %s in all, was %s; half by more than %s, one in ten by more than %s, one by %s",
		f.Level, f.Field, s.Changed, s.Compared, shown(f.After), shown(f.Before), percent(s.Median), percent(s.P90), percent(s.Largest))
}

// overTime says an answer that differs: that of the latest span, and how many
// there are.
func (f *Finding) overTime() string {
	s := &f.Spans[len(f.Spans)-1]
	out := fmt.Sprintf("%s, was %s, from %s to %s", shown(s.After), shown(s.Before), s.First, s.Last)
	if n := len(f.Spans) + f.MoreSpan - 1; n > 0 {
		out += fmt.Sprintf(" (and %d earlier stretches)", n)
	}
	if f.Today {
		out += "; today's answer changes"
	}
	return out
}

// String names a question by what is not empty.
func (q *Question) String() string {
	geography := ""
	if q.Geography != "" {
		geography = "qpv " + string(q.Geography)
	}
	return strings.Join(nonEmpty(q.Measure, string(q.Territory), geography, "scope "+string(q.Scope), "min_confidence "+q.Confidence), ", ")
}

// String tells what a list lost and gained.
func (d *Delta) String() string {
	out := ""
	if len(d.Gained) > 0 {
		out += " gains " + few(d.Gained)
	}
	if len(d.Lost) > 0 {
		if out != "" {
			out += ","
		}
		out += " loses " + few(d.Lost)
	}
	return out
}

// few lists texts, the first ten of them.
func few(all []string) string {
	const most = 10
	told := make([]string, min(len(all), most))
	for i := range told {
		told[i] = brief(all[i])
	}
	if n := len(all) - most; n > 0 {
		return fmt.Sprintf("%s and %d more", joined(told), n)
	}
	return joined(told)
}

// brief cuts a text that would drown its sentence.
func brief(text string) string {
	const most = 100
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most-1]) + "…"
}

func percent(x float64) string { return fmt.Sprintf("%.2f%%", 100*x) }

// shown is a value in a sentence.
func shown(v any) string {
	switch v := v.(type) {
	case nil:
		return "none"
	case string:
		return fmt.Sprintf("%q", brief(v))
	case float64:
		return fmt.Sprintf("%.4f", v)
	case Share:
		return fmt.Sprintf("%s in %s", v.Type, few(v.Departments))
	case Figure:
		if v.Reason != "" {
			return "none (" + v.Reason + ")"
		}
		return fmt.Sprintf("%s of %s", shown(v.Covered), shown(v.Total))
	}
	return fmt.Sprint(v)
}
