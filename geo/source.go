package geo

// Source is one entry of the manifest: where a part of the data comes from.
type Source struct {
	ID          string         `json:"id"`
	Title       string         `json:"title"`
	Publisher   string         `json:"publisher"`
	Package     string         `json:"package,omitempty"` // registry package, if any
	Version     string         `json:"version,omitempty"`
	Vintage     string         `json:"vintage"`
	Licence     string         `json:"licence"`
	URL         string         `json:"url,omitempty"`
	Credit      string         `json:"credit"` // the line every map and export must show
	File        string         `json:"file"`
	SHA256      string         `json:"sha256"`
	Counts      map[string]int `json:"counts"`
	Populations string         `json:"populations,omitempty"` // what its populations are: source and census year
	Approximate bool           `json:"approximate"`
	// AccuracyM is how far a boundary may lie from the official one, in
	// metres; nil where it is not known. AccuracyBasis says how it is known.
	AccuracyM     *float64 `json:"accuracy_m"`
	AccuracyBasis string   `json:"accuracy_basis,omitempty"`
	// ResolutionM is the rounding of the coordinates, in metres: accuracy can
	// be no better. 0 where it is not known.
	ResolutionM float64  `json:"resolution_m,omitempty"`
	Notes       []string `json:"notes,omitempty"`
}

// NotStated stands where a source of a file tells nothing of itself.
const NotStated = "not stated"

// FileTitle names the source of a layer of which only its file is known.
func FileTitle(layer LayerName, file string) string { return string(layer) + " from " + file }

// FileCredit credits it.
func FileCredit(layer LayerName, file string) string {
	return string(layer) + ": file " + file + ", source and date not stated"
}
