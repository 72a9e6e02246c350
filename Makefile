# Everything a newcomer needs: `make demo` and `make test`. `make help` lists the rest.
# Each step says what it does, is skipped when it is done, and fails with words.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV ?= .venv
BUILD ?= build
SYSTEM_PYTHON ?= /usr/bin/python3
TORCH ?= torch==2.13.0
# Where pip takes PyTorch from. Empty: tools/install_torch.sh chooses the CPU build. For a graphics card, for example:
#   make demo TORCH_INDEX_URL=https://download.pytorch.org/whl/cu128
TORCH_INDEX_URL ?=
PYTEST_ARGS ?=
# files of tests side by side, as many as there are cores, at most 4; empty: one after the other
SIDE_BY_SIDE ?= --numprocesses=auto --maxprocesses=4 --dist=loadfile
BENCH_ARGS ?=
RESULTS_ARGS ?=
RESULTS_MODELS ?= mtdn-compact mtdn-wide

PY := $(VENV)/bin/python
RUNTIME := $(VENV)/.runtime-installed
TESTING := $(VENV)/.testing-installed
PEERS := $(BUILD)/peers

# QGIS without a screen; PYTHONPATH would give its embedded interpreter the wrong packages.
export QT_QPA_PLATFORM ?= offscreen
unexport PYTHONPATH

.PHONY: help demo test test-fast test-slow test-matrix lint translations plugin zip tour images results reliability clean system bench bench-cuda

help:
	@echo 'make demo         install what is missing, run the plugin in qgis_process on sample Sentinel-1 images -> $(BUILD)/demo/'
	@echo 'make test         install what is missing, run the whole test suite'
	@echo 'make test-fast    the tests that need no minute'
	@echo 'make test-slow    the long tests of hostile inputs and faults'
	@echo 'make test-matrix  tests/qgis and a desktop session in the QGIS of Debian bookworm, trixie and sid (root, mmdebstrap)'
	@echo 'make lint         ruff and mypy'
	@echo 'make translations collect the texts of the plugin -> resources/i18n/*.ts, and compile them'
	@echo 'make plugin       assemble the plugin        -> $(BUILD)/plugin/mtdn/'
	@echo 'make zip          assemble the plugin, zipped -> $(BUILD)/mtdn-VERSION.zip'
	@echo 'make tour         a real QGIS desktop, from an empty profile and the ZIP to a report -> $(BUILD)/tour/'
	@echo 'make images       demo and tour, copied to docs/images/'
	@echo 'make results      measure the shipped weights on the CPU (minutes)  -> docs/results.md, README.md, model cards'
	@echo 'make reliability  all hostile inputs and faults        -> docs/reliability.md'
	@echo 'make bench        speed and memory as ratios       -> docs/performance.md'
	@echo 'make bench-cuda   the same of an NVIDIA graphics card -> docs/performance-cuda.md'
	@echo 'make clean        remove $(BUILD)/'

system:
	@tools/system_packages.sh

$(PY): | system
	@echo '== making the Python environment $(VENV)'
	@$(SYSTEM_PYTHON) -m venv --system-site-packages $(VENV) \
	  || { echo 'error: could not make $(VENV); is python3-venv installed?' >&2; exit 1; }

$(RUNTIME): constraints.txt tools/install_torch.sh Makefile | system $(PY)
	@echo '== installing PyTorch and what the plugin needs into $(VENV)'
	@tools/install_torch.sh $(PY) '$(TORCH)' constraints.txt '$(TORCH_INDEX_URL)'
	@$(PY) -m pip install --quiet 'matplotlib>=3.5' -c constraints.txt \
	  || { echo 'error: pip could not install matplotlib; is there a network?' >&2; exit 1; }
	@tools/link_qgis_process.sh $(VENV)
	@touch $@

$(TESTING): $(RUNTIME) pyproject.toml
	@echo '== installing the test and training tools into $(VENV)'
	@$(PY) -m pip install --quiet 'pytest>=8' 'pytest-qgis==5.0.2' 'pytest-timeout>=2.3' 'pytest-xdist>=3.5' 'lightning>=2.2' 'safetensors>=0.4' \
	  'scikit-image>=0.22' 'scipy>=1.8' 'jinja2>=3' 'ruff>=0.8' 'mypy>=1.10' 'distributed>=2023.1' 'hypothesis>=6.100' \
	  'bandit>=1.7' 'flake8>=6' 'detect-secrets>=1.4' 'xarray>=2022.3' -c constraints.txt \
	  || { echo 'error: pip could not install the test tools; is there a network?' >&2; exit 1; }
	@touch $@

