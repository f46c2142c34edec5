package mesh

// findSlivers reports the faces thinner than SliverMetres.
func (m *Mesh) findSlivers(l ledger) {
	for f := range m.Len() {
		metres := 0.0
		own := m.ofFace[m.start[f]:m.start[f+1]]
		for _, h := range own {
			metres += m.metres[h>>1]
		}
		w := width(m.area[f], metres)
		if len(own) == 0 || w >= SliverMetres {
			continue
		}
		at := m.line(int(own[0] >> 1))[0].Orb()
		l.put(Finding{Rule: Sliver, Faces: []int{f}, At: at, Count: 1, Area: m.area[f], WidthM: w})
	}
}
