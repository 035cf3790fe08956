# How this project is run, checked and kept: `make help`. What is missing is installed first;
# PYTHON=python3.12 make … chooses the Python that .venv is made with.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
export PYTHON ?= python3
BIN := .venv/bin

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s%s\n", $$1, $$2}' Makefile

.PHONY: run
run: ## write the papers of inputs/quang-tri-2023 into outputs/quang-tri-2023
	@./setup.sh run
	@$(BIN)/bloc build inputs/quang-tri-2023

.PHONY: test
test: ## check everything: style, types, imports between rooms, tests
	@./setup.sh test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy pipeline scripts
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

.PHONY: golden
golden: ## write the texts of all papers anew after a change that is meant; then read what git shows
	@./setup.sh test
	@$(BIN)/python scripts/renew_golden.py

.PHONY: pictures
pictures: ## make the picture of all papers for the README anew
	@./setup.sh test
	@$(BIN)/python scripts/contact_sheet.py

.PHONY: check-office
check-office: ## open every Word paper of the samples in LibreOffice and compare it with ours
	@./setup.sh office
	@$(BIN)/python scripts/check_office.py

EXTRACT := $(BIN)/pybabel --quiet extract --no-default-keywords --no-location --sort-output --omit-header
UPDATE := $(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --no-wrap --omit-header

.PHONY: catalogs
catalogs: ## bring locales/ up to date with the words in templates and code
	@./setup.sh run
	@mkdir -p build
	@$(EXTRACT) -F locales/documents.cfg -k N_ -k gap -k gettext -k ngettext:1,2 -k NN_:1,1 -o build/documents.pot .
	@$(EXTRACT) -F locales/interface.cfg -k msg -k speech -k _ -o build/interface.pot .
	@for language in hi en; do \
	    $(UPDATE) -i build/documents.pot -l $$language -o locales/$$language/documents.po; \
	done
	@for language in vi hi; do \
	    $(UPDATE) -i build/interface.pot -l $$language -o locales/$$language/interface.po; \
	done

# Pinned versions stay; `make lock UPGRADE=--upgrade` takes the newest that pyproject.toml allows.
COMPILE := build/uv/bin/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-header

.PHONY: lock
lock: ## write the requirements*.lock anew from pyproject.toml
	@$(PYTHON) -m venv --clear build/uv
	@build/uv/bin/pip install --quiet --disable-pip-version-check uv
	@$(COMPILE) pyproject.toml --group dev -o requirements-dev.lock
	@$(COMPILE) pyproject.toml --extra charts -c requirements-dev.lock -o requirements.lock
	@printf 'hatchling\neditables\n' | $(COMPILE) - -c requirements-dev.lock -o requirements-build.lock

.PHONY: wheel
wheel: ## build the package into dist/
	@./setup.sh run
	@$(BIN)/python -m hatchling build -t wheel

.PHONY: clean
clean: ## remove .venv and whatever was built or cached; outputs/ stays
	@rm -rf .venv build dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
