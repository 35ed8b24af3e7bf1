# Every target sets up what it needs: a machine with python3 (3.11 or later), git and make is enough.
VENV := .venv
RUNS := $(VENV)/.runs
STAMP := $(VENV)/.installed
BIN := $(VENV)/bin
UV := $(BIN)/uv
INSTALL = $(UV) pip sync --quiet --python $(BIN)/python --require-hashes $(1) requirements-setup.lock \
	&& $(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
COMPILE := $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
WORKERS ?= 2

.PHONY: setup chromium demo test check bench clean lock

setup: $(STAMP)

# What runs Läget comes first and is enough for `make demo`; what tests and checks it comes upon that.
$(RUNS): requirements-setup.lock requirements.lock pyproject.toml
	test -x $(BIN)/python || python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-setup.lock
	$(call INSTALL,$(if $(wildcard $(STAMP)),requirements-dev.lock,requirements.lock))
	touch $(RUNS)

$(STAMP): $(RUNS) requirements-dev.lock
	$(call INSTALL,requirements-dev.lock)
	touch $(STAMP)

demo: $(RUNS)
	$(BIN)/laget demo

# What speaks to a database is tried on SQLite and on PostgreSQL, which comes as a package: there every app, and of
# the pages those whose answer a database could change. `ON_POSTGRESQL="tests/apps tests/pages"` tries them all. A
# browser's driver leaves an event loop behind, which Django will not share a process with.
ON_POSTGRESQL ?= tests/apps $(addprefix tests/pages/test_,search.py queries.py permissions.py embargo.py year_story.py \
	moved_gaps.py households.py)
test: $(STAMP) chromium
	$(BIN)/python -m pytest -n $(WORKERS) --ignore=tests/browser
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup tests/browser
	LAGET_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n $(WORKERS) $(ON_POSTGRESQL)

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
	$(COMPILE) --group setup -c requirements-dev.lock -o requirements-setup.lock

clean:
	rm -rf $(VENV) .laget .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
