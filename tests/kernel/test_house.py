"""The house: every room is registered, says what it is and needs, needs nothing that needs it, and can be read."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import partial
from graphlib import TopologicalSorter
from pathlib import Path

import click
import grimp
import pytest

import branch_portal
from branch_portal.commands.main import OF_ROOMS
from branch_portal.systems import register
from branch_portal.systems.register import SYSTEM_ROOMS
from tests.sample import ROOT

PACKAGE = Path(branch_portal.__file__).parent
SYSTEMS = PACKAGE / "systems"
ROOM = {room.name: room for room in SYSTEM_ROOMS}
OWNER = {kind.name: room.name for room in SYSTEM_ROOMS for kind in room.kinds}
"""Which room a kind of record belongs to."""

LONGEST_MODULE = 250
"""Lines."""
LONGEST_LINE = 160
"""Characters in a line of a template."""

_CALLED = re.compile(r"\{%-?\s*(?:import|include|extends|from)\s+\"([^\"]+)\"")
_READ = re.compile(r"(?<![\w.])book\.([a-z_]+)")


def imported() -> Iterator[tuple[str, str]]:
    """Every room whose module imports one of another, with that other."""
    graph = grimp.build_graph("branch_portal")
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            yield room_of(module), room_of(other)


def room_of(module: str) -> str:
    """The room below `systems/` that a module belongs to; empty for any other."""
    found = re.match(r"branch_portal\.systems\.(\w+)\.", f"{module}.")
    return found[1] if found and found[1] != register.__name__.rpartition(".")[2] else ""


def read_in_templates(text: str, templates: dict[str, str]) -> Iterator[str]:
    """The rooms whose templates or records a template reads; `templates` are the rooms of all templates."""
    yield from (templates[name] for name in _CALLED.findall(text) if name in templates)
    yield from (OWNER[kind] for kind in _READ.findall(text) if kind in OWNER)


def shown() -> Iterator[tuple[str, str]]:
    """Every room whose template reads another room's templates or records, with that other."""
    templates = {path.name: path.parts[-3] for path in SYSTEMS.glob("*/templates/*")}
    for path in SYSTEMS.glob("*/templates/*"):
        for other in read_in_templates(path.read_text("utf-8"), templates):
            yield path.parts[-3], other


def test_every_folder_below_systems_is_registered() -> None:
    folders = {path.parent.name for path in SYSTEMS.glob("*/__init__.py")}
    assert folders == ROOM.keys(), "a room is registered by its line in systems/register.py"


@pytest.mark.parametrize("room", sorted(ROOM))
def test_a_room_needs_what_it_imports_and_what_its_templates_read(room: str) -> None:
    found = {other for one, other in (*imported(), *shown()) if one == room and other not in ("", room)}
    assert set(ROOM[room].needs) == found, f"needs= in systems/{room}/room.py"


def test_only_commands_that_go_with_a_room_import_it_from_outside() -> None:
    graph = grimp.build_graph("branch_portal")
    outside = {
        (module.rpartition(".")[2], room_of(other))
        for module in graph.modules
        if not module.startswith("branch_portal.systems")
        for other in graph.find_modules_directly_imported_by(module)
        if room_of(other)
    }
    assert outside <= {(command.callback.__module__.rpartition(".")[2], room) for command, room in commands()}


def commands() -> Iterator[tuple[click.Command, str]]:
    """Every command that goes with a room, the commands of a group one by one."""
    for _, command, room in OF_ROOMS:
        for one in command.commands.values() if isinstance(command, click.Group) else (command,):
            yield one, room


def test_a_room_whose_folder_and_lines_are_gone_is_missed_by_nothing(tmp_path: Path) -> None:
    gone = ("actions", "brands", "learning", "rounds", "slips")
    package = tmp_path / "branch_portal"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "library", *gone))
    lines = (package / "systems" / "register.py").read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not any(re.search(rf"\b{room}\b", line) for room in gone)]
    assert len(lines) - len(kept) == len(gone)
    (package / "systems" / "register.py").write_text("".join(kept), "utf-8")
    script = "import branch_portal.build, branch_portal.mkdocs.plugin, branch_portal.rooms as r; print(len(r.SYSTEMS))"
    run = partial(subprocess.run, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True)
    done = run([sys.executable, "-c", script])
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == sum(len(room.systems) for room in SYSTEM_ROOMS if room.name not in gone)
    asked = run([sys.executable, "-m", "branch_portal", "--help"])
    assert "  quarter " in asked.stdout
    assert "  slip " not in asked.stdout


def test_nothing_needs_what_needs_it() -> None:
    order = list(TopologicalSorter({room.name: room.needs for room in SYSTEM_ROOMS}).static_order())
    assert set(order) == ROOM.keys()


def test_no_page_outside_the_rooms_reads_a_rooms_records() -> None:
    templates = {path.name: path.parts[-3] for path in SYSTEMS.glob("*/templates/*")}
    outside = [path for path in PACKAGE.glob("**/templates/*") if SYSTEMS not in path.parents]
    assert outside
    for path in outside:
        assert list(read_in_templates(path.read_text("utf-8"), templates)) == [], path


def test_templates_that_read_another_room_are_seen() -> None:
    text = '{% import "t.html" as t with context %}{{ book.grids|length }}{{ playbook.forms }}{{ book.branches }}'
    assert list(read_in_templates(text, {"t.html": "tasks"})) == ["tasks", "grids"]


def test_names_of_templates_differ_across_rooms() -> None:
    names = [path.name for path in PACKAGE.glob("**/templates/*")]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("room", sorted(ROOM))
def test_a_room_says_what_it_is(room: str) -> None:
    text = (SYSTEMS / room / "__init__.py").read_text("utf-8")
    assert len(text) > len(f'"""{room}."""\n') + 20


def test_a_module_is_one_noun_long() -> None:
    lengths = {path.relative_to(PACKAGE): len(path.read_text("utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_a_template_can_be_read_without_scrolling_sideways() -> None:
    lines = (
        (path.relative_to(PACKAGE), number, len(line))
        for path in PACKAGE.glob("**/templates/*")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    )
    assert [line for line in lines if line[2] > LONGEST_LINE] == []


def test_only_one_room_may_import_mkdocs() -> None:
    """The contract names every other module below the package, so that a new one cannot be forgotten."""
    root = Path(__file__).parents[2]
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    contract = next(one for one in contracts if one.get("forbidden_modules") == ["mkdocs"])
    modules = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    named = {name.removeprefix("branch_portal.") for name in contract["source_modules"]}
    assert named == modules - {"__init__", "__main__", "mkdocs"}


def test_no_test_borrows_from_another_test() -> None:
    """What several tests need is a fixture in `conftest.py`, or a module with a name of its own."""
    files = [file for file in (ROOT / "tests").rglob("*.py") if "node_modules" not in file.parts]
    borrowing = re.compile(r"^(?:from|import) tests\.(?:\w+\.)*(?:test_\w+|conftest)\b", re.MULTILINE)
    assert [file.relative_to(ROOT).as_posix() for file in files if borrowing.search(file.read_text("utf-8"))] == []
