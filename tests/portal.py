"""A small portal on disk: one company, one department, two branches, one guide, a few duties; checked in milliseconds.

What tests are about is put beside it, or changed in it, as a person would write it: a record a file, a field a line.
"""

import datetime as dt
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from branch_portal.build import read_handbook
from branch_portal.commands.main import portal as command_line
from branch_portal.ground.problems import Problem
from branch_portal.project.handbook import Handbook
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.settings import FORMAT
from branch_portal.writing.flow import flow
from tests.mistakes import problems
from tests.sample import AS_OF, ROOT

Written = Mapping[str, Any] | str

SETTINGS = "site_config/portal.yml"
GUIDE = "content/guide/g13.md"

PRACTICE = [{"status": "practice"}]
ALERTS = {"green": 10, "yellow": 3, "red": 0}


def branch(id: str, title: str, **more: Any) -> dict[str, Any]:
    fields = {
        "id": id, "title": title, "short": title, "kind": "branch", "parent": "city", "business": "配電運檢",
        "has_committee": True, "groups": 3, "members": 20, "elected_on": dt.date(2024, 3, 18),
    }  # fmt: skip
    return {**fields, **more}


def duty(id: str, title: str, when: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    fields = {
        "id": id, "title": title, "level": "branch", "track": "t-life", "role": "branch_secretary", "when": when,
        "alerts": ALERTS, "importance": "core", "deliverable": ["記錄"], "archive": ["book_general"],
        "guides": ["g13"], "basis": PRACTICE,
    }  # fmt: skip
    return {**fields, **more}


def guide(id: str, title: str, steps: Mapping[str, str], kept: str = "", **more: Any) -> str:
    """A guide as its file says it: the front matter, the sections every guide has, and its steps by anchor."""
    fields = {
        "id": id, "title": title, "part": "c", "summary": "一句話。", "owner": "dept_specialist",
        "actors": ["branch_secretary"], "frequency": "每季度一次", "basis": PRACTICE, "carriers": [], "forms": [],
        "keywords": ["黨員大會"], "last_reviewed_on": dt.date(2026, 1, 5), "review_in_months": 12, **more,
    }  # fmt: skip
    written = "\n\n".join(
        f"### {number}. {step} {{#{anchor}}}\n\n照辦。" for number, (anchor, step) in enumerate(steps.items(), 1)
    )
    said = {"steps": written, "keep": kept}
    sections = "\n\n".join(f"## {words} {{#{anchor}}}\n\n{said.get(anchor) or '如題。'}" for anchor, words in SECTIONS)
    return f"---\n{lines(fields)}---\n\n{sections}\n"


SECTIONS = (
    ("purpose", "用途"), ("who", "誰來做"), ("when", "什麼時候做"), ("steps", "怎麼做"), ("keep", "交什麼、放哪裡"),
    ("mistakes", "容易做錯的地方"),
)  # fmt: skip


def lines(record: Mapping[str, Any]) -> str:
    """A record with a field on each line."""
    return "".join(f"{key}: {flow(value)}\n" for key, value in record.items())


BASE: dict[str, Written] = {
    SETTINGS: {
        "format": FORMAT,
        "name": "支部工作門戶", "organisation": "甲公司", "description": "一句話。", "site_url": "https://portal.example.com/",
        "sample": True, "sample_notice": "示例數據", "years": [2026], "first_quarter": "2026-q1", "office": "黨建部",
        "carriers": [1, 1, 0], "calendar": {"uid_host": "portal.example.com"}, "layers": [], "editions": {"source": "hant", "published": ["hant"]},
        "roles": {"upper": ["dept_specialist", "org_department"], "branch_head": "branch_secretary"},
    },
    "data/units/city.yml": {"id": "city", "title": "甲公司黨委", "short": "公司黨委", "kind": "city_committee"},
    "data/units/dept-party.yml": {"id": "dept-party", "title": "黨建部", "short": "黨建部", "kind": "department", "parent": "city"},
    "data/units/county.yml": {"id": "county", "title": "縣公司黨委", "short": "縣黨委", "kind": "county_committee", "parent": "city"},
    "data/units/zone-east.yml": {"id": "zone-east", "title": "東片", "short": "東片", "kind": "support_unit", "parent": "city"},
    "data/branches/b01.yml": branch("b01", "第一支部"),
    "data/branches/b03.yml": branch("b03", "第三支部"),
    **{
        f"data/roles/{id}.yml": {"id": id, "title": title, "duty": "照指引辦事。"}
        for id, title in (
            ("branch_secretary", "支部書記"), ("branch_clerk", "黨務工作者"), ("dept_specialist", "黨建部專責"),
            ("org_department", "組織部"), ("all_members", "全體黨員"),
        )
    },
    "data/tracks/t-life.yml": {"id": "t-life", "order": 1, "title": "組織生活", "summary": "三會一課"},
    "data/basis/reg_branch.yml": {"id": "reg_branch", "title": "《條例》", "issued": "2018年", "status": "effective", "confirmed": "條號。"},
    "data/carriers/book_general.yml": {
        "id": "book_general", "kind": "book", "number": 1, "title": "記錄本", "contents": ["記錄"],
        "keeper": "branch_secretary", "retention": "長期", "sample_wording": True,
    },
    "data/carriers/box1_org.yml": {
        "id": "box1_org", "kind": "box", "number": 1, "title": "組織盒", "contents": ["名冊"],
        "keeper": "branch_secretary", "retention": "長期", "sample_wording": True,
    },
    GUIDE: guide(
        "g13", "支部黨員大會", {"step-agenda": "定議題", "step-vote": "表決"}, "留存：記錄本、組織盒。",
        basis=[{"document": "reg_branch", "article": "11", "status": "confirmed"}], carriers=["book_general", "box1_org"],
        step_uses=[{"step": "step-agenda", "carriers": ["book_general"]}, {"step": "step-vote", "carriers": ["box1_org"]}],
    ),
    "data/duties/m01.yml": duty("m01", "開支委會", {"every": "month", "day": 25, "if_closed": "previous"}, mandatory=True),
    "data/duties/m03.yml": duty("m03", "主題黨日", {"every": "month", "day": 10, "if_closed": "next"}, movable="period"),
}  # fmt: skip
"""What every small portal has, and what belongs to no room alone; the facts of the year come from the library."""

FACTS = ("terms", "solar_terms/2025.yml", "solar_terms/2026.yml", "solar_terms/2027.yml", "workdays/2026.yml")
"""What is true for everybody and read by every portal, below `data/`."""


def facts() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in FACTS:
        top = ROOT / "data" / name
        for file in sorted(top.glob("*.yml")) if top.is_dir() else [top]:
            found[file.relative_to(ROOT).as_posix()] = file.read_text("utf-8")
    return found


@cache
def standing() -> dict[str, bytes]:
    """The files of every small portal; thousands are made in a run, and putting records into words took most of it."""
    base = {path: what if isinstance(what, str) else lines(what) for path, what in BASE.items()}
    return {path: text.encode() for path, text in (facts() | base).items()}


class Portal:
    """A portal in a folder of its own."""

    def __init__(self, root: Path, **more: Written) -> None:
        self.root = root
        self._records = {
            path: dict(what) for path, what in BASE.items() if not isinstance(what, str) and path not in more
        }
        kept = {root / path: content for path, content in standing().items() if path not in more}
        for folder in {file.parent for file in kept}:
            folder.mkdir(parents=True, exist_ok=True)
        for file, content in kept.items():
            file.write_bytes(content)
        for path, what in more.items():
            self.put(path, what)

    def put(self, path: str, what: Written) -> None:
        """Write a record with a field on each line, or a text as it is."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(what, str):
            self._records[path] = dict(what)
            what = lines(what)
        file.write_text(what, "utf-8", newline="\n")

    def change(self, path: str, **fields: Any) -> None:
        """Write a record with other values in some fields."""
        self.put(path, {**self._records[path], **fields})

    def replace(self, path: str, old: str, new: str) -> None:
        """Write other words in a file."""
        text = (self.root / path).read_text("utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new, 1), "utf-8", newline="\n")

    def book(self, day: dt.date = AS_OF) -> Handbook:
        """The Handbook; raises `InputProblems` where the portal has mistakes."""
        return read_handbook(Folders(self.root), Reading(), day)

    def problems(self) -> list[Problem]:
        """Everything that reading and the rules of all rooms say, warnings too."""
        return problems(self.root)

    def to_be_built(self) -> Path:
        """The portal with what a build needs beside the records: MkDocs' settings and the ledger of a first calendar."""
        words = ["calendar", "update", "--first", "--all", "--yes", "--root", str(self.root)]
        done = CliRunner().invoke(command_line, [*words, "--now", f"{AS_OF}T01:00:00Z", "--as-of", str(AS_OF)])
        assert done.exit_code == 0, done.output
        shutil.copy(ROOT / "mkdocs.yml", self.root)
        return self.root
