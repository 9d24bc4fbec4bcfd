# make run: serve on PORT (default 8000).  make test: every check.  make speed: measured beside other libraries.
# Each makes the environment that it needs first.
# The first Python at hand that is new enough; choose another with make PYTHON=…
NEW_ENOUGH = -c 'import sys; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python $(NEW_ENOUGH) 2>/dev/null && echo $$python && break; done)
VENV ?= .venv
PEERS = build/peers
PORT ?= 8000
export PORT

BIN = $(VENV)/bin
SERVE = PATH="$(abspath $(BIN)):$$PATH" sh -c "exec $$(sed -n 's/^web: *//p' Procfile)"

.PHONY: run test audit load faults hostile length fuzz format openapi readme screenshots speed clean

run: $(VENV)/run.stamp
	@$(SERVE)

test: $(VENV)/test.stamp audit
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

# Known vulnerabilities in what is installed; skipped where their list is out of reach.
audit: $(VENV)/test.stamp
	@mkdir -p build
	@$(BIN)/pip-audit --progress-spinner off --skip-editable > build/audit.txt 2>&1; \
	if grep -q '^Found ' build/audit.txt; then cat build/audit.txt; exit 1; \
	elif grep -q 'could not be audited' build/audit.txt || ! grep -q '^No known' build/audit.txt; then \
	echo 'audit: skipped, since the list of known vulnerabilities is out of reach'; \
	else echo 'audit: no known vulnerability'; fi

# The service with two workers under load, then under faults; make load ARTICLES=file.jsonl: with articles of your own.
load: $(VENV)/run.stamp
	$(BIN)/python -m benchmarks.load $(ARTICLES)

faults: $(VENV)/run.stamp
	$(BIN)/python -m benchmarks.faults $(ARTICLES)

# What hostile texts cost beside plain news; time against length from 1 KB to 10 MB, with build/length.svg; ten minutes of fuzzing each.
hostile: $(VENV)/run.stamp
	$(BIN)/python -m benchmarks.hostile $(ARTICLES)

length: $(VENV)/measure.stamp
	@mkdir -p build
	$(BIN)/python -m benchmarks.length $(ARTICLES) --plot build/length.svg

fuzz: $(VENV)/measure.stamp
	$(BIN)/python -m benchmarks.fuzz document
	$(BIN)/python -m benchmarks.fuzz pipeline

format: $(VENV)/test.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The contract, written from the schemas.
openapi: $(VENV)/test.stamp
	$(BIN)/python -m docs.openapi

# The answers shown in the README, written from what the service answers now.
readme: $(VENV)/test.stamp
	$(BIN)/python -m pytest -q tests/test_readme.py --rewrite

# CPU for 750 words beside spaCy and textacy; make speed ARTICLES=file.jsonl: on articles of your own.
speed: $(VENV)/run.stamp $(PEERS)/stamp
	$(BIN)/python -m benchmarks.speed $(ARTICLES) --peers $(PEERS)/bin/python

# The README's pictures of the review page, taken anew; needs Chromium.
screenshots: $(VENV)/test.stamp
	$(BIN)/python -m pytest -q tests/page/test_screenshots.py --rewrite

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .schemathesis

# An environment is made again only where what it is made from has changed: the stamp is newer than both files.
$(VENV)/run.stamp: setup.cfg pyproject.toml
	@$(or $(PYTHON),false) $(NEW_ENOUGH) || { echo 'Python 3.11 or newer is needed: make PYTHON=/path/to/it $@' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[neural,serve,html,cli,docs]'
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[neural,serve,html,cli,archives,docs,test]'
	@touch $@

$(VENV)/measure.stamp: benchmarks/requirements.txt $(VENV)/test.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(PEERS)/stamp: benchmarks/speed/requirements.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@
