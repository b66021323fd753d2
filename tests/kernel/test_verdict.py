"""`portal check` lists fewer addresses than a build has, and finds exactly what the build would find."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from branch_portal import verdict
from branch_portal.build import build_site
from branch_portal.project.reading import Folders, Reading, all_problems
from branch_portal.site.page import Site
from branch_portal.verdict import check_site
from tests.portal import AS_OF, Portal

PAGE = "content/notices/first.md"
HEAD = "---\ntitle: 甲\n---\n\n"
TEXTS = {
    "sound": (PAGE, f"{HEAD}[首頁](../index.md)\n", []),
    "to a table": (PAGE, f"{HEAD}[數據](../api/index.json)、[各表](../api/index.md)\n", []),
    "to the index": (PAGE, f"{HEAD}[索引](../index/help/index.md)、[搜索](../search/index.md)\n", []),
    "to no part of the index": (PAGE, f"{HEAD}[索引](../index/none/index.md)\n", ["PAGE-01"]),
    "to nowhere": (PAGE, f"{HEAD}[沒有](../none.md)\n", ["PAGE-01"]),
    "to no place of a page": (PAGE, f"{HEAD}[數據](../api/index.md#none)\n", ["PAGE-02"]),
    "in the place of the search": ("content/search.md", f"{HEAD}甲\n", ["SITE-01"]),
    "in the place of a list": ("content/index/help.md", f"{HEAD}甲\n", ["SITE-01"]),
    "in the place of a branch": ("content/branches/index.md", f"{HEAD}甲\n", ["SITE-01"]),
    "among the tables": ("content/api/own.csv", "甲,乙\n", []),
}


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    made = Portal(tmp_path_factory.mktemp("checked"))
    made.to_be_built()
    return made


@pytest.fixture(params=TEXTS)
def written(request: pytest.FixtureRequest, portal: Portal) -> Iterator[tuple[Path, list[str]]]:
    path, text, rules = TEXTS[request.param]
    portal.put(path, text)
    yield portal.root, rules
    (portal.root / path).unlink()


def test_the_check_says_what_the_build_would_say(written: tuple[Path, list[str]]) -> None:
    root, rules = written
    folders, checked, built = Folders(root), Reading(), Reading()
    found = all_problems(checked, lambda: check_site(folders, AS_OF, checked))
    assert found == all_problems(built, lambda: build_site(folders, AS_OF, built))
    assert [one.rule for one in found if one.severity == "error"] == rules


def test_a_sound_portal_is_checked_without_filling_its_tables(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    def whole(*_: object) -> Site:
        raise AssertionError("everything was listed")

    monkeypatch.setattr(verdict, "make_site", whole)
    check_site(Folders(portal.root), AS_OF, Reading())
