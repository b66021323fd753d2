"""The package knows no record of the sample: none of their ids stands in its modules, templates, scripts or styles.

What the code needs of a unit's records is named in the settings, as checked references. An id that is also a word of
the program (a field, a value of a closed enumeration) tells nothing of the sample.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

import branch_portal
from branch_portal.organisation.kinds import ROLES, TRACKS
from branch_portal.project.records import Records
from branch_portal.systems.book.kinds import GUIDES
from branch_portal.systems.learning.kinds import TOPICS

PACKAGE = Path(branch_portal.__file__).parent
WORD = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
Found = tuple[str, str]
"""Where a text stands, and the text."""

OWN = {
    "action-plan": "begins the UIDs of published events",
    "task-sheet": "begins the UIDs of published events",
    "board": "what a template calls the figures it shows",
    "rectification": "the anchor of a section of the home page",
}
"""Words of the program that are neither fields nor values of its models, and what they are."""


@cache
def modules() -> dict[str, list[ast.AST]]:
    """Every node of every module."""
    return {shown(path): list(ast.walk(ast.parse(path.read_text("utf-8")))) for path in sorted(PACKAGE.rglob("*.py"))}


def shown(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def own_words() -> frozenset[str]:
    """Names of fields and parameters, values of `Literal`: the program's words, whatever a unit calls its records."""
    found = set(OWN)
    for found_in in modules().values():
        for node in found_in:
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                found.add(node.target.id)
            elif isinstance(node, ast.arg):
                found.add(node.arg)
            elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal":
                found |= {one.value for one in ast.walk(node.slice) if isinstance(one, ast.Constant)}
    return frozenset(found)


@cache
def in_modules() -> tuple[Found, ...]:
    """Every string that is not documentation."""
    return tuple(strings())


def strings() -> Iterator[Found]:
    for name, found_in in modules().items():
        told = {node.value for node in found_in if isinstance(node, ast.Expr)}
        for node in found_in:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in told:
                yield f"{name}:{node.lineno}", node.value


def in_templates() -> Iterator[Found]:
    """Every word in the expressions of a template and in the values of its attributes."""
    jinja = Environment(extensions=["jinja2.ext.do"])
    for path in sorted(PACKAGE.rglob("templates/*")):
        tree = jinja.parse(path.read_text("utf-8"))
        for const in tree.find_all(nodes.Const):
            if isinstance(const.value, str):
                yield from ((f"{shown(path)}:{const.lineno}", word) for word in WORD.findall(const.value))
        for data in tree.find_all(nodes.TemplateData):
            for value in re.findall(r'(?:href|src|id|value|data-[a-z-]+)="([^"]*)', data.data):
                yield from ((f"{shown(path)}:{data.lineno}", word) for word in WORD.findall(value))


def in_files() -> Iterator[Found]:
    """Every quoted text and every selector of scripts, styles, pictures and settings."""
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in (".js", ".css", ".svg", ".yml", ".json"):
            text = path.read_text("utf-8")
            for match in re.finditer(r"""["'`]([^"'`\n]*)["'`]|[#.]([a-z][a-z0-9_-]*)""", text):
                line = text.count("\n", 0, match.start()) + 1
                yield f"{shown(path)}:{line}", match[1] or match[2] or ""


@pytest.fixture(scope="module")
def ids(records: Records) -> dict[str, set[str]]:
    """Every id of every kind in the sample, and the kinds that have it."""
    found: dict[str, set[str]] = {}
    for kind, group in records:
        for id in group:
            found.setdefault(id, set()).add(kind.name)
    for parts in records.kinds.parts.values():
        for item in records[parts.kind].values():
            for id in parts.titles(item.record):
                found.setdefault(id, set()).add(parts.name)
    return found


def test_no_text_of_the_package_is_an_id_of_the_sample(ids: dict[str, set[str]]) -> None:
    unknown = ids.keys() - own_words()
    places = [
        (where, text) for found in (in_modules, in_templates, in_files) for where, text in found() if text in unknown
    ]
    assert not places


def test_no_message_names_a_record_but_as_an_example(records: Records) -> None:
    """A unit that has no such role would be told to write it; a form such as 「例如 b01」 is told by an example."""
    known = {id for kind in (GUIDES, TRACKS, ROLES, TOPICS) for id in records[kind]} - own_words()
    named = [
        (where, word[0])
        for where, text in in_modules()
        for word in WORD.finditer(text)
        if word[0] in known and "如" not in text[: word.start()]
    ]
    assert not named
