# Every target sets up what it needs: a machine with python3 (3.11 or later), git and make is enough.
VENV := .venv
STAMP := $(VENV)/.installed
BIN := $(VENV)/bin
UV := $(BIN)/uv
COMPILE := $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
WORKERS ?= 2

.PHONY: setup chromium demo test check bench clean lock

setup: $(STAMP)

$(STAMP): requirements-uv.lock requirements-dev.lock pyproject.toml
	test -x $(BIN)/python || python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.lock requirements-uv.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/laget demo

# What speaks to a database is tried on SQLite and on PostgreSQL, which comes as a package. A browser's
# driver leaves an event loop behind, which Django will not share a process with.
test: $(STAMP) chromium
	$(BIN)/python -m pytest -n $(WORKERS) --ignore=tests/browser
	$(BIN)/python -m pytest -n $(WORKERS) tests/browser
	LAGET_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n $(WORKERS) tests/apps tests/pages

chromium:
	@command -v chromium >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 \
		&& { apt-get install -y -q chromium || { apt-get update -q && apt-get install -y -q chromium; }; } >/dev/null; } \
		|| echo "There is no Chromium here: the browser tests are skipped."

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
