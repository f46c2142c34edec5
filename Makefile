# Everything needs Go alone, save the interactive map, which Node builds where it
# is there. Run `make` for the list.

ADDR      ?= 127.0.0.1:8080
BENCHTIME ?= 0.5s
FUZZTIME  ?= 10s
TOOLS     := $(CURDIR)/.tools

.DEFAULT_GOAL := help
.PHONY: help build map run test race lint bench fuzz rebuild clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo 'ADDR=$(ADDR)  BENCHTIME=$(BENCHTIME)  FUZZTIME=$(FUZZTIME)'

WEB := api/web

build: map ## build bin/maillage, with the interactive map in it where Node is there
	go build -o bin/maillage ./cmd/maillage

map: ## build the interactive map, where node and npm are there
	@if ! command -v node >/dev/null || ! command -v npm >/dev/null; then \
		echo 'the interactive map is not built, for want of node and npm; every other page works'; \
	elif $(MAKE) --no-print-directory $(WEB)/node_modules/.package-lock.json; then \
		$(MAKE) --no-print-directory $(WEB)/dist/manifest.json; \
	else \
		echo 'the interactive map is not built: npm could not fetch its packages (above); every other page works'; \
	fi

$(WEB)/dist/manifest.json: $(WEB)/node_modules/.package-lock.json $(WEB)/build.mjs $(shell find $(WEB)/src -type f)
	cd $(WEB) && node build.mjs

$(WEB)/node_modules/.package-lock.json: $(WEB)/package-lock.json
	cd $(WEB) && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error --fetch-retries=1 --fetch-retry-mintimeout=1000
	touch $@

run: build ## build, then serve the embedded data on ADDR
	bin/maillage serve --addr $(ADDR)

test: map ## run every test; what needs something absent skips by name
	go test -timeout 20m ./...

race: ## run the tests of what is concurrent under the race detector
	CGO_ENABLED=1 go test -race ./geo/snapshot ./geo/tile
	CGO_ENABLED=1 go test -race -run 'Swap|Stale|Generation|Reload|Drains|Gate|Turn|Kept|Large|Tile|Panic|Metrics' ./api
	CGO_ENABLED=1 go test -race -run 'Serve|Replica|Hangup' ./cmd/maillage
	CGO_ENABLED=1 go test -race -run 'Generations|Watch|Migrations' ./data/postgis

lint: $(TOOLS)/.installed ## gofmt, vet, staticcheck, errcheck, nilness, deadcode
	TOOLS=$(TOOLS) scripts/lint.sh

# The linters are a module of their own, pinned with their checksums.
$(TOOLS)/.installed: scripts/lint/go.mod scripts/lint/go.sum
	GOBIN=$(TOOLS) GOFLAGS= go -C scripts/lint install tool
	touch $@

bench: build ## measure, against baselines and against the aims of the project
	go run ./scripts/bench -benchtime $(BENCHTIME) -binary bin/maillage

fuzz: ## run every fuzz target for FUZZTIME each
	scripts/fuzz.sh $(FUZZTIME)

rebuild: ## rebuild data/embedded from the registries and data/facts
	go run ./scripts/rebuild

clean: ## remove what the other targets make
	rm -rf bin .tools $(WEB)/node_modules
	find $(WEB)/dist -type f ! -name README.md -delete