# SAR2SAR with the weights of its authors (MIT licence), beside the environment, which its requirements would change
$(PEERS): | $(TESTING)
	@echo '== installing SAR2SAR, which the models are compared with'
	@$(PY) -m pip install --quiet --no-deps --target $@ 'deepdespeckling==0.8' \
	  || echo 'note: deepdespeckling could not be installed; the page says that SAR2SAR is left out'

# translate with Qt Linguist what it counts as not translated, and run it again
translations:
	@$(SYSTEM_PYTHON) tools/translations.py

plugin:
	@$(SYSTEM_PYTHON) tools/assemble.py folder --build $(BUILD)

zip:
	@$(SYSTEM_PYTHON) tools/assemble.py zip --build $(BUILD)

demo: $(RUNTIME) plugin
	@echo '== running the plugin in qgis_process on the sample images'
	@$(PY) tools/demo.py --build $(BUILD)

test: $(TESTING) plugin
	@echo '== running the tests'
	@MTDN_PLUGIN_DIR=$(abspath $(BUILD))/plugin OMP_NUM_THREADS=$${OMP_NUM_THREADS:-1} $(PY) -m pytest $(SIDE_BY_SIDE) $(PYTEST_ARGS)

# without processes of their own, hostile inputs, trainings and the published network: under a minute
test-fast: $(TESTING)
	@OMP_NUM_THREADS=$${OMP_NUM_THREADS:-1} $(PY) -m pytest $(SIDE_BY_SIDE) $(PYTEST_ARGS) tests \
	  $(addprefix --ignore=tests/,training qgis tools hostile cuda cli/test_streams.py model/test_conformance.py \
	    model/test_published.py model/test_checkpoint.py inference/test_cluster.py inference/test_resume.py \
	    inference/test_series.py)

# the same kinds of damage and faults as in `make test`, tried at many more places
test-slow: $(TESTING) plugin
	@MTDN_PLUGIN_DIR=$(abspath $(BUILD))/plugin OMP_NUM_THREADS=$${OMP_NUM_THREADS:-1} $(PY) -m pytest -m slow $(PYTEST_ARGS)

# MATRIX=trixie: one of them
test-matrix:
	@tools/matrix.sh $(MATRIX)

lint: $(TESTING)
	@$(PY) -m ruff check .
	@$(PY) -m mypy mtdn_core

# from an empty profile and the ZIP to changes, polygons and a report: the pictures of docs/first-five-minutes.md
tour: $(RUNTIME) zip
	@tools/screenshots.sh $(VENV) $(BUILD)

# those of QGIS 3.40 are of `make test-matrix MATRIX=trixie`, where it was run
images: demo tour
	@mkdir -p docs/images
	@cp $(BUILD)/demo/demo.png docs/images/demo.png
	@cp $(BUILD)/tour/7-changes.png docs/images/qgis.png
	@for name in 1-installed 4-despeckle-dialog 5-despeckled 6-detect-dialog 9-report; do \
	  cp $(BUILD)/tour/$$name.png docs/images/tour-$$name.png; done
	@for name in 6-detect-dialog 7-changes; do \
	  [ ! -e $(BUILD)/matrix/trixie/tour/$$name.png ] || cp $(BUILD)/matrix/trixie/tour/$$name.png docs/images/qgis-3.40-$$name.png; done
	@$(PY) -c 'import sys; from PIL import Image; [Image.open(path).convert("RGB").quantize(256, dither=0).save(path, optimize=True) for path in sys.argv[1:]]' \
	  docs/images/tour-*.png docs/images/qgis*.png

# RESULTS_ARGS=--truth-only measures real truth alone; python -m mtdn_core evaluate --help lists the rest
results: $(TESTING) $(PEERS)
	@echo '== measuring the shipped weights'
	@OMP_NUM_THREADS=1 PYTHONPATH=$(PEERS) $(PY) -m mtdn_core evaluate $(RESULTS_MODELS) --output $(BUILD)/results --page docs/results.md \
	  --readme README.md --card $(RESULTS_ARGS)

bench: $(RUNTIME)
	@echo '== measuring speed and memory; some minutes'
	@OMP_NUM_THREADS=1 $(PY) tools/bench.py $(BENCH_ARGS)

bench-cuda: $(RUNTIME)
	@OMP_NUM_THREADS=1 $(PY) tools/bench.py --cuda

# RELIABILITY_ARGS=--quick: without the long ones
reliability: $(TESTING) plugin
	@MTDN_PLUGIN_DIR=$(abspath $(BUILD))/plugin OMP_NUM_THREADS=1 $(PY) tools/reliability.py $(RELIABILITY_ARGS)

clean:
	rm -rf $(BUILD)
