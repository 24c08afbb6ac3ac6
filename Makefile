# Every target sets up its own virtual environment; nothing needs to be installed but Python 3.11+.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
WAITING := tests/ci tests/cli tests/net tests/sources tests/store
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test lint imports format bench bench-rules browser samples readme clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.demo ## Check the sample posts against a small web on this machine (no internet)
	@$(BIN)/python -m samples.demo

test: $(VENV)/.dev ## Run the test suite with branch coverage
	@$(BIN)/coverage erase
	@# In two parts at once: much of the first is waiting for servers and installations.
	@echo "pytest $(WAITING), beside pytest of all the rest:"; \
	$(BIN)/coverage run -m pytest $(WAITING) > .waiting.log 2>&1 & waiting=$$!; \
	$(BIN)/coverage run -m pytest $(addprefix --ignore=,$(WAITING)); rest=$$?; \
	wait $$waiting; waiting=$$?; cat .waiting.log; rm -f .waiting.log; exit $$((waiting | rest))
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

lint: $(VENV)/.dev ## Check style, types, layers and that generated text is current
	@# All of them, whatever the first one says: one run names every fault.
	@failed=0; run() { echo "$$*"; "$$@" || failed=1; }; \
	run $(BIN)/lint-imports --no-cache; \
	run $(BIN)/ruff check .; \
	run $(BIN)/ruff format --check .; \
	run $(BIN)/mypy; \
	run $(BIN)/python -m samples.readme --check; \
	exit $$failed

imports: $(VENV)/.dev ## Prove that imports follow the layers
	$(BIN)/lint-imports --no-cache

format: $(VENV)/.dev ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## Measure this machine, beside lychee if installed (ONLY="crawl" for a part)
	@$(BIN)/python -m tests.bench $(ONLY)

bench-rules: $(VENV)/.dev ## Count what each rule finds on the honest posts in samples/honest
	@$(BIN)/python -m tests.bench.rules

browser: $(VENV)/.dev ## Check the HTML report in Chromium with axe-core
	@$(PIP) --no-deps axe-playwright-python
	$(BIN)/python -m pytest -q tests/renderers/test_html_browser.py

samples: $(VENV)/.dev ## Draw the sample pictures and golden files again (review the diff like code)
	@$(BIN)/python -m samples.pictures
	@$(BIN)/python -m samples.golden

readme: $(VENV)/.dev ## Write the README's reference from the code
	@$(BIN)/python -m samples.readme

clean: ## Remove what the other targets made
	rm -rf $(VENV) .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.base: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "linkcheck needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3"; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) (once, about a minute) …"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --editable .
	@touch $@

$(VENV)/.demo: $(VENV)/.base
	@$(PIP) --editable '.[demo]'
	@touch $@

$(VENV)/.dev: $(VENV)/.base
	@$(PIP) --editable '.[dev]'
	@touch $@
