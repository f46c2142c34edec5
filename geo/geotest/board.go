package geotest

import "github.com/paulmach/orb"

// Board reads faces from bytes: a byte below 0xF0 is a position on a board
// of 15 by 16 degrees, 0xF0 to 0xF7 close a ring, 0xF8 to 0xFB a polygon, the
// others a face. On so small a board everything touches everything.
func Board(data []byte) []orb.MultiPolygon {
	faces := []orb.MultiPolygon{{orb.Polygon{nil}}}
	for _, b := range data {
		mp := &faces[len(faces)-1]
		p := &(*mp)[len(*mp)-1]
		r := &(*p)[len(*p)-1]
		switch {
		case b < 0xF0:
			*r = append(*r, orb.Point{float64(b >> 4), float64(b & 15)})
		case b < 0xF8:
			*p = append(*p, nil)
		case b < 0xFC:
			*mp = append(*mp, orb.Polygon{nil})
		default:
			faces = append(faces, orb.MultiPolygon{orb.Polygon{nil}})
		}
	}
	for _, mp := range faces {
		for _, p := range mp {
			for i, r := range p {
				if len(r) > 0 {
					p[i] = append(r, r[0])
				}
			}
		}
	}
	return faces
}
