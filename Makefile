# Every target makes .venv when there is none, and again when the requirements have changed.
# Needs GNU make 3.81 and a Python of at least 3.11 with venv; `make demo PYTHON=/path/to/python` names one.

SHELL := /bin/sh
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# What a test may read.
SOURCES := $(shell find kaspi_doctor tests docs reports/samples *.md -type f ! -path '*/__pycache__/*' 2>/dev/null)

.PHONY: help demo test test-all test-slow check bench mutation samples format requirements clean
.NOTPARALLEL:
.DEFAULT_GOAL := help

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

demo: .venv/installed  ## diagnose the built-in simulator: no token, no network; SCENARIO=… chooses the fault
	@$(BIN)/kaspi-doctor demo $(SCENARIO)

test: .venv/installed  ## run the tests on all cores, except the slow ones
	$(BIN)/python $(QUICK)

test-all: test test-slow  ## run all tests: a few minutes

# The fault matrix waits for fractions of a second, so it has the machine to itself; its last test prints the table.
test-slow: .venv/installed  ## run only the slow tests: the fault matrix, networks, clocks and Pythons of their own
	$(BIN)/python -m pytest -rP --show-capture=stdout tests/matrix/test_matrix.py
	$(BIN)/python -m pytest -n auto --dist worksteal -m slow --ignore tests/matrix/test_matrix.py

check: .venv/installed  ## format, lint, types, import arrows, and the coverage of the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory .coverage
	$(BIN)/coverage report

bench: .venv/installed  ## measure side by side, and print ratios
	$(BIN)/python -m benchmarks.run

mutation: .venv/installed  ## break the code that judges, place by place, and see whether a test notices; ONLY=… names a part
	$(BIN)/python -m benchmarks.mutation $(ONLY)

samples: .venv/installed  ## recreate reports/samples: the README's gallery, and what the tests compare with
	$(BIN)/python -m docs.samples

format: .venv/installed  ## fix what ruff can fix
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

# Keeps the pins that still hold; to take the newest releases, delete requirements-dev.txt first.
requirements: $(BIN)/python  ## pin what pyproject.toml names into requirements-dev.txt
	$(PIP) install uv
	$(BIN)/uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
	  --custom-compile-command "make requirements" --quiet --output-file requirements-dev.txt

clean:  ## remove .venv and everything the tools leave behind
	rm -rf .venv .coverage .coverage.* .hypothesis .import_linter_cache .inline-snapshot .mypy_cache .pytest_cache .ruff_cache build dist
	find kaspi_doctor tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

QUICK := -m pytest -n auto --dist worksteal -m "not slow"

# Measuring more than doubles the time, so `make test` does not; it is done again only when a source has changed, and a
# failed run leaves no .coverage behind.
.coverage: .venv/installed $(SOURCES)
	@$(BIN)/coverage erase
	$(BIN)/coverage run $(QUICK)
	@$(BIN)/coverage combine --quiet

.venv/installed: requirements-dev.txt pyproject.toml | $(BIN)/python
	@echo "Installing the pinned requirements into .venv"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# `python3` may be too old while a newer one stands beside it, and Debian ships Python without venv.
$(BIN)/python:
	@found=; for python in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  found=$$python; \
	  "$$python" -c 'import ensurepip, venv' 2>/dev/null || continue; \
	  echo "Making .venv with $$("$$python" --version)" && exec "$$python" -m venv --clear .venv; \
	done; \
	if [ -n "$$found" ]; then \
	  echo "$$found has no venv module. On Debian and Ubuntu: apt-get install python3-venv" >&2; \
	else \
	  echo "kaspi-doctor needs Python 3.11 or newer, and none was found. If yours has another name: make PYTHON=/path/to/python" >&2; \
	fi; exit 1
