# Each target sets up .venv by itself, when pyproject.toml or the lock has changed.

PYTHON ?= python3
LOCK := uv.lock
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp
LOWEST_VENV := build/lowest-venv
# The uv of the machine, else one that pip installs into a folder of ours: Python and make are enough.
UV_VENV := build/uv
UV := $(or $(shell command -v uv),$(UV_VENV)/bin/uv)
UV_VERSION := 0.13.9
# What users install; `docs` and `dev` are for this repository.
EXTRAS := http2 local fast otel cli

# The bundled pyright is the pinned one: it need not ask for news.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Take the Python of the machine: none is downloaded.
export UV_PYTHON_DOWNLOADS := never
# Another environment may be active; ours is .venv.
unexport VIRTUAL_ENV
# Compile each module once, not again in each of the hundreds of processes of a test run.
unexport PYTHONDONTWRITEBYTECODE
# The notice of the theme's authors about its successor.
export NO_MKDOCS_2_WARNING := 1

# Tests go to the CPUs in their random order, those of a group to the same one.
PARALLEL := -n auto --dist loadgroup --no-loadscope-reorder
# What the checkers say is part of `make check`. The end of a run names the slowest tests and the reasons of skips.
REPORT := -m "not types" --durations=10 -rs
# The plugin of schemathesis takes longer to load than a thousand unit tests run.
QUICK := -m "not slow and not real_server" -p no:schemathesis

# Prints the first Python that is new enough.
find_python = for python in "$(PYTHON)" python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && exit; \
	done; \
	echo "conductor-sdk needs Python 3.11 or newer, and $(PYTHON) is older or missing: install one, or name it with PYTHON=..." >&2; \
	exit 1

.PHONY: help setup demo test test-all quick test-lowest matrix check docs faults bench soak regen format lock clean
.PHONY: check-lint check-types check-imports check-derived check-docs check-wheel

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## Make .venv with the package and all tools, versions as locked

$(STAMP): pyproject.toml $(LOCK) | $(UV)
	@python=$$($(find_python)) && echo "setting up $(VENV) with $$python ..." && "$$python" -m venv --without-pip $(VENV)
	@$(UV) sync --quiet --locked --all-extras --python $(BIN)/python
	@touch $@

$(UV_VENV)/bin/uv:
	@python=$$($(find_python)) && "$$python" -m venv $(UV_VENV)
	@$(UV_VENV)/bin/python -m pip install --quiet "uv==$(UV_VERSION)"

demo: $(STAMP) ## Run a workflow and watch it (REAL=1 starts the real server, CONDUCTOR_SERVER_URL=... names one)
	@$(BIN)/python -m examples.demo $(if $(REAL),--real)

test: $(STAMP) ## Run the tests (ARGS="-k name" selects; the real server is used when Java >= 21 is here)
	@$(BIN)/python -m pytest $(PARALLEL) $(REPORT) $(ARGS)

test-all: $(STAMP) ## Run the tests with all repetitions and all re-checks on the real server, as CI does
	@CONDUCTOR_TEST_SIZES=full $(BIN)/python -m pytest $(PARALLEL) $(REPORT) $(ARGS)

quick: $(STAMP) ## Run the unit tests that need neither a server nor processes (a minute at most)
	@$(BIN)/python -m pytest $(PARALLEL) $(QUICK) $(ARGS) tests/unit

test-lowest: | $(UV) ## Run the unit tests with the lowest versions that pyproject.toml allows
	@python=$$($(find_python)) && "$$python" -m venv --clear --without-pip $(LOWEST_VENV)
	@$(UV) pip compile --quiet --resolution lowest-direct $(EXTRAS:%=--extra %) --python $(LOWEST_VENV)/bin/python \
		pyproject.toml --output-file $(LOWEST_VENV)/lowest.txt
	@$(UV) pip install --quiet --python $(LOWEST_VENV)/bin/python -r $(LOWEST_VENV)/lowest.txt -e '.[dev]'
	@$(LOWEST_VENV)/bin/python -m pytest $(PARALLEL) -m "not real_server" -rs $(ARGS) tests/unit

matrix: $(STAMP) ## Run the unit tests on each Python that is here (PYTHONS="3.13 /path/to/python" names them)
	@$(BIN)/python -m scripts.matrix --uv "$(UV)" $(PYTHONS)

check: check-lint check-types check-imports check-derived check-docs check-wheel ## Check style, types, imports, derived code, site, wheel

check-lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

check-types: $(STAMP)
	@$(BIN)/python -m scripts.check_facade
	@$(BIN)/mypy
	@$(BIN)/mypy generated/conductor_api
	@$(BIN)/pyright
	@$(BIN)/python -m pytest -q -m types tests/generated/test_types.py tests/pipeline/test_generate.py

check-imports: $(STAMP)
	@$(BIN)/lint-imports --no-logo

check-derived: $(STAMP)
	@$(BIN)/python scripts/unasync.py --check
	@$(BIN)/python -m scripts.regen --check

check-docs: $(STAMP)
	@$(BIN)/python -m scripts.docs --check
	@$(BIN)/mkdocs build --quiet

check-wheel: $(STAMP)
	@$(BIN)/python -m scripts.check_wheel

docs: $(STAMP) ## Build the site into build/site, what is made from the code anew
	@$(BIN)/python -m scripts.docs
	@$(BIN)/mkdocs build --quiet
	@echo "build/site/index.html"

faults: $(STAMP) ## Try what workers survive, and write the table into docs/faults.md (some minutes)
	@$(BIN)/python -m benchmarks.faults

bench: $(STAMP) ## Measure workers beside those of other SDKs, and write docs/benchmark.md (an hour; REAL=http://host:8080 too)
	@$(BIN)/python -m benchmarks.workers --write $(if $(REAL),--real "$(REAL)") $(ARGS)

soak: $(STAMP) ## Run 200,000 tasks while one call in a hundred fails, and write the result into docs/faults.md
	@$(BIN)/python -m benchmarks.soak

regen: $(STAMP) ## Make the client anew from the server's document (SERVER=http://host:8080 or OFFLINE=1)
	@$(BIN)/python -m scripts.regen $(if $(SERVER),--server "$(SERVER)") $(if $(OFFLINE),--offline)

format: $(STAMP) ## Format the code and repair what the linter can repair
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

lock: | $(UV) ## Renew the locked versions of all tools
	@$(UV) lock --quiet --upgrade --default-index https://pypi.org/simple

clean: ## Remove .venv, caches and builds
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
