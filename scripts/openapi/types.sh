#!/usr/bin/env bash
# Writes the types of what the service answers, for the scripts of the map:
#   scripts/openapi/types.sh FILE
set -euo pipefail
file=$(realpath "$1")
cd "$(dirname "$0")/../.."
schemas=$(mktemp --suffix=.json)
trap 'rm -f "$schemas"' EXIT
go run ./scripts/openapi -schemas >"$schemas"
node api/web/contract/node_modules/.bin/openapi-typescript "$schemas" --array-length --output "$file" >/dev/null 2>&1
