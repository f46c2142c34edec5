package ask

import (
	"fmt"
	"strconv"

	"maillage/api/rest"
	"maillage/api/wire/schemas"
)

// The default page holds every region, department, centre and perimeter.
const (
	DefaultLimit = 250
	MaxLimit     = 1000
)

// What a collection is asked by, beside the vocabulary.
var (
	BBox, BoxesOf = rest.Typed(rest.Param{
		Name: "bbox", In: rest.InQuery, Example: "1,43,6,46",
		Description: schemas.Description("bbox"),
		Schema:      rest.Object{"type": "array", "minItems": 4, "maxItems": 6, "items": rest.Object{"type": "number"}},
	}, ReadBox)
	Limit, LimitOf = rest.Typed(rest.Param{
		Name: "limit", In: rest.InQuery, Initial: strconv.Itoa(DefaultLimit),
		Description: "the most features in one answer; above the maximum it is brought down to it.",
		Schema:      rest.Object{"type": "integer", "minimum": 1, "maximum": MaxLimit, "default": DefaultLimit},
	}, readLimit)
	Offset, OffsetOf = rest.Typed(rest.Param{
		Name: "offset", In: rest.InQuery, Initial: "0",
		Description: "how many features to pass over first; the links of an answer hold the next.",
		Schema:      rest.Object{"type": "integer", "minimum": 0, "default": 0},
	}, readOffset)
)

func readLimit(_ *rest.Values, text string) (int, string, error) {
	n, err := rest.WholeNumber(text)
	if err != nil || n < 1 {
		return 0, "", rest.InvalidParameter.Problem("limit must be a whole number, 1 or more.",
			fmt.Sprintf("Send a limit from 1 to %d.", MaxLimit))
	}
	limit := int(min(n, MaxLimit))
	return limit, strconv.Itoa(limit), nil
}

func readOffset(_ *rest.Values, text string) (int, string, error) {
	n, err := rest.WholeNumber(text)
	if err != nil || n < 0 {
		return 0, "", rest.InvalidParameter.Problem("offset must be a whole number, 0 or more.",
			"Send 0, or follow the next link of the answer before.")
	}
	return int(n), strconv.Itoa(int(n)), nil
}
