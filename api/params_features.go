package api

import (
	"fmt"
	"strconv"
)

// The default page holds every region, department, centre and perimeter.
const (
	defaultLimit = 250
	maxLimit     = 1000
)

// What a collection is asked by, beside the vocabulary.
var (
	bboxParam, boxesOf = typed(param{
		name: "bbox", in: inQuery, example: "1,43,6,46",
		description: "only features that meet this box: west,south,east,north in degrees (six numbers carry heights, which are ignored). West above east crosses the antimeridian. Features without geometry always match.",
		schema:      object{"type": "array", "minItems": 4, "maxItems": 6, "items": object{"type": "number"}},
	}, readBox)
	limitParam, limitOf = typed(param{
		name: "limit", in: inQuery, initial: strconv.Itoa(defaultLimit),
		description: "the most features in one answer; above the maximum it is brought down to it.",
		schema:      object{"type": "integer", "minimum": 1, "maximum": maxLimit, "default": defaultLimit},
	}, readLimit)
	offsetParam, offsetOf = typed(param{
		name: "offset", in: inQuery, initial: "0",
		description: "how many features to pass over first; the links of an answer hold the next.",
		schema:      object{"type": "integer", "minimum": 0, "default": 0},
	}, readOffset)
)

func readLimit(_ *values, text string) (int, string, error) {
	n, err := wholeNumber(text)
	if err != nil || n < 1 {
		return 0, "", invalidParameter.problem("limit must be a whole number, 1 or more.",
			fmt.Sprintf("Send a limit from 1 to %d.", maxLimit))
	}
	limit := int(min(n, maxLimit))
	return limit, strconv.Itoa(limit), nil
}

func readOffset(_ *values, text string) (int, string, error) {
	n, err := wholeNumber(text)
	if err != nil || n < 0 {
		return 0, "", invalidParameter.problem("offset must be a whole number, 0 or more.",
			"Send 0, or follow the next link of the answer before.")
	}
	return int(n), strconv.Itoa(int(n)), nil
}
