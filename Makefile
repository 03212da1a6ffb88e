# The menu: every command of this course, the same for people and for CI. `make` alone prints it.
# What a command does in detail lives in .ci/ (set-up) and in `dltools` itself, not here.
.DEFAULT_GOAL := help

PY     := .venv/bin/python
# Programs that other programs look up by name (nbgrader calls `alembic`) are found in .venv first.
# Threads that wait for work sleep: on two cores, spinning ones slow everything else down.
IN_ENV := OMP_WAIT_POLICY=PASSIVE PATH="$(CURDIR)/.venv/bin:$$PATH"
OFFLINE := $(IN_ENV) $(PY) tests/offline.py
# Options: make lab LAB_ARGS="--no-browser --port=8890"; make test TEST_ARGS="-k relu";
# TORCH_INDEX=<address> adds a package index for PyTorch; PYTHON=<path> chooses the Python for .venv.
export PYTHON TORCH_INDEX
LAB_ARGS ?=
TEST_ARGS ?=
LESSON ?=
SOLUTIONS ?= yes

##@ Learn
.PHONY: lab
lab: setup  ## set everything up and open the course in JupyterLab (your copy is in work/)
	@$(IN_ENV) $(PY) -m dltools.cli lab $(LAB_ARGS)

.PHONY: update
update: setup  ## bring newer lessons into work/ and keep your answers (one lesson: LESSON=activations)
	@$(IN_ENV) $(PY) -m dltools.cli update $(LESSON)

.PHONY: progress
progress: setup  ## show which exercises are solved
	@$(IN_ENV) $(PY) -m dltools.cli progress

.PHONY: doctor
doctor:  ## say what is wrong with this installation, and what mends it
	@if [ -x $(PY) ]; then $(IN_ENV) $(PY) -m dltools.doctor; else \
	  echo "The course is not set up here yet. Run: make lab"; exit 1; fi

.PHONY: setup
setup:  ## only set up: the environment .venv, the data
	@.ci/setup lab

##@ Teach
.PHONY: instructor
instructor: setup  ## JupyterLab on this whole folder, with nbgrader's panels
	@$(IN_ENV) $(PY) -m dltools.cli lab --instructor $(LAB_ARGS)

.PHONY: build
build: setup  ## build the notebooks that changed (SOLUTIONS=no leaves the solutions out)
	@$(IN_ENV) $(PY) -m dltools.cli build $(if $(filter no,$(SOLUTIONS)),--no-solutions) $(LESSON)

##@ Develop
.PHONY: test
test: setup-test  ## every test, the network blocked: code, notebooks, gates, nbgrader, browser
	@$(OFFLINE) $(PY) -m pytest --nbval --nbval-current-env --nbval-cell-timeout=300 \
	  --nbval-sanitize-with=tests/lessons/sanitize.cfg -n 2 --dist loadfile --durations=12 tests solutions $(TEST_ARGS)

.PHONY: fast
fast: setup-test  ## the quick tests only
	@$(IN_ENV) $(PY) -m pytest -q -n 2 -m "not slow and not browser" tests $(TEST_ARGS)

.PHONY: bench
bench: setup-test  ## measure every lesson and write the README's table
	@$(IN_ENV) $(PY) -m tests.bench

.PHONY: lint
lint: setup-test  ## check the code's style (make format mends most of it)
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .

.PHONY: format
format: setup-test  ## mend the code's style
	@$(PY) -m ruff check --fix . && $(PY) -m ruff format .

.PHONY: setup-test
setup-test:
	@.ci/setup test

.PHONY: system-packages
system-packages:  ## install Debian's chromium and bubblewrap, which some tests use
	@.ci/system-packages

##@ Tidy up
.PHONY: clean
clean:  ## remove caches (never work/)
	rm -rf .pytest_cache .ruff_cache build dist
	find . -path ./.venv -prune -o -path ./work -prune -o -type d \
	  \( -name __pycache__ -o -name .ipynb_checkpoints \) -exec rm -rf {} +

.PHONY: clean-env
clean-env:  ## remove the environment .venv (make lab makes it anew)
	rm -rf .venv

.PHONY: help
help:
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@/ { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile
	@echo
