# The one front door, for people and for CI. A bare machine needs Python 3.11 to 3.13 and make.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV ?= .venv
PORT ?= 8001
JOBS ?= auto
# Words passed on to the command behind a target: make test ARGS="-k fold"
ARGS ?=
# The Python to make the environment with; empty: the first suitable one on the path.
PYTHON ?=

BIN := $(VENV)/bin
BEFORE := $(VENV)/changes
# Optional parts to install beside what everybody needs: make env EXTRAS=ocr
EXTRAS ?=
STAMP := $(VENV)/.made$(addprefix -,$(EXTRAS))
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input

CANDIDATES := python3 python3.13 python3.12 python3.11
SUITABLE := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))

.PHONY: help env build serve test changes lint format bench clean

help: ## list the targets
	@echo "make TARGET, where TARGET is"
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12

env: $(STAMP) ## make the environment in .venv (PYTHON=… to choose the interpreter, EXTRAS=ocr to read scanned PDF files)

# The environment counts as made only when everything is installed: then the stamp is written.
$(STAMP): pyproject.toml constraints.txt
	@set -e; \
	if ! $(BIN)/python -c '$(SUITABLE)' 2>/dev/null || ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	    python=; \
	    for name in $(or $(PYTHON),$(CANDIDATES)); do \
	        if "$$name" -c '$(SUITABLE)' 2>/dev/null; then python="$$name"; break; fi; \
	    done; \
	    if [ -z "$$python" ]; then \
	        echo "make env: no Python 3.11 to 3.13 among: $(or $(PYTHON),$(CANDIDATES)); install one, or name it: make env PYTHON=/path/to/python3.12" >&2; \
	        exit 1; \
	    fi; \
	    if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	        echo "make env: $$python cannot make environments; on Debian or Ubuntu: sudo apt-get install python3-venv" >&2; \
	        exit 1; \
	    fi; \
	    echo "making $(VENV) with $$("$$python" --version)"; \
	    "$$python" -m venv --clear $(VENV); \
	fi
	@echo "installing into $(VENV) (about a minute)"
	@$(PIP) install -c constraints.txt pip setuptools
	@$(PIP) install -c constraints.txt --no-build-isolation -e '.[dev,bench]'
	@test -z '$(EXTRAS)' || $(PIP) install --no-build-isolation -c constraints.txt -e '.[$(EXTRAS)]'
	@touch $@

build: env ## corpus/ → extracted/: records and database
	@$(BIN)/plans build $(ARGS)

serve: env ## build if needed, then serve the pages on 127.0.0.1 (PORT=8001)
	@$(BIN)/plans serve --port $(PORT) $(ARGS)

test: env ## run all tests (JOBS=auto, ARGS="-k name")
	@$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

changes: env ## facts won and lost by the code as it stands, against the committed records
	@rm -rf $(BEFORE) && mkdir -p $(BEFORE)
	@git archive HEAD extracted | tar -x -C $(BEFORE)
	@$(BIN)/plans build --records $(BEFORE)/now --db $(BEFORE)/plans.db
	@$(BIN)/plans changes $(BEFORE)/extracted $(BEFORE)/now

lint: env ## style, format, types and the floors of the house
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: env ## put the code into the common format
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format .

bench: env ## measure how fast a corpus is built, how well it is read and compared
	@$(BIN)/python bench/reading.py
	@$(BIN)/python bench/growth.py
	@$(BIN)/python bench/alignment.py
	@$(BIN)/python bench/measures.py
	@$(BIN)/python bench/comparing.py
	@$(BIN)/python bench/build.py $(ARGS)
	@$(BIN)/plans evaluate tests/gold

clean: ## remove the environment, the caches and what is built from the records
	@rm -rf $(VENV) extracted/.cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov build dist *.egg-info
	@rm -f extracted/plans.db* extracted/graph.*
	@find pipeline datasette tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
