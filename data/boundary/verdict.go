package boundary

import (
	"maillage/geo"
)

// verdict is what becomes of one feature of an area layer.
type verdict struct {
	given string // the code that the file gives
	code  string // of the unit that the feature draws
	name  string // of that unit, where it is not the one the file gives
	fault *fault // what costs the feature, or its ground
	out   bool   // the feature is no unit of the layer
	other bool   // it is another country's
	// joined: its ground is in that of another feature, which tells so.
	joined bool
}

// leave leaves a feature out.
func (v *verdict) leave(f *fault) { v.fault, v.out = f, true }

// judge decides which features of an area layer are its units, so that no
// ground stands in it twice, whatever the order of the features. A file may name
// one ground in several ways: by one code twice, by the parts of a commune beside
// the commune, by codes of the past beside those of today. Ground that is put
// together is put in the feature that stands for it.
func (j *judgement) judge() []verdict {
	j.verdicts = make([]verdict, len(j.features))
	for i := range j.features {
		j.one(i)
	}
	if j.opts.Country != "" || j.read.layer != geo.CommuneLayer {
		j.twice()
		return j.verdicts
	}
	j.renumber()
	j.twice()
	j.arrondissements()
	j.parts()
	return j.verdicts
}

// judgement is what a verdict is made of.
type judgement struct {
	features []rawFeature
	read     reading
	opts     Options
	place    func(i int) string // where a person finds a feature
	verdicts []verdict
}

// both names two features, whatever their order.
func (j *judgement) both(a, b int) string {
	return j.place(min(a, b)) + " and " + j.place(max(a, b))
}

// one judges a feature by its code alone.
func (j *judgement) one(i int) {
	v := &j.verdicts[i]
	f := &j.features[i]
	code, flt := j.read.codeOf(f)
	v.given, v.code = code, code
	switch {
	case f.lost:
		v.leave(f.faults[0])
	case flt != nil:
		v.leave(flt)
	case ofOther(code, j.opts.Country):
		v.other, v.out = true, true
	default:
		if flt := absent(j.opts.Known, j.read.layer, code); flt != nil {
			v.leave(flt)
		}
	}
}

// standing lists the features that are units still, by code.
func (j *judgement) standing() map[string][]int {
	of := make(map[string][]int, len(j.verdicts))
	for i := range j.verdicts {
		if v := &j.verdicts[i]; !v.out {
			of[v.code] = append(of[v.code], i)
		}
	}
	return of
}

// twice judges features of one code: the one that holds the others stands, and
// where none does nobody knows the ground of that code.
func (j *judgement) twice() {
	for code, same := range j.standing() {
		if len(same) == 1 {
			continue
		}
		if stands := j.holder(same); stands >= 0 {
			for _, i := range same {
				if i != stands {
					j.verdicts[i].leave(faultf(RuleDuplicateCode, "%s have the same code; the larger, which holds the other, is kept", j.both(i, stands)))
				}
			}
			continue
		}
		j.noGround(code, same)
	}
}

// noGround takes the ground of features of one code away. The one of the first
// name stands for the code.
func (j *judgement) noGround(code string, same []int) {
	stands := j.first(same)
	for _, i := range same {
		other := same[0]
		if other == i {
			other = same[1]
		}
		v := &j.verdicts[i]
		v.leave(faultf(RuleDuplicateCode, "%s have the same code, and neither holds the other; %s gets no ground", j.both(i, other), code))
		v.out = i != stands
		j.features[i].empty()
	}
}

// holder returns the feature whose ground holds that of the others of its code,
// -1 where none does, or where the ground of one could not be read. Features
// without geometry give way.
func (j *judgement) holder(same []int) int {
	var drawn []int
	for _, i := range same {
		switch f := &j.features[i]; {
		case f.ground != nil:
			drawn = append(drawn, i)
		case f.refused():
			return -1
		}
	}
	if len(drawn) == 0 {
		return j.first(same)
	}
	for _, i := range drawn {
		holds := true
		for _, k := range drawn {
			holds = holds && (i == k || j.prevails(i, k, mostly))
		}
		if holds {
			return i
		}
	}
	return -1
}

// first is the feature of the first name, so that the order of the file tells
// nothing.
func (j *judgement) first(same []int) int {
	stands := same[0]
	for _, i := range same[1:] {
		if j.read.nameOf(&j.features[i]) < j.read.nameOf(&j.features[stands]) {
			stands = i
		}
	}
	return stands
}
