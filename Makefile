# Everything below sets up what it needs by itself, in .venv, on a machine that has Python 3.11+, make and Pango.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TARGET := reports/haut-rouergue

.PHONY: report test test-slow lint bench clean
.DELETE_ON_ERROR:

# A user's own pip settings are followed; versions are pinned in constraints.txt.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("survey_kit needs Python 3.11 or later; try: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

report: $(READY)  ## the example's export, then its report: reports/haut-rouergue.pdf, .xlsx and .docx
	$(BIN)/survey-kit example --platform limesurvey -o $(TARGET).csv
	$(BIN)/survey-kit report $(TARGET).csv -o $(TARGET).pdf -o $(TARGET).xlsx -o $(TARGET).docx --lang fr

test: $(READY)
	$(BIN)/python -m pytest -q -n 2

test-slow: $(READY)
	$(BIN)/python -m pytest -q -n 2 -m slow

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
