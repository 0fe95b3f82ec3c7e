# Two commands are all it takes: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run setup test-setup test check format docs quality soak bench lock clean

help: ## list what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: setup ## set up, crawl politely, index and serve http://127.0.0.1:5000
	$(BIN)/dispatchbox up

setup: $(VENV)/.run ## make .venv from the hash-pinned lock

test-setup: $(VENV)/.test ## make .venv with what the tests need too

test: test-setup ## run every test (those whose program is absent say how to install it)
	$(BIN)/pytest -n auto

check: test-setup ## format, lint, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: test-setup ## put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: test-setup ## write the pages of docs/ that follow from code and decisions
	$(BIN)/python -m tests.architecture.pages

quality: test-setup ## measure the tags on labelled statements, write docs/quality.md (needs DISPATCHBOX_SHARED)
	$(BIN)/python -m tests.quality

soak: test-setup ## the long proofs at full scale: SEED=1 SCALE=1.0
	$(BIN)/python -m tests.soak --seed $(or $(SEED),1) --scale $(or $(SCALE),1.0)

bench: test-setup ## measure speed and memory against the bare libraries
	$(BIN)/python -m benchmarks

lock: ## pin every dependency by hash again (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml requirements/build.in -o requirements/run.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml requirements/build.in --extra elasticsearch --extra documents --extra notify --group pyproject.toml:test -o requirements/test.lock

clean: ## remove the virtual environment and what the tools leave behind
	rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dispatch Box needs Python 3.11 or later; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --require-hashes -r requirements/run.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements/test.lock $(VENV)/.run
	$(BIN)/pip install --quiet --require-hashes -r requirements/test.lock
	@touch $@
