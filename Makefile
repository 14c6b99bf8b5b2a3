# Each target sets up .venv by itself, when pyproject.toml or the lock has changed.

PYTHON ?= python3
LOCK := requirements/dev.lock
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp
LOCK_VENV := build/lock-venv

# The bundled pyright is the pinned one: it need not ask for news.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The notice of the theme's authors about its successor.
export NO_MKDOCS_2_WARNING := 1

# Prints the first Python that is new enough.
find_python = for python in "$(PYTHON)" python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && exit; \
	done; \
	echo "conductor-sdk needs Python 3.11 or newer, and $(PYTHON) is older or missing: install one, or name it with PYTHON=..." >&2; \
	exit 1

.PHONY: help setup demo test check docs faults bench soak regen format lock clean
.PHONY: check-lint check-types check-imports check-derived check-docs check-wheel

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## Make .venv with the package and all tools, versions as locked

$(STAMP): pyproject.toml $(LOCK)
	@python=$$($(find_python)) && echo "setting up $(VENV) with $$python ..." && "$$python" -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet -r $(LOCK)
	@$(BIN)/python -m pip install --quiet --no-build-isolation -c $(LOCK) -e '.[http2,local,fast,otel,cli,regen,docs,dev]'
	@touch $@

demo: $(STAMP) ## Run a workflow and watch it (REAL=1 starts the real server, CONDUCTOR_SERVER_URL=... names one)
	@$(BIN)/python -m examples.demo $(if $(REAL),--real)

test: $(STAMP) ## Run the tests (ARGS="-k name" selects; the real server is used when Java >= 21 is here)
	@$(BIN)/python -m pytest $(ARGS)

check: check-lint check-types check-imports check-derived check-docs check-wheel ## Check style, types, imports, derived code, site, wheel

check-lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

check-types: $(STAMP)
	@$(BIN)/python -m scripts.check_facade
	@$(BIN)/mypy
	@$(BIN)/mypy generated/conductor_api
	@$(BIN)/pyright

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

regen: $(STAMP) ## Make the client anew from the server's document (SERVER=URL, DOC=FILE or OFFLINE=1)
	@$(BIN)/python -m scripts.regen $(if $(OFFLINE),--offline) \
		$(if $(SERVER),--server "$$SERVER") $(if $(DOC),--document "$$DOC") \
		$(if $(HEADER),--header "$$HEADER") $(if $(CA),--ca "$$CA")

format: $(STAMP) ## Format the code and repair what the linter can repair
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

lock: ## Renew the locked versions of all tools
	@python=$$($(find_python)) && "$$python" -m venv --clear $(LOCK_VENV)
	@$(LOCK_VENV)/bin/python -m pip install --quiet '.[http2,local,fast,otel,cli,regen,docs,dev]'
	@sed '/^[^#]/,$$d' $(LOCK) > $(LOCK_VENV)/dev.lock
	@$(LOCK_VENV)/bin/python -m pip freeze --exclude conductor-sdk >> $(LOCK_VENV)/dev.lock
	@mv $(LOCK_VENV)/dev.lock $(LOCK)
	@rm -rf $(LOCK_VENV)

clean: ## Remove .venv, caches and builds
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
