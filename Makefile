# Every target sets up what it needs, may be run again, and then costs next to nothing.

PYTHON      := .venv/bin/python
PYTEST_ARGS ?= -n auto --dist loadfile
SOURCES     := src $(wildcard tests bench)

.DEFAULT_GOAL := help
.PHONY: help run demo test check format bench torture lock clean env env-run env-test

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' $(firstword $(MAKEFILE_LIST)) | \
	    while IFS=: read -r name text; do printf '  make %-9s%s\n' "$$name" "$$text"; done

run: env-run ## start a filled shop at 127.0.0.1:8000
	.venv/bin/tailorbird demo --serve

demo: env-run ## play one order from request to refund and print it
	.venv/bin/tailorbird demo

test: env-test ## all tests, with a PostgreSQL of their own (PYTEST_ARGS="-k money" for some)
	TAILORBIRD_PG_FSYNC=off scripts/with-postgres $(PYTHON) -m pytest $(PYTEST_ARGS)

check: env ## style, types and the contracts on imports
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy --strict $(SOURCES)
	.venv/bin/lint-imports

format: env ## put the code into the house's style
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

bench: env-test ## benchmarks, as ratios to a limit measured in the same run
	scripts/with-postgres $(PYTHON) -m bench

torture: env-test ## what survives crashes, races and lost connections
	scripts/with-postgres $(PYTHON) -m bench.torture

lock: ## write requirements/*.txt anew (LOCK_ARGS=--upgrade for the newest versions)
	scripts/lock $(LOCK_ARGS)

clean: ## remove what the other targets made, but not var/
	rm -rf .venv build .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find src tests bench -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
	rm -rf src/*.egg-info

env:
	@scripts/setup-env dev

env-run:
	@scripts/setup-env run

env-test: env
	@scripts/setup-test
