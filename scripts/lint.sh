#!/usr/bin/env bash
# Runs every linter over the whole module and fails if any of them speaks.
# All of them run before it fails, so that one pass shows everything.
set -uo pipefail
cd "$(dirname "$0")/.."
tools=${TOOLS:-$PWD/.tools}
failed=0

# What go says of modules that it fetches is no finding: it has them all first.
go mod download || failed=1

# quiet NAME COMMAND...: the command must succeed and print nothing.
quiet() {
	local name=$1 output status=0
	shift
	output=$("$@" 2>&1) || status=$?
	if [[ $status -ne 0 || -n $output ]]; then
		printf '%s: found\n%s\n' "$name" "$output"
		failed=1
	else
		printf '%s: nothing to say\n' "$name"
	fi
}

quiet gofmt gofmt -l api cmd data geo scripts
quiet 'go vet' go vet ./...
quiet staticcheck "$tools/staticcheck" ./...
quiet errcheck "$tools/errcheck" -exclude scripts/lint/errcheck.txt ./...
if [[ -x api/web/node_modules/.bin/tsc ]]; then
	quiet tsc api/web/node_modules/.bin/tsc --project api/web
else
	printf 'tsc: not there; make map brings it\n'
fi
quiet nilness "$tools/nilness" ./...
# What ships must be reached from a program, what tests share from a test.
quiet deadcode "$tools/deadcode" ./cmd/... ./scripts/...
quiet 'deadcode, tests' "$tools/deadcode" -test ./...
exit "$failed"
