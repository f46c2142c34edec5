package data

import (
	"testing"
)

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
