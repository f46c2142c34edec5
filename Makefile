# Everything needs Go alone, save the interactive map, which Node builds where it
# is there. Run `make` for the list.

ADDR      ?= 127.0.0.1:8080
BENCHTIME ?= 0.5s
FUZZTIME  ?= 10s
TOOLS     := $(CURDIR)/.tools

.DEFAULT_GOAL := help
.PHONY: help build map contract types run test race lint bench fuzz rebuild clean

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

CONTRACT := $(WEB)/contract

$(CONTRACT)/node_modules/.package-lock.json: $(CONTRACT)/package-lock.json
	cd $(CONTRACT) && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error --fetch-retries=1 --fetch-retry-mintimeout=1000
	touch $@

contract: # what reads the OpenAPI document as outside tools do, where npm can fetch it
	@if ! command -v node >/dev/null || ! command -v npm >/dev/null; then \
		echo 'the OpenAPI document is read by no outside tool, for want of node and npm'; \
	elif ! $(MAKE) --no-print-directory $(CONTRACT)/node_modules/.package-lock.json; then \
		echo 'the OpenAPI document is read by no outside tool: npm could not fetch them (above)'; \
	fi

types: $(CONTRACT)/node_modules/.package-lock.json ## generate the types of the map's scripts from the OpenAPI document
	scripts/openapi/types.sh $(WEB)/src/schemas.d.ts

run: build ## build, then serve the embedded data on ADDR
	bin/maillage serve --addr $(ADDR)

test: map contract ## run every test; what needs something absent skips by name
	go test -timeout 20m ./...

race: ## run the tests of what is concurrent under the race detector
	CGO_ENABLED=1 go test -race ./geo/snapshot ./geo/tile ./api/rest
	CGO_ENABLED=1 go test -race -run 'Swap|Stale|Generation|Reload|Drains|Gate|Turn|Kept|Large|Tile|Panic|Metrics' ./api
	CGO_ENABLED=1 go test -race -run 'Serve|Replica|Hangup' ./cmd/maillage
	CGO_ENABLED=1 go test -race -skip Follower ./data/follow
	CGO_ENABLED=1 go test -race -run 'Generations|Watch|Migrations' ./data/postgis

lint: $(TOOLS)/.installed contract ## gofmt, vet, staticcheck, errcheck, nilness, deadcode; redocly and spectral over the OpenAPI document
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
