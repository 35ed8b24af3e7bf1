# Every target sets up what it needs: a machine with python3 (3.11 or later), git and make is enough.
VENV := .venv
STAMP := $(VENV)/.installed
BIN := $(VENV)/bin
UV := $(BIN)/uv
COMPILE := $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
WORKERS ?= 2

.PHONY: setup demo test check bench clean lock

setup: $(STAMP)

$(STAMP): requirements-uv.lock requirements-dev.lock pyproject.toml
	test -x $(BIN)/python || python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.lock requirements-uv.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/laget demo

test: $(STAMP)
	$(BIN)/python -m pytest -n $(WORKERS)

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)
	$(BIN)/python -m bench

# After a change of dependencies: the locks are made anew, pinned with hashes for every platform.
lock: $(STAMP)
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --group dev -o requirements-dev.lock
	$(COMPILE) --group uv -o requirements-uv.lock

clean:
	rm -rf $(VENV) .laget .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
