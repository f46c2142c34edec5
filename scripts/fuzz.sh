#!/usr/bin/env bash
# Runs every fuzz target of the module in turn, each for the given time.
# Usage: scripts/fuzz.sh [10s]
set -euo pipefail
cd "$(dirname "$0")/.."
duration=${1:-10s}
found=0

for package in $(go list ./...); do
	directory=./${package#maillage/}
	for target in $(grep -hoE '^func Fuzz[A-Za-z0-9_]*' "$directory"/*_test.go 2>/dev/null | cut -d' ' -f2); do
		printf '\n== %s %s, %s\n' "$package" "$target" "$duration"
		go test -run '^$' -fuzz "^$target\$" -fuzztime "$duration" "$directory"
		found=1
	done
done
if [[ $found -eq 0 ]]; then
	echo 'no fuzz target found' >&2
	exit 1
fi
