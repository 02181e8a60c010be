# Everything that is done with a checkout. `make` alone lists the targets.

VENV ?= .venv
BIN := $(VENV)/bin
PIP_FLAGS := -m pip install -qq --disable-pip-version-check --no-deps
PIP_INSTALL := $(BIN)/python $(PIP_FLAGS)
# What the benchmarks measure beside Proscribe has an environment of its own.
PEERS := $(VENV)/peers
# Releases younger than this are not pinned: a bad one is mostly found out within a month.
PINS_BEFORE ?= 2026-10-20
FIND_PYTHON := for python in "$(PYTHON)" python3.11 python3 python3.12 python3.13; do \
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$python" && exit; done

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format bench soak golden screenshots pins clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

setup: $(VENV)/.installed ## make the virtual environment from the pinned requirements

$(VENV)/.requirements: requirements/dev.txt
	@python="$$($(FIND_PYTHON))"; if [ -z "$$python" ]; then \
		echo "No Python 3.11 or newer with its venv module was found. Install one" \
			"(Debian: python3 and python3-venv), or name it: make PYTHON=/path/to/python3.11" >&2; \
		exit 1; fi; \
	echo "Making $(VENV) with $$python: half a minute or more, once" >&2; \
	"$$python" -m venv --clear "$(VENV)"
	@$(PIP_INSTALL) --require-hashes --only-binary :all: -r requirements/dev.txt
	@touch $@

$(VENV)/.installed: $(VENV)/.requirements pyproject.toml
	@$(PIP_INSTALL) --no-build-isolation --editable .
	@# Hundreds of processes start in the tests: none shall compile it again.
	@$(BIN)/python -m compileall -q src
	@touch $@

demo: setup ## answer, screen and read the packaged examples, without a network
	$(BIN)/proscribe demo
	@echo "The pages: $(CURDIR)/proscribe-demo.html and proscribe-demo-article.html"

test: setup ## run the tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: setup ## lint, formatting, types, import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## put the code into shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

$(PEERS)/.installed: requirements/bench.txt $(VENV)/.requirements
	@echo "Making $(PEERS) for the benchmarks: a minute, once" >&2
	@$(BIN)/python -m venv --clear "$(PEERS)"
	@$(PEERS)/bin/python $(PIP_FLAGS) --require-hashes --only-binary :all: -r requirements/bench.txt
	@touch $@

bench: setup ## measure time and memory, write docs/benchmarks.md
	@$(MAKE) --no-print-directory "$(PEERS)/.installed" \
		|| echo "The peers could not be installed; the page will say that they are left out" >&2
	$(BIN)/python -m benchmarks

soak: setup ## run what takes long: kills, fuzzing, load
	$(BIN)/python -m pytest -m soak

golden: setup ## write the expected outputs anew; read the diff before committing it
	$(BIN)/python -m pytest --golden
	git diff --stat -- tests

screenshots: setup ## write the pictures of the web application, docs/pictures
	$(BIN)/python -m tests.docs.pictures

pins: ## renew the pinned requirements (needs uv)
	cd requirements && for part in run dev bench; do uv pip compile --quiet --upgrade --universal \
		--python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--exclude-newer $(PINS_BEFORE) --overrides override.in $$part.in -o $$part.txt || exit 1; done

clean: ## remove what the tools made
	rm -rf "$(VENV)" build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f proscribe-demo.html proscribe-demo-article.html
	find src tests benchmarks training -name __pycache__ -type d -prune -exec rm -rf {} +
