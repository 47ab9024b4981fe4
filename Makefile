# Two commands: `make run` opens Holdspace, `make check` passes every check. The first needs nothing but Python 3.11+, the second PostgreSQL too.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
CHROMIUM := $(or $(HOLDSPACE_CHROMIUM),$(shell command -v chromium || command -v chromium-browser || command -v google-chrome))
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: run check format lint types contracts tests stories stories-all also bench picture vendor release train upper apart latest places ranking clauses situations phrases wishes clean
.DEFAULT_GOAL := run

run: .venv/run.stamp
	@$(BIN)/holdspace serve

check: format lint types contracts tests stories also
	@echo "Every check passed."

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Holdspace needs Python 3.11 or newer, and none was found. Install one and run this again."; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv part is missing. On Debian or Ubuntu: apt install python3-venv. Then run this again."; exit 1; }

.venv/run.stamp: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing Holdspace into .venv (once) ..."
	@$(PIP) --editable .
	@touch $@

.venv/check.stamp: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing Holdspace and what its checks need into .venv (once) ..."
	@$(PIP) --editable '.[check]'
	@touch $@ .venv/run.stamp

format: .venv/check.stamp
	$(BIN)/ruff format --check src tests tools bench

lint: .venv/check.stamp
	$(BIN)/ruff check src tests tools bench
	$(BIN)/python tools/shape.py src tests tools bench
	$(BIN)/python tools/purity.py src

types: .venv/check.stamp
	$(BIN)/mypy

contracts: .venv/check.stamp
	$(BIN)/lint-imports

tests: .venv/check.stamp
	$(BIN)/pytest --numprocesses 2 --ignore tests/stories

stories: .venv/check.stamp
	@$(BIN)/python tools/chromium.py
	$(BIN)/pytest tests/stories

# Every gentle thing in a real browser, however somebody comes, to its end and left half-way. `make stories` plays a few of them. About a quarter of an hour.
stories-all: .venv/check.stamp
	@$(BIN)/python tools/chromium.py
	HOLDSPACE_STORIES=all $(BIN)/pytest --numprocesses 2 tests/stories/test_led.py

# The fast suite once more on a second Python, where there is one.
also: .venv/check.stamp
	@PIP_CONSTRAINT=constraints.txt bash tools/also.sh

bench: .venv/check.stamp
	@$(BIN)/python -m bench

picture: .venv/check.stamp
	@$(BIN)/python -m tools.picture

vendor: .venv/check.stamp
	@$(BIN)/python tools/vendor.py

# Stops while a helpline was last seen in its source too long ago. No part of `make check`.
release: .venv/check.stamp
	@$(BIN)/python -m tools.release

# Trains the senses anew from the folder that HOLDSPACE_DATA names, in an environment of its own. About an hour on two cores.
train:
	@test -n "$(HOLDSPACE_DATA)" || { echo "Set HOLDSPACE_DATA to the folder of the public sentences."; exit 1; }
	@test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
	@.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	.venv-train/bin/python -m tools.senses.train .venv-train/senses
	.venv-train/bin/python -m tools.senses.ship .venv-train/senses

# Tunes anew the upper layers that hear what is told of, asked and felt. Needs what `make train` installs. Two hours and a half on two cores.
upper:
	@test -n "$(HOLDSPACE_DATA)" || { echo "Set HOLDSPACE_DATA to the folder of the public sentences."; exit 1; }
	.venv-train/bin/python -m tools.upper.train .venv-train/upper
	.venv-train/bin/python -m tools.upper.further .venv-train/upper
	.venv-train/bin/python -m tools.upper.export .venv-train/upper
	.venv-train/bin/python -m tools.voice.wishes

# Tunes anew the second hearing of danger, which lies apart from the encoder. Needs what `make train` installs. Under three hours on two cores.
apart:
	@test -n "$(HOLDSPACE_DATA)" || { echo "Set HOLDSPACE_DATA to the folder of the public sentences."; exit 1; }
	.venv-train/bin/python -m tools.hearing.further .venv-train/apart
	.venv-train/bin/python -m tools.hearing.further .venv-train/apart 1
	.venv-train/bin/python -m tools.hearing.further .venv-train/apart 2
	.venv-train/bin/python -m tools.hearing.apart .venv-train/apart

# Goes on with both hearings of danger from what ships, over the pairs written last; thresholds are chosen anew. Needs what `make train` installs. An hour and a half on two cores.
latest:
	@test -n "$(HOLDSPACE_DATA)" || { echo "Set HOLDSPACE_DATA to the folder of the public sentences."; exit 1; }
	.venv-train/bin/python -m tools.hearing.latest .venv-train/latest
	.venv-train/bin/python -m tools.hearing.latest .venv-train/latest-second second
	.venv-train/bin/python -m tools.hearing.export .venv-train/latest
	.venv-train/bin/python -m tools.hearing.apart .venv-train/latest-second
	.venv-train/bin/python -m tools.hearing.calibrate

# After a line's examples or an answer's changed: finds their places anew with the senses that ship. Half a minute.
places: .venv/check.stamp
	@$(BIN)/python -m tools.senses.places

# After readers judged more, or the senses changed: learns anew how lines are ranked. Needs what `make train` installs.
ranking:
	@test -n "$(HOLDSPACE_DATA)" || { echo "Set HOLDSPACE_DATA to the folder of the public sentences."; exit 1; }
	.venv-train/bin/python -m tools.voice.ranking

# After readers marked more clauses: learns anew which one of a message is worth saying back.
clauses: .venv/check.stamp
	@$(BIN)/python -m tools.voice.clauses

# After a situation's examples changed, where `make upper` is too long: learns anew which event a message tells of. Needs what `make train` installs.
situations:
	@test -n "$(HOLDSPACE_DATA)" || { echo "Set HOLDSPACE_DATA to the folder of the public sentences."; exit 1; }
	.venv-train/bin/python -m tools.voice.situations

# After lines in corpora/learn changed: learns anew what words alone say of danger. Then thresholds are chosen anew.
phrases:
	.venv-train/bin/python -m tools.hearing.phrases

# After lines in corpora/voice/wishes changed, where `make upper` is too long: learns anew what is asked of the companion itself.
wishes:
	.venv-train/bin/python -m tools.voice.wishes

clean:
	rm -rf .venv .venv-also .venv-train
