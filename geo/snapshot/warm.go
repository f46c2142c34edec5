package snapshot

// Warm derives what the first point located would else wait for: the trees of
// the boundaries of every level, and the boxes of its units. What is derived
// already costs nothing.
func (s *Snapshot) Warm() {
	for _, l := range s.levels {
		l.warm()
	}
	if s.neighbourhoods != nil {
		s.neighbourhoods.warm()
	}
}

func (l *LevelGround) warm() {
	l.boundary()
	l.outline.boundary()
	l.boxes()
}
