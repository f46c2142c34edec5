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
# The document is read as outside tools read it; what they say when content is no finding.
reads() {
	local name=$1 output
	shift
	if output=$("$@" 2>&1); then
		printf '%s: nothing to say\n' "$name"
	else
		printf '%s: found\n%s\n' "$name" "$output"
		failed=1
	fi
}
contract=api/web/contract
if [[ -x $contract/node_modules/.bin/redocly ]]; then
	document=$(mktemp --suffix=.json)
	trap 'rm -f "$document"' EXIT
	go run ./scripts/openapi >"$document" || failed=1
	reads redocly env REDOCLY_TELEMETRY=off "$contract/node_modules/.bin/redocly" lint --config "$contract/redocly.yaml" "$document"
	reads spectral "$contract/node_modules/.bin/spectral" lint --fail-severity=hint --ruleset "$contract/spectral.yaml" "$document"
else
	printf 'redocly, spectral: not there; make types brings them\n'
fi
quiet nilness "$tools/nilness" ./...
# What ships must be reached from a program, what tests share from a test.
quiet deadcode "$tools/deadcode" ./cmd/... ./scripts/...
quiet 'deadcode, tests' "$tools/deadcode" -test ./...
exit "$failed"
