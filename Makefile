# The one door: people, hooks and CI call these and nothing else.
.DEFAULT_GOAL := help
.PHONY: help setup run demo test check fix db-new db-up bench docs lock

BIN := .venv/bin
RUNS := .venv/runs
READY := .venv/ready
LOCK := --universal --generate-hashes --no-header --no-emit-index-url --quiet
run db-up: export FORSA_DATABASE_URL ?= sqlite:///forsa.db

help: ## list what can be done
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(READY) ## install everything into .venv

$(RUNS): pyproject.toml constraints.txt
	python3 -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --requirement constraints.txt
	$(BIN)/pip install --quiet --no-deps --editable .
	touch $@

$(READY): $(RUNS) constraints-dev.txt
	$(BIN)/pip install --quiet --require-hashes --requirement constraints-dev.txt
	touch $@

run: db-up ## serve the pages at http://127.0.0.1:8000, database in forsa.db
	$(BIN)/forsa serve

demo: $(RUNS) ## serve a small made-up world; FORSA_DEMO_ONCE=1 prints and stops
	$(BIN)/forsa demo

test: setup ## run every test, on SQLite and PostgreSQL
	$(BIN)/pytest

check: setup ## look at the code without running it
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/forsa docs docs --check

fix: setup ## mend what a machine can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

db-new: setup ## write the next migration from the models: make db-new m="what it does"
	@test -n '$(m)' || { echo 'say what it does: make db-new m="add a phone"'; exit 2; }
	folder=$$(mktemp -d) && export FORSA_DATABASE_URL=sqlite:///$$folder/forsa.db && \
	$(BIN)/forsa db upgrade && $(BIN)/alembic revision --autogenerate --message '$(m)'; \
	status=$$?; rm -r $$folder; exit $$status
	$(MAKE) fix

db-up: $(RUNS) ## run the migrations that the database has not seen yet
	$(BIN)/forsa db upgrade

bench: setup ## measure, and print a table
	$(BIN)/python -m benchmarks.ranking

lock: ## make the locks again, after pyproject.toml changed
	python3 -m venv .venv/lock && .venv/lock/bin/pip install --quiet uv
	.venv/lock/bin/uv pip compile pyproject.toml --extra demo $(LOCK) -o constraints.txt
	.venv/lock/bin/uv pip compile pyproject.toml --extra demo --extra dev --constraint constraints.txt $(LOCK) -o constraints-dev.txt

docs: setup ## draw the generated pages in docs/
	$(BIN)/forsa docs docs
