"""The floor that docs/house.md states: our scripts parse as ECMAScript 2015, our styles drop no rule in Chromium 80."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.sample import ROOT

HERE = Path(__file__).parent
PACKAGE = ROOT / "generator" / "branch_portal"
SCRIPTS = sorted(PACKAGE.rglob("*.js"))
STYLES = sorted(PACKAGE.rglob("*.css"))
PARSE = """
import { parse } from "acorn";
import { readFileSync } from "node:fs";
const refused = {};
for (const [path, source] of JSON.parse(readFileSync(0, "utf8"))) {
  try { parse(source, { ecmaVersion: 2015, sourceType: "module" }); } catch (error) { refused[path] = error.message; }
}
process.stdout.write(JSON.stringify(refused));
"""
LACKING = re.compile(
    r":is\(|:where\(|(?<![-\w])inset(?:-[a-z]+)*\s*:|aspect-ratio\s*:|\d[dsl]v[hw]\b|color-mix\(|@layer|@container|"
    r"text-wrap\s*:|revert-layer|overflow\s*:\s*clip"
)
"""What Chromium 80 does not know; a declaration of these is lost there, and what stands on it falls apart."""
COMPARED = re.compile(r"(?<![\w-])(?:min|max|clamp)\(")
"""Functions that Chromium 73 to 78 do not know: the declaration is lost there, so one without them stands before it."""
SELECTORS = re.compile(r":has\(|:focus-visible")
"""Unknown in a selector there, and the whole rule is dropped: allowed for rules that only add to what is there without."""


def refused(scripts: list[tuple[str, str]]) -> dict[str, str]:
    """What acorn says of each script that needs a later language than ECMAScript 2015."""
    assert (HERE / "node_modules" / "acorn").is_dir(), "acorn is missing: run make test, which installs it"
    run = subprocess.run(
        ["node", "--input-type=module", "-e", PARSE],
        input=json.dumps(scripts),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=HERE,
    )
    return dict(json.loads(run.stdout))


def without_fallback(block: str) -> list[str]:
    """Properties of a rule's declarations whose first value compares lengths."""
    first: dict[str, str] = {}
    for declaration in block.split(";"):
        name, _, value = declaration.partition(":")
        first.setdefault(name.strip(), value)
    return [name for name, value in first.items() if COMPARED.search(value)]


def lost(style: str) -> list[str]:
    """Declarations that Chromium 80 lacks, and plain selectors that it drops for one beside them that it lacks."""
    plain = re.sub(r"/\*.*?\*/", "", style, flags=re.S)
    found = [match.group() for match in LACKING.finditer(plain)]
    found += [name for block in re.findall(r"\{([^{}]*)\}", plain) for name in without_fallback(block)]
    for head in re.findall(r"([^{};]+)\{", plain):
        parts = [part.strip() for part in head.split(",")]
        lacking = [part for part in parts if SELECTORS.search(part)]
        if lacking and len(lacking) < len(parts):
            found.append(head.strip())
    return found


def test_every_script_parses_as_ecmascript_2015() -> None:
    assert SCRIPTS
    assert refused([(path.name, path.read_text("utf-8")) for path in SCRIPTS]) == {}


def test_every_style_is_known_to_chromium_80() -> None:
    assert STYLES
    assert {path.name: gone for path in STYLES if (gone := lost(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize("source", ["a?.b;", "a ?? b;", "x = { ...y };", "async function f() {}"])
def test_a_script_of_a_later_language_is_refused(source: str) -> None:
    assert list(refused([("later.js", source)])) == ["later.js"]


@pytest.mark.parametrize(
    "style",
    [
        "a { inset: 0; }",
        "a { aspect-ratio: 1; }",
        "a:is(b, c) { top: 0; }",
        "a, b:has(c) { top: 0; }",
        "a { width: min(9rem, 100%); width: 9rem; }",
        "@media print { a { font-size: max(16px, 2vh); } }",
    ],
)
def test_a_style_that_chromium_80_drops_is_refused(style: str) -> None:
    assert lost(style)


def test_words_that_only_look_like_it_are_kept() -> None:
    assert lost("body:has(.brief) { page: brief; } a { margin-inset-x: 0; /* aspect-ratio: 1 */ }") == []
    assert lost("a { width: 9rem; width: min(9rem, 100%); grid: repeat(2, minmax(0, 1fr)); }") == []
