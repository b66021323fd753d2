"""Broken text of any length is told in seconds."""

from pathlib import Path

import pytest

from branch_portal.ground.problems import ProblemLog
from branch_portal.project.reading import Folders
from branch_portal.project.settings import Settings
from branch_portal.site.hand_written import written_pages
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_yaml
from branch_portal.systems.book.guide_steps import read_steps
from branch_portal.systems.learning.model import Material
from tests.bounded import LARGE, soon

YAML = {
    "aliases": "a: &a 1\nb: [" + "*a," * 400_000 + "]",
    "anchors": "[" + "&a 1," * 200_000 + "]",
    "the same key": "a: 1\n" * 200_000,
    "full-width colons": "a：b\n" * 120_000,
    "no space after the colon": "a:b\n" * 120_000,
    "brackets": "[" * LARGE,
    "invisible characters": '- "\\u200b"\n' * 40_000,
}


@pytest.mark.parametrize("text", YAML.values(), ids=YAML)
def test_much_broken_yaml_is_told_in_seconds(text: str) -> None:
    def told() -> int:
        log = ProblemLog()
        assert read_yaml(text.encode(), "data/x.yml", log) is None
        return len(list(log))

    assert 1 <= int(str(soon(told))) <= 210


def test_a_list_of_very_many_wrong_items_is_told_in_seconds() -> None:
    def told() -> int:
        log = ProblemLog()
        source = read_yaml(("scope: [" + "1," * 80_000 + "]").encode(), "data/x.yml", log)
        assert source is not None
        validate(Settings, source, log)
        validate(Material, source, log)
        return len(list(log))

    assert soon(told)


def test_long_headings_and_front_matter_are_read_in_seconds(tmp_path: Path) -> None:
    for line in (f"# a{' ' * LARGE}x", f"# a{'{#' * 200_000}x", f"#{' ' * LARGE}"):
        soon(lambda line=line: list(read_steps(line, "x.md", 1, ProblemLog())))  # type: ignore[misc]
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("---\n" + "title: a\n" * 40_000 + "# 乙\n", "utf-8")
    assert soon(lambda: [page.title for page in written_pages(Folders(tmp_path))]) == ["乙"]
