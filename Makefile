# `make site` builds the portal, `make test` passes everything; both install what is missing.
VENV := .venv
BIN := $(VENV)/bin
PORTAL_READY := $(VENV)/.portal-ready
TEST_READY := $(VENV)/.test-ready
BROWSER_READY := $(VENV)/.browser-ready
READERS_READY := $(VENV)/.readers-ready
ENGINES_READY := $(VENV)/.engines-ready
EDITOR_READY := $(VENV)/.editor-ready
CLIENTS_READY := $(VENV)/clients/.ready
RELEASE_READY := $(VENV)/release/.ready
SERVERS_READY := $(VENV)/.servers-ready
export NO_MKDOCS_2_WARNING := 1

# A new system's room: make system NAME=duty_watches TITLE=值班
system: $(TEST_READY)
	@PYTHONPATH=generator $(BIN)/python -m scaffold "$(NAME)" "$(TITLE)"
	@$(BIN)/ruff check --quiet --fix generator/branch_portal/systems tests/systems && $(BIN)/ruff format --quiet generator/branch_portal/systems tests/systems
	@$(BIN)/portal systems --write

# The wheel and the source archive in dist/; made twice, they must be the same bytes.
dist: $(PORTAL_READY)
	rm -rf dist
	@PYTHONPATH=generator $(BIN)/python -m archives dist
	@PYTHONPATH=generator $(BIN)/python -m archives $(VENV)/dist-again >/dev/null
	@for file in dist/*; do cmp $$file $(VENV)/dist-again/$${file#dist/} || exit 1; done
	@rm -rf $(VENV)/dist-again

# What a release is made of, by standard tools, in dist/: CycloneDX 1.6 and the licences of all that is installed with it.
sbom: $(RELEASE_READY)
	@mkdir -p dist
	rm -rf $(VENV)/sbom && $(BIN)/python -m venv --without-pip $(VENV)/sbom
	$(BIN)/uv pip install --quiet --python $(VENV)/sbom --require-hashes -r requirements/portal.txt
	$(VENV)/release/bin/cyclonedx-py environment --output-reproducible --sv 1.6 --pyproject pyproject.toml --of JSON -o dist/sbom.cdx.json $(VENV)/sbom/bin/python
	$(VENV)/release/bin/pip-licenses --python=$(VENV)/sbom/bin/python --from=mixed --format=markdown --with-urls --output-file=dist/licences.md

.PHONY: system dist sbom ready site serve test style types sound test-engines test-clients test-servers axe fuzz prove stops days others bench bench-phone bench-search try-zensical lock clean

# Installs what the portal needs and does nothing else.
ready: $(PORTAL_READY)

site: $(PORTAL_READY)
	$(BIN)/portal build
	@echo "Built. Open site/index.html in a browser, or run: make serve"

serve: $(PORTAL_READY)
	$(BIN)/portal serve

test: $(TEST_READY) $(BROWSER_READY) $(READERS_READY) $(ENGINES_READY) $(EDITOR_READY)
	@$(MAKE) --no-print-directory -j 2 types style sound
	$(BIN)/pytest -n 2 --dist worksteal

# Each keeps one core busy, so two of them run at a time; make test installs what they need.
style:
	$(BIN)/ruff check generator tests benchmarks
	$(BIN)/ruff format --check generator tests benchmarks
	$(BIN)/lint-imports

types:
	$(BIN)/mypy

sound:
	$(BIN)/portal check

# Every kind of page in Chromium 73, 80, 83, 90 and 92, which older desktops have; make test asks two of them.
test-engines: $(TEST_READY) $(BROWSER_READY) $(READERS_READY)
	cd tests/engines && npm ci --ignore-scripts --no-audit --no-fund --silent
	PORTAL_ENGINES=all $(BIN)/pytest -n 0 tests/engines

# axe over a page of every kind in two widths, both schemes, ordinary and large letters, and targets of 44 px; make test asks a few pages.
# PAGES="alerts/ guide/" asks those alone.
axe: $(TEST_READY) $(BROWSER_READY)
	rm -rf $(VENV)/axe-site && $(BIN)/portal build --site-dir $(VENV)/axe-site
	$(BIN)/python -m tests.browser.accessible $(VENV)/axe-site $(PAGES)

# A real subscriber (vdirsyncer, Radicale, khal) through the life of an event; writes docs/clients.md.
test-clients: $(TEST_READY) $(CLIENTS_READY)
	$(BIN)/python -m tests.clients.life

# The policy of `portal headers` sent by real nginx, Apache and Caddy, and a page of each kind opened in a browser: docs/servers.md.
test-servers: $(TEST_READY) $(BROWSER_READY) $(SERVERS_READY)
	rm -rf $(VENV)/servers-site && $(BIN)/portal build --site-dir $(VENV)/servers-site
	$(BIN)/python -m tests.servers $(VENV)/servers-site

# Twenty thousand mistakes in what people write, SEED=2 for others; make test tries a twentieth.
SEED := 1
fuzz: $(TEST_READY)
	$(BIN)/python -m tests.fuzz 20000 $(SEED)
	$(BIN)/python -m tests.fuzz.faults 300

# Five hundred random edits of a whole portal, built with what the last build left and clean; a fault in the key must be found.
prove: $(TEST_READY)
	$(BIN)/python -m tests.fuzz.builds 500 $(SEED)
	$(BIN)/python -m tests.fuzz.builds 20 $(SEED) fault
	$(BIN)/python -m tests.fuzz.proven 500 $(SEED)
	$(BIN)/python -m tests.fuzz.proven 20 $(SEED) fault

# A build stopped, and refused something, at each of its points: an hour.
stops: $(TEST_READY)
	$(BIN)/python -m tests.fuzz.stops
	$(BIN)/python -m tests.fuzz.faults

# The sample on each of the next 900 days: no check fails, no page breaks, nothing stops without having warned; FROM=2027-06-02 begins elsewhere.
FROM := 2026-11-24
days: $(TEST_READY)
	$(BIN)/python -m tests.days 900 $(FROM)

# Search at 200, 2,000 and 10,000 pages; PORTAL_PAGEFIND names Pagefind's program for the comparison.
bench-search: $(TEST_READY) $(BROWSER_READY)
	$(BIN)/python -m benchmarks.search

bench-phone: $(TEST_READY) $(BROWSER_READY)
	$(BIN)/python -m benchmarks.phone

# Hugo and Pagefind, to be measured beside ours; a machine that reaches neither measures without them, and says so.
others: $(TEST_READY)
	-@$(BIN)/python -m venv $(VENV)/others && $(VENV)/others/bin/pip install --quiet --require-hashes -r requirements/bench.txt
	-@cd benchmarks/others && npm ci --ignore-scripts --no-audit --no-fund --silent

bench: $(TEST_READY) others
	$(BIN)/python -m benchmarks.portal
	$(BIN)/python -m benchmarks.others
	$(BIN)/python -m benchmarks.serve
	$(BIN)/python -m benchmarks.again
	$(BIN)/python -m benchmarks.leaks
	$(BIN)/python -m benchmarks.check
	$(BIN)/python -m benchmarks.calendar
	$(BIN)/python -m benchmarks.feeds

# Whether Zensical builds the written folder; it may fail, and its answer is printed.
try-zensical: $(PORTAL_READY)
	rm -rf $(VENV)/zensical-try && python3 -m venv $(VENV)/zensical && $(VENV)/zensical/bin/pip install --quiet zensical
	$(BIN)/portal build --to-folder $(VENV)/zensical-try
	-cd $(VENV)/zensical-try && ../zensical/bin/zensical build && find site -name '*.html' | wc -l

$(BIN)/python:
	python3 -m venv $(VENV)

$(PORTAL_READY): $(BIN)/python requirements/portal.txt pyproject.toml
	$(BIN)/pip install --quiet --require-hashes --only-binary=:all: -r requirements/portal.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(TEST_READY): $(PORTAL_READY) requirements/test.txt
	$(BIN)/pip install --quiet --require-hashes -r requirements/test.txt
	@touch $@

# A browser and Chinese fonts from the system's packages; PORTAL_CHROMIUM names another browser. Chromium without its windows is
# asked for first, since a page costs half as much in it; a machine that has Chromium and nobody's leave to install stays with that.
HEADLESS := chromium-headless-shell
$(BROWSER_READY): $(BIN)/python
	@if [ -z "$$PORTAL_CHROMIUM" ] && ! command -v $(HEADLESS) >/dev/null; then \
	  SUDO=; [ "$$(id -u)" = 0 ] || SUDO=sudo; \
	  if ! command -v chromium >/dev/null; then \
	    $$SUDO apt-get update -qq && { $$SUDO apt-get install -y -qq --no-install-recommends $(HEADLESS) fonts-noto-cjk || \
	      $$SUDO apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; }; \
	  elif [ -z "$$SUDO" ]; then \
	    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $(HEADLESS); } >/dev/null 2>&1 || true; \
	  fi; \
	fi
	@touch $@

# Independent readers of our feeds: ical.js from npm's locked file, libical from the system's packages.
$(READERS_READY): $(BIN)/python tests/readers/package-lock.json
	@if ! ldconfig -p | grep -q 'libical\.so\.3' || ! command -v npm >/dev/null; then \
	  SUDO=; [ "$$(id -u)" = 0 ] || SUDO=sudo; \
	  $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends libical3; \
	  command -v npm >/dev/null || $$SUDO apt-get install -y -qq --no-install-recommends nodejs npm; \
	fi
	cd tests/readers && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# Two old engines and their driver from npm's locked file; they use the libraries of the browser above.
$(ENGINES_READY): $(BIN)/python $(READERS_READY) tests/engines/package-lock.json
	cd tests/engines && npm ci --omit=optional --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# The server behind editor programs' help with YAML, from npm's locked file.
$(EDITOR_READY): $(BIN)/python $(READERS_READY) tests/editor/package-lock.json
	cd tests/editor && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(CLIENTS_READY): $(BIN)/python requirements/clients.txt
	$(BIN)/python -m venv $(VENV)/clients
	$(VENV)/clients/bin/pip install --quiet --require-hashes -r requirements/clients.txt
	@touch $@

$(RELEASE_READY): $(TEST_READY) requirements/release.txt
	$(BIN)/python -m venv $(VENV)/release
	$(VENV)/release/bin/pip install --quiet --require-hashes -r requirements/release.txt
	@touch $@

# The web servers from the system's packages; none of them is left running.
$(SERVERS_READY): $(BIN)/python
	@SUDO=; [ "$$(id -u)" = 0 ] || SUDO=sudo; \
	$$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends nginx-light apache2-bin caddy
	@touch $@

# Fresh hashed requirement files, for any platform and without addresses.
lock: $(TEST_READY)
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate pyproject.toml requirements/build.in -o requirements/portal.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --extra test pyproject.toml requirements/build.in -o requirements/test.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate requirements/clients.in -o requirements/clients.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate requirements/release.in -o requirements/release.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate requirements/bench.in -o requirements/bench.txt

clean:
	rm -rf $(VENV) site .site-made dist tests/readers/node_modules tests/engines/node_modules tests/editor/node_modules benchmarks/others/node_modules
