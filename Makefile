# `make demo` and `make test` need nothing but make and Python with pip; everything else is built into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help demo test test-quick check format lint types imports bench bench-year bench-reading learn stories lock clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

$(STAMP): requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: $(STAMP) ## live through six weeks of a job search on an embedded mail server
	$(BIN)/afterword demo

test: $(STAMP) ## run every test
	$(BIN)/python -m pytest

test-quick: $(STAMP) ## run the tests that need no server, in under a minute
	$(BIN)/python -m pytest -m "not server and not slow" --hypothesis-profile=quick

check: $(STAMP) format lint types imports test ## everything CI would say

format: $(STAMP) ## check the formatting
	$(BIN)/ruff format --check .

lint: $(STAMP) ## ruff
	$(BIN)/ruff check .

types: $(STAMP) ## mypy, strict, tests included
	$(BIN)/mypy

imports: $(STAMP) ## the import contracts
	$(BIN)/lint-imports

bench: $(STAMP) ## how deciding grows, and the first scan beside a bare imapclient loop, as ratios
	$(BIN)/python -m tests.bench

bench-year: $(STAMP) ## what so many years of three hundred applications come to: YEARS=1
	$(BIN)/python -m tests.bench.year $(or $(YEARS),1)

bench-reading: $(STAMP) ## how well mail is understood: FOLDER=... of labelled mail, else our own letters; HELD_OUT=1
	$(BIN)/python -m tests.bench.reading $(FOLDER) $(if $(HELD_OUT),--held-out)

SECONDS ?= 60
fuzz: $(STAMP) ## look for input that breaks reading, each target SECONDS long (60)
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

learn: $(STAMP) ## learn rules/weights anew from our letters and sentences, and a CORPUS=folder; takes minutes
	$(BIN)/python -m tests.learning $(if $(CORPUS),--corpus $(CORPUS))

stories: $(STAMP) ## write rules/stories/COVERED.md anew, after rules, templates or stories have changed
	$(BIN)/python -m tests.rehearsing.covered

lock: ## pin every dependency with hashes
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --all-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --output-file requirements.txt pyproject.toml
	# pip-compile loses the markers of an extra's requirements; this one has wheels for few machines.
	sed -i "s/^atheris==[^ ;]*/& ; sys_platform == 'linux' and platform_machine == 'x86_64' and python_version < '3.14'/" requirements.txt

clean: ## remove what was built
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
