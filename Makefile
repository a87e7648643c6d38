# Every target sets up what it needs first. `make help` lists them.

SWIFT ?= swift
CONFIGURATION ?= release
ATALAYA = .build/$(CONFIGURATION)/atalaya
SETUP = @Scripts/setup.sh

.DEFAULT_GOAL := help
.PHONY: help setup build install deb run test bench siege kill fuzz conformance docs said format lint

# What is installed and packaged: the release build, which is made where it is missing.
PROGRAM ?= $(ATALAYA)
export PROGRAM PREFIX SYSCONFDIR UNITDIR DESTDIR

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install everything that any target below needs (as root, else print how)
	$(SETUP) build lint test bench conformance fuzz

build: ## Release build of the program: .build/release/atalaya
	$(SETUP) build
	$(SWIFT) build -c $(CONFIGURATION) --product atalaya

install: $(PROGRAM) ## Install program, service, manual pages, completions (PREFIX=/usr/local, DESTDIR=, PROGRAM=)
	$(SETUP) package
	@Scripts/install.sh

deb: $(PROGRAM) ## Debian package of the program in .build/deb (PROGRAM=)
	$(SETUP) package
	@Scripts/deb.sh

.build/%/atalaya:
	$(MAKE) build CONFIGURATION=$*

run: build ## Release build, then a node on an invented economy until Ctrl-C (DEMO=--once ends by itself)
	@$(ATALAYA) demo $(DEMO)

test: ## Build and run every test; ends with each that failed or was skipped, and why
	$(SETUP) test
	$(SWIFT) build --build-tests
	@Scripts/test.py $(TEST_OPTIONS)
	@TEST_OPTIONS="$(TEST_OPTIONS)" Scripts/browser.sh .build/debug/atalaya --shots .build/screenshots

bench: build ## Time and memory against other validators, of the node and of routers, then micro-benchmarks
	$(SETUP) bench
	@Scripts/bench.sh $(ATALAYA)

siege: build ## A node under attack from all sides for SIEGE_MINUTES (15); fails where a promise does not hold
	$(SETUP) bench
	Scripts/bench-siege.py $(ATALAYA)

kill: build ## Kill a writing node KILL_ROUNDS (500) times; fails where something is lost
	$(SETUP) bench
	Scripts/kill-rounds.py $(ATALAYA) --rounds $${KILL_ROUNDS:-500}

fuzz: ## Fuzz every decoder, 60 s each (FUZZ_SECONDS=…, FUZZ_TARGETS="DER ROA"); fails on any finding
	$(SETUP) fuzz
	@Scripts/fuzz.sh

conformance: build ## Replay the black-box cases of ../shared against the program
	$(SETUP) conformance
	@Scripts/conformance.sh $(ATALAYA)

docs: build ## Write what is generated: references of commands and configuration, manual pages, the sample
	@Scripts/docs.py $(ATALAYA)

said: build ## Write all that the program says (help, settings, logs, alarms, errors) into .build/said.txt
	@Scripts/said.py $(ATALAYA)

format: ## Rewrite the Swift sources in the house style
	@Scripts/format.sh

lint: ## Check style, floors and house rules; changes nothing
	$(SETUP) lint
	@Scripts/lint.sh
