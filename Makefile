# The whole of Meiyue's daily life: `make run` opens the demo salon, `make test` proves it.
.DEFAULT_GOAL := help
.PHONY: help run test lint types bench bench-nlu rasa lock

PORT ?= 8000
RASA_PORT ?= 5005
BIN := .venv/bin
# Three at a time for two cores: a worker waits for PostgreSQL half of its time; more would starve the tests that start
# processes of their own.
WORKERS ?= 3

help:  ## Say what can be done here
	@sed -n 's/^\([a-z-]*\):.*## /  make \1  /p' $(MAKEFILE_LIST) | column -t -s '#' 2>/dev/null || true

run:  ## Open the demo salon in a browser (PORT=8000)
	@tools/environment run
	@$(BIN)/meiyue run --demo --port $(PORT)

test:  ## Everything a change must pass: style, types, import contracts, all tests
	@tools/environment dev
	@tools/browser
	@$(MAKE) --no-print-directory lint types
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --durations=20

lint:  ## Style, and which package may import which
	@tools/environment dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo

types:  ## Types, strictly
	@tools/environment dev
	@$(BIN)/mypy

bench:  ## Speed and memory beside others, one benchmark after the other
	@tools/environment dev
	@for file in $$(grep -l __main__ benchmarks/*.py | grep -v understanding); do \
		echo; echo "== $$file"; $(BIN)/python -m benchmarks.$$(basename $$file .py) || exit 1; done

bench-nlu:  ## The reader on public data that nobody here wrote (DATA=folder; says where it is to be had)
	@tools/environment dev
	@$(BIN)/python -u -m benchmarks.understanding $(DATA)

rasa:  ## Train and serve Rasa as the second reader (RASA_PORT=5005); needs Python 3.10 beside Meiyue's
	@tools/environment run
	@tools/rasa train
	@echo "Rasa listens on http://127.0.0.1:$(RASA_PORT); start Meiyue with MEIYUE_READER=rasa to use it."
	@tools/rasa serve $(RASA_PORT)

lock:  ## Pin the dependencies anew (UPGRADE=1 takes newer versions); needs uv
	@tools/lock $(if $(UPGRADE),--upgrade)
