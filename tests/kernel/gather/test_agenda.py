"""The home page's section of goals, agreements and campaigns."""

import datetime as dt
import re

import pytest

from branch_portal.gather.agenda import home_section
from branch_portal.project.handbook import Handbook
from branch_portal.site.templates import environment
from branch_portal.year.schedule import Schedule
from tests.snapshots import snapshot_of


def shown(book: Handbook, schedule: Schedule, day: str) -> list[str]:
    text = home_section(snapshot_of(book, schedule, dt.date.fromisoformat(day)), environment()).body()
    lines = re.findall(r"<li([^>]*)>(.*?)</li>", text, re.S)
    return [re.sub(r"<[^>]+>", "", line).strip() for marks, line in lines if "hidden" not in marks]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-06-08", "2026年考試保電：實戰"),
        ("2026-12-02", "攻堅目標到期：壓降配電線路故障停電次數"),
        ("2026-12-02", "示例鄉二村網格結對協議到期"),
        ("2026-12-15", "檢視共建協議：示例社區一共建協議"),
        ("2028-12-01", "近期沒有到期的目標、協議和進行中的行動。"),
    ],
)
def test_what_matters_around_a_day(book: Handbook, schedule: Schedule, day: str, expected: str) -> None:
    assert any(expected in line for line in shown(book, schedule, day))


def test_nothing_is_shown_twice(book: Handbook, schedule: Schedule) -> None:
    lines = shown(book, schedule, "2026-06-08")
    assert len(lines) == len(set(lines))
    assert len(lines) <= 12
