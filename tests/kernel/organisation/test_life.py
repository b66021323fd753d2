"""支部的來去 on a small portal: what the records must say, and what a branch's home and calendar then tell."""

import datetime as dt

import pytest

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.life import Life
from branch_portal.project.handbook import Handbook, announce
from branch_portal.site.templates import environment
from branch_portal.systems.maps import events, pages
from branch_portal.year.schedule import make_schedule
from tests.mistakes import Case, check_case
from tests.portal import Portal, branch
from tests.sample import AS_OF
from tests.snapshots import snapshot_of

B01, B03, B05 = (f"data/branches/{id}.yml" for id in ("b01", "b03", "b05"))
ENDS = dt.date(2026, 11, 30)


@pytest.fixture
def changed(mini: Portal) -> Portal:
    """The first branch is merged into the third, and a fifth is made of a part of the third."""
    mini.change(B01, dissolved_on=ENDS, merged_into="b03")
    mini.put(
        B05,
        branch("b05", "第五支部", founded_on=dt.date(2026, 10, 1), split_from="b03", elected_on=dt.date(2026, 10, 9)),
    )
    return mini


CASES = [
    (B01, "merged_into: b03", "merged_into: b01"),
    (B01, "dissolved_on: 2026-11-30\n", ""),
    (B03, "members: 20", "members: 20\ndissolved_on: 2026-11-29"),
    (B05, "split_from: b03", "split_from: b05"),
    (B05, "founded_on: 2026-10-01\n", ""),
    (B03, "members: 20", "members: 20\ndissolved_on: 2026-09-29"),
]


@pytest.mark.parametrize(("path", "old", "new"), CASES)
def test_what_does_not_join_is_a_mistake(changed: Portal, path: str, old: str, new: str) -> None:
    shown = {B03: "data/branches"}.get(path, path)
    check_case(changed.root, Case("ORG-09", path, old, new, 0, shown))


def homes(book: Handbook, day: dt.date = AS_OF) -> dict[str, str]:
    snapshot = snapshot_of(book, make_schedule(book), day)
    return {page.path: str(page.render()) for page in pages.homes(snapshot, [], environment())}


def test_homes_lead_to_the_branch_to_look_at_now(changed: Portal) -> None:
    assert changed.problems() == []
    found = homes(changed.book())
    assert "<b>將撤銷</b>" in found["branches/b01/"]
    assert '併入<a href="../b03/">第三支部</a>。以後的事看上面的支部，日曆改訂它的' in found["branches/b01/"]
    assert '<a href="../b01/">第一支部</a>2026年11月30日（週一）併入本支部' in found["branches/b03/"]
    assert '從本支部分出<a href="../b05/">第五支部</a>' in found["branches/b03/"]
    assert '從<a href="../b03/">第三支部</a>分出' in found["branches/b05/"]
    assert "<b>已撤銷</b>" in homes(changed.book(), dt.date(2026, 12, 1))["branches/b01/"]


def test_subscribers_are_told_on_the_day(changed: Portal) -> None:
    book = changed.book()
    ended, split = events.events(announce(book), make_schedule(book))
    assert (ended.uid, ended.branch, ended.first, ended.page) == ("branch-b01.end", "b01", ENDS, "branches/b03/")
    assert ended.lines == (
        "第一支部今天撤銷，併入第三支部。",
        "轉到第三支部的，改訂這個日曆：https://portal.example.com/calendar/b03.ics",
    )
    assert (split.uid, split.branch, split.first) == ("branch-b05.split", "b03", dt.date(2026, 10, 1))
    assert split.lines[1].endswith("/calendar/b05.ics")


def test_a_branch_that_is_split_up_is_followed_by_its_parts_alone(changed: Portal) -> None:
    changed.change(B01, dissolved_on=None, merged_into=None)
    changed.change(B03, dissolved_on=dt.date(2026, 10, 31))
    changed.change(B05, founded_on=dt.date(2026, 10, 1))
    branches = changed.book()[BRANCHES]
    assert [one.id for one in Life(branches["b03"], branches).successors] == ["b05"]
    assert Life(branches["b01"], branches).successors == []
    assert "分為<a" in homes(changed.book())["branches/b03/"]
