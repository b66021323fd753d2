"""誰上報了: the sentence over the map, and the parts of its bar."""

import datetime as dt
from collections.abc import Mapping

from branch_portal.systems.rounds.figures import Report, bar, said
from branch_portal.systems.rounds.model import Round, SelfCheck

ROUND = Round.model_validate(
    {
        "id": "r1", "title": "甲排查", "source": "special", "lead": "dept", "purpose": "乙", "scope": ("a", "b", "c"),
        "stages": ({"id": "s", "name": "丙", "from": "2026-03-01", "to": "2026-03-31", "measure": "丁", "selfcheck": True},),
    }
)  # fmt: skip
EXCUSE = {"reason": "戊", "approved_by": "dept_specialist"}


def report(unit: str, **fields: object) -> Report:
    check = SelfCheck.model_validate({"id": f"r1-{unit}", "round": "r1", "unit": unit, **fields}) if fields else None
    return Report(ROUND, unit, check, ())


def some(*, missing: bool) -> Mapping[str, Mapping[str, Report]]:
    last = report("c") if missing else report("c", done_on="2026-03-04")
    return {"r1": {"a": report("a", done_on="2026-03-03"), "b": report("b", excused=EXCUSE), "c": last}}


def test_the_sentence_says_who_is_waited_for() -> None:
    found = some(missing=True)
    words = "「甲排查」還有1個單位沒有上報，3月31日{}；1次排查共登記0個問題。"
    assert said(found, dt.date(2026, 3, 31)) == words.format("截止")
    assert said(found, dt.date(2026, 4, 1)) == words.format("已經截止")
    assert said(some(missing=False), dt.date(2026, 4, 1)) == "各次排查都報齊了；1次排查共登記0個問題。"


def test_the_bar_has_every_unit() -> None:
    found = bar(some(missing=True)["r1"], 48, 20)
    assert [(one.title, one.value) for one in found] == [("已上報", 1), ("經批准不參加", 1), ("待上報", 1)]
