# From a fresh clone: `make demo` shows an answer, `make test` passes the tests. Both may be run again.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
INSTALLED := $(VENV)/installed
# Where pip's own default would bring the CUDA build of torch (Linux, x86-64), name PyTorch's CPU index here:
#   make demo TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=

.PHONY: install demo demo-discord test lint eval

install: $(INSTALLED)

$(INSTALLED): requirements.txt requirements-dev.txt tests/llm/requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Dateline needs Python 3.11 or newer. Install it, or name it: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Installing into $(VENV): about 630 MB to download (a third of it PyTorch), 2 to 5 minutes. No model is fetched."
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --upgrade pip
	@$(if $(TORCH_INDEX),$(RUN) -m pip install --quiet --index-url $(TORCH_INDEX) "$$(grep -o '^torch==[^ ]*' requirements.txt)")
	@$(RUN) -m pip install --quiet -r requirements.txt -r requirements-dev.txt
	@$(RUN) -m pip install --quiet --no-deps -r tests/llm/requirements.txt
	@touch $@

demo: $(INSTALLED)
	@echo "Indexing the sample articles (about 10 seconds; the first time 10 more, to prepare the model) …"
	@DATELINE_DATA=data/demo $(RUN) -m index add index/sample/articles
	@echo
	@echo '$$ python -m bot ask "what did Russia request about airspace?"'
	@DATELINE_DATA=data/demo $(RUN) -m bot ask "what did Russia request about airspace?"
	@echo
	@echo 'Ask these articles more: DATELINE_DATA=data/demo $(RUN) -m bot ask "Who resigned at Volkswagen?"'

demo-discord: $(INSTALLED)
	@echo "Playing a short conversation with the bot in a Discord on this machine, and drawing it: about a minute, no token."
	@DATELINE_DATA=data/demo $(RUN) -m index add index/sample/articles
	@DATELINE_DATA=data/demo $(RUN) -m tests.loopback.demo

test: $(INSTALLED)
	@echo "Running the tests: about 7 minutes, nothing is fetched."
	@$(RUN) -m pytest

lint: $(INSTALLED)
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy

eval: $(INSTALLED)
	@$(RUN) -m bot eval index/sample --floors bench/floors.json
