#!/usr/bin/env bash
# Runs every linter over the whole module and fails if any of them speaks.
# All of them run before it fails, so that one pass shows everything; two at a
# time, as most keep no more than one core busy.
set -uo pipefail
cd "$(dirname "$0")/.."
tools=${TOOLS:-$PWD/.tools}
contract=api/web/contract
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT
names=()

# What go says of modules that it fetches is no finding: it has them all first.
go mod download || exit 1

# begin JUDGE NAME COMMAND...: judge a command when a place is free.
begin() {
	local judge=$1 name=$2
	shift 2
	while [[ $(jobs -rp | wc -l) -ge 2 ]]; do wait -n; done
	names+=("$name")
	"$judge" "$said/${#names[@]}" "$@" &
}

# quiet and reads write what a command says into a file, and leave none where it
# has nothing to say: of the first, the command must print nothing too.
quiet() {
	local file=$1 status=0
	shift
	"$@" >"$file" 2>&1 || status=$?
	if [[ $status -ne 0 ]]; then echo "exit status $status" >>"$file"; fi
	if [[ ! -s $file ]]; then rm "$file"; fi
}
reads() {
	local file=$1
	shift
	if "$@" >"$file" 2>&1; then rm "$file"; fi
}

# What ships must be reached from a program, what tests share from a test.
begin quiet deadcode "$tools/deadcode" ./cmd/... ./scripts/...
begin quiet 'deadcode, tests' "$tools/deadcode" -test ./...
begin quiet staticcheck "$tools/staticcheck" ./...
begin quiet errcheck "$tools/errcheck" -exclude scripts/lint/errcheck.txt ./...
begin quiet nilness "$tools/nilness" ./...
begin quiet 'go vet' go vet ./...
begin quiet gofmt gofmt -l api cmd data geo scripts
if [[ -x api/web/node_modules/.bin/tsc ]]; then
	begin quiet tsc api/web/node_modules/.bin/tsc --project api/web
else
	echo 'tsc: not there; make map brings it'
fi
# The document is read as outside tools read it.
if [[ -x $contract/node_modules/.bin/redocly ]]; then
	go run ./scripts/openapi >"$said/document.json" || exit 1
	begin reads redocly env REDOCLY_TELEMETRY=off "$contract/node_modules/.bin/redocly" lint --config "$contract/redocly.yaml" "$said/document.json"
	begin reads spectral "$contract/node_modules/.bin/spectral" lint --fail-severity=hint --ruleset "$contract/spectral.yaml" "$said/document.json"
else
	echo 'redocly, spectral: not there; make types brings them'
fi
wait

failed=0
for i in "${!names[@]}"; do
	file=$said/$((i + 1))
	if [[ -e $file ]]; then
		printf '%s: found\n' "${names[i]}"
		cat "$file"
		failed=1
	else
		printf '%s: nothing to say\n' "${names[i]}"
	fi
done
exit "$failed"
