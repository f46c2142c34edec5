package api

import (
	"strings"
	"testing"
)

// TestGenerationsInFrench holds the page of generations to words: the names of
// layers are those of files.
func TestGenerationsInFrench(t *testing.T) {
	page := string(get(t, newTest(t).URL+"/generations?lang=fr", "Accept", browser).body)
	for _, raw := range []string{">departments", "collectivities :"} {
		if strings.Contains(page, raw) {
			t.Errorf("the page says %q", raw)
		}
	}
	if !strings.Contains(page, "Départements") {
		t.Error("the page does not name its departments")
	}
}
