# Everything needs Go alone. Run `make` for the list.

ADDR      ?= 127.0.0.1:8080
BENCHTIME ?= 0.5s
FUZZTIME  ?= 10s
TOOLS     := $(CURDIR)/.tools

.DEFAULT_GOAL := help
.PHONY: help build run test race lint bench fuzz rebuild clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo 'ADDR=$(ADDR)  BENCHTIME=$(BENCHTIME)  FUZZTIME=$(FUZZTIME)'

build: ## build bin/maillage
	go build -o bin/maillage ./cmd/maillage

run: build ## build, then serve the embedded data on ADDR
	bin/maillage serve --addr $(ADDR)

test: ## run every test; what needs something absent skips by name
	go test ./...

race: ## run the tests of what is concurrent under the race detector
	CGO_ENABLED=1 go test -race ./geo/snapshot ./geo/tile ./api ./cmd/...

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
	rm -rf bin .tools
