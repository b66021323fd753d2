"""減負賬 as a published table: of each branch's year what is asked of it."""

from collections.abc import Iterator

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.system.dataset import Column, Dataset
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.loads.figures import loads

PATH = "loads/"
_KINDS = {"duties": "年度任務", "slips": "任務單", "letters": "督辦單"}


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    for year in snapshot.book.settings.years:
        if year > snapshot.as_of.year:
            continue
        found = {branch: snapshot.figures(loads)[branch, year] for branch in snapshot.book[BRANCHES]}
        yield Dataset(
            f"loads-{year}",
            f"{year}年減負賬",
            "每個支部全年要辦的任務、收到的任務單和督辦單、要填的欄目、最少提前幾天、最忙的一週。",
            (
                Column("branch", "支部編號"),
                Column("title", "支部"),
                Column("duties", "年度任務", "integer"),
                Column("slips", "任務單", "integer"),
                Column("letters", "督辦單", "integer"),
                Column("fields", "要填的欄目", "integer"),
                Column("notice", "最少提前幾天", "integer"),
                Column("fullest", "最忙的一週", "date"),
                Column("most", "那一週幾件", "integer"),
            ),
            tuple(
                {
                    "branch": id,
                    "title": snapshot.book[BRANCHES][id].title,
                    "duties": one.count("年度任務"),
                    "slips": one.count("任務單"),
                    "letters": one.count("督辦單"),
                    "fields": one.fields,
                    "notice": one.notice,
                    "fullest": one.fullest[0] if one.fullest else None,
                    "most": one.fullest[1] if one.fullest else 0,
                }
                for id, one in found.items()
            ),
            page=PATH,
            as_of=snapshot.as_of,
        )
        yield Dataset(
            f"load-weeks-{year}",
            f"{year}年各週件數",
            "每個支部有事的每一週：到期的任務、收到的任務單和督辦單各多少；週以週一表示。",
            (
                Column("branch", "支部編號"),
                Column("week", "週一", "date"),
                Column("duties", "年度任務", "integer"),
                Column("slips", "任務單", "integer"),
                Column("letters", "督辦單", "integer"),
            ),
            tuple(
                {"branch": id, "week": week, **{name: kinds[kind] for name, kind in _KINDS.items()}}
                for id, one in found.items()
                for week, kinds in one.kinds.items()
            ),
            page=PATH,
            as_of=snapshot.as_of,
        )
