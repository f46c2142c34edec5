package boundary

import (
	"math"
	"strconv"
)

// Powers of ten that a float64 holds exactly: a quotient of an integer below
// 2^53 by one of them is correctly rounded.
var pow10 = [...]float64{
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
}

// number reads a JSON number at the start of b. It returns its value, how many
// decimals it is written with, and its length; the length is 0 when b does not
// start with a number, and the value may be infinite (1e999).
func number(b []byte) (v float64, decimals, n int) {
	i := 0
	if i < len(b) && b[i] == '-' {
		i++
	}
	first := i
	var mantissa uint64
	for i < len(b) && b[i]-'0' <= 9 {
		mantissa = mantissa*10 + uint64(b[i]-'0')
		i++
	}
	digits := i - first
	if digits == 0 || digits > 1 && b[first] == '0' {
		return 0, 0, 0
	}
	if i < len(b) && b[i] == '.' {
		i++
		point := i
		for i < len(b) && b[i]-'0' <= 9 {
			mantissa = mantissa*10 + uint64(b[i]-'0')
			i++
		}
		decimals = i - point
		if decimals == 0 {
			return 0, 0, 0
		}
	}
	if i < len(b) && b[i]|0x20 == 'e' || digits+decimals > 15 {
		return longNumber(b, i, decimals)
	}
	v = float64(mantissa) / pow10[decimals]
	if first == 1 {
		v = -v
	}
	return v, decimals, i
}

// longNumber finishes a number that the short way would round wrongly: with an
// exponent that may start at i, or with more than 15 digits.
func longNumber(b []byte, i, decimals int) (float64, int, int) {
	exponent := 0
	if i < len(b) && b[i]|0x20 == 'e' {
		i++
		sign := 1
		if i < len(b) && (b[i] == '+' || b[i] == '-') {
			if b[i] == '-' {
				sign = -1
			}
			i++
		}
		start := i
		for i < len(b) && b[i]-'0' <= 9 {
			exponent = min(exponent*10+int(b[i]-'0'), 1e6)
			i++
		}
		if i == start {
			return 0, 0, 0
		}
		exponent *= sign
	}
	v, err := strconv.ParseFloat(string(b[:i]), 64)
	if err != nil && !math.IsInf(v, 0) {
		return 0, 0, 0
	}
	return v, max(0, decimals-exponent), i
}
