# Everything that one does with this project. What the targets do is written in ops/,
# which needs nothing but Python and makes the environments that the rest needs.

PYTHON ?= python3
APP := .venv/bin/python
BOT := .venv-bot/bin/python
OPS := $(PYTHON) -m ops
CHECKED := actions bot calibration knowledge ops tests web settings.py settings_channels.py settings_reading.py
EXAM ?=
CROWD ?=

.DEFAULT_GOAL := help
.PHONY: help setup run chat train exam evaluate calibrate bench crowd test lint types format lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## make the environments from their locks (done by whatever needs them)
	@$(OPS) setup

run: ## start the bot and all that belongs to it; Ctrl-C stops it
	@$(OPS) run

chat: ## talk with the bot in the terminal
	@$(OPS) chat

train: ## train a model if there is none for the current data
	@$(OPS) train

exam: ## ask the exam's questions (EXAM="file.jsonl …" asks others)
	@$(OPS) exam $(EXAM)

evaluate: train ## measure the understanding, beside stock Rasa
	@$(BOT) -m bot.evaluate

calibrate: train ## choose the thresholds by cost (WRITE=1 writes them)
	@$(APP) -m calibration $(if $(WRITE),--write)

bench: setup ## measure the speed of the whole bot, beside stock Rasa
	@$(APP) -m ops.bench

crowd: setup ## let 200 widget sessions talk at once (CROWD="--sessions 20 …")
	@$(APP) -m ops.crowd $(CROWD)

test: setup lint types ## check everything
	@$(OPS) browser
	@# Both, whatever the first one says.
	@failed=0; $(APP) -m pytest --ignore=tests/bot || failed=1; \
	$(BOT) -m pytest tests/bot || failed=1; exit $$failed

lint: setup ## check style and formatting
	$(APP) -m ruff check $(CHECKED)
	$(APP) -m ruff format --check $(CHECKED)

types: setup ## check the types
	$(APP) -m mypy actions calibration knowledge ops web settings.py
	$(APP) -m mypy --python-version 3.10 --python-executable $(BOT) bot

format: setup ## bring the code into its form
	$(APP) -m ruff check --fix $(CHECKED)
	$(APP) -m ruff format $(CHECKED)

lock: ## write the locks anew (UPGRADE=1: with the newest versions)
	@$(OPS) lock $(if $(UPGRADE),--upgrade)

clean: ## remove the environments and everything under var/, the database too
	rm -rf .venv .venv-bot .venv-tools var
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
