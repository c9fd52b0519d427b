# The one door: people, hooks and CI call these and nothing else.
.DEFAULT_GOAL := help
.PHONY: help setup run demo test check fix db-new db-up bench docs lock \
	promises browser browser-all chaos chaos-long tour

BIN := .venv/bin
RUNS := .venv/runs
READY := .venv/ready
# Tests that have a door of their own.
LONG := tests/browser tests/chaos tests/promises
LOCK := --universal --generate-hashes --no-header --no-emit-index-url --quiet

# What is compiled for one process is there for the next.
unexport PYTHONDONTWRITEBYTECODE
# Two processes of tests on two cores: threads of their own would wait for each other.
test: export OMP_NUM_THREADS := 1
test: export OPENBLAS_NUM_THREADS := 1
# Databases of tests lie in memory where there is room for them: what they write is for the run.
test: export TMPDIR ?= $(shell test -w /dev/shm && echo /dev/shm || echo /tmp)

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

run: db-up ## serve the pages at http://127.0.0.1:8000, database in var/
	$(BIN)/forsa serve

demo: $(RUNS) ## serve a made-up world, kept in var/demo; port=8001, fresh=1 builds it anew, once=1 drives one once
	@$(if $(once),,test -z '$(fresh)' -a -f var/demo/demo-world || rm -rf var/demo)
	$(BIN)/forsa demo $(if $(once),--once,--folder var/demo $(if $(port),--port $(port)))

test: setup ## run the tests, on SQLite and PostgreSQL
	$(BIN)/pytest -n 2 --dist worksteal -p no:schemathesis $(patsubst %,--ignore=%,$(LONG))

check: setup ## look at the code without running it
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/forsa docs docs --check
	$(BIN)/python -m forsa.i18n.catalogues --check
	$(BIN)/pytest -q tests/architecture/test_locks.py

promises: setup ## every form and every operation of the API, sent what nobody would send
	$(BIN)/pytest -n 2 --dist worksteal tests/promises

browser: setup ## a page of each role in a real browser, in three languages, on a phone
	$(BIN)/pytest tests/browser

browser-all: setup ## every page of every role, on a phone and on a desk
	FORSA_BROWSER=all $(BIN)/pytest tests/browser

chaos: setup ## kill processes in the middle of their work and look at what is left
	$(BIN)/pytest tests/chaos

chaos-long: setup ## the same many times in new orders: make chaos-long rounds=20
	for round in $$(seq $(or $(rounds),20)); do $(BIN)/pytest -q tests/chaos || exit 1; done

tour: setup ## take the pictures of the README again
	$(BIN)/python -m tests.browser.tour docs/pictures

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

bench: setup ## measure, and print tables; data=FOLDER with ESCO and made persons measures quality too
	$(BIN)/python -m benchmarks.plain_ranking
	$(if $(data),$(BIN)/python -m benchmarks.ranking --data $(data))
	$(BIN)/python -m benchmarks.allocation --seeds 5
	$(BIN)/python -m benchmarks.end_to_end --profiles 10000 --vacancies 500

lock: ## make the locks again, after pyproject.toml changed
	python3 -m venv .venv/lock && .venv/lock/bin/pip install --quiet uv
	.venv/lock/bin/uv pip compile pyproject.toml --extra demo $(LOCK) -o constraints.txt
	.venv/lock/bin/uv pip compile pyproject.toml --extra demo --extra dev --constraint constraints.txt $(LOCK) -o constraints-dev.txt

docs: setup ## draw the generated pages in docs/
	$(BIN)/forsa docs docs
