"""The command line as a whole: it answers at once, and the README names every command."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from branch_portal.commands.main import portal

_SLOW = {"icalendar", "jinja2", "mkdocs", "opencc", "pydantic", "xlsxwriter"}


def commands(group: click.Group, name: str = "portal") -> Iterator[str]:
    for word, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}"


def test_asking_for_help_loads_nothing_that_takes_long(root: Path) -> None:
    asked = "import sys, branch_portal.commands.main; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", asked], cwd=root, capture_output=True, text=True, check=True).stdout
    assert not _SLOW & set(loaded.split())


def test_the_readme_names_every_command(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    assert [command for command in commands(portal) if f"`{command}" not in readme] == []
