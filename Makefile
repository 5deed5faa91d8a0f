# `make help` explains the targets. The work is done in scripts/, with nothing but Python.
#
#   PYTHON    the interpreter to build on, 3.11 or newer (default: python3)
#   HOST      address to listen on (default: 127.0.0.1)
#   PORT      port to listen on (default: 8000)
#   CHROMIUM  the browser for the browser tests (default: the one installed)
#   ARGS      words for pytest, as in `make test ARGS="-k catalog"`; for pictures, parts of names
#   OUT       folder of the pictures (default: screenshots)

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
OUT ?= screenshots
export HOST PORT CHROMIUM ARGS OUT

script = @command -v "$(PYTHON)" >/dev/null || { \
	echo "There is no $(PYTHON): install Python 3.11 or newer, or name it, as in make run PYTHON=python3.11" >&2; exit 1; }; \
	exec "$(PYTHON)" -m scripts

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run dev test stamp mutants check bench audit screenshots messages lock clean

help: ## explain the targets
	$(script) help

run: ## install what is missing and start the app (HOST, PORT)
	$(script) run

dev: ## start the app so that it restarts when a file changes
	$(script) dev

test: ## run all tests, browser tests last (ARGS goes to pytest)
	$(script) test

stamp: ## prove the infrastructure bundles and write down what was proven
	$(script) stamp

mutants: ## break the infrastructure bundles on purpose and count what is noticed (takes minutes)
	$(script) mutants

check: ## format, lint, types, templates, settings, catalog
	$(script) check

bench: ## measure speed against floors of the same run
	$(script) bench

audit: ## measure pages with Lighthouse and check their HTML (needs Node.js, Java, Chromium)
	$(script) audit

screenshots: ## take pictures of every page into OUT (ARGS="ja 390" narrows them down)
	$(script) screenshots

messages: ## collect the texts, say which have no Japanese yet, compile the translations
	$(script) messages

lock: ## write the requirements files anew from their .in files (needs uv)
	$(script) lock

clean: ## remove everything that make has made
	rm -rf .venv .tools staticfiles .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
