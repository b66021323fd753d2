"""適用: for whom a duty is, who does it where a branch has not the role, and what no record may say of a branch."""

import datetime as dt

import pytest

from branch_portal.organisation.applicability import EVERY_BRANCH, AppliesTo
from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.organisation.model import Approval, Branch
from branch_portal.organisation.roles import stand_in
from branch_portal.year.schedule import make_schedule
from tests.mistakes import Case, check_case
from tests.portal import PRACTICE, Portal, branch, duty

SMALL = "data/branches/b07.yml"
PLAN = "data/plans/b07-2026.yml"
MONTHLY = {"every": "month", "day": 15, "if_closed": "previous"}
OWN = {
    "id": "own-x", "title": "自選", "track": "t-life", "role": "branch_secretary", "deliverable": ["記錄"], "archive": ["book_general"],
    "guides": ["g13"], "basis": PRACTICE, "due": dt.date(2026, 6, 5), "alerts": {"green": 3, "yellow": 2, "red": 0},
}  # fmt: skip


@pytest.fixture
def portal(mini: Portal) -> Portal:
    """Two branches with committees, one without; a role that committees have, and one that grids have."""
    mini.put(SMALL, branch("b07", "第七支部", has_committee=False, groups=0, members=5, has=[]))
    mini.put(
        "data/roles/org_member.yml",
        {
            "id": "org_member",
            "title": "組織委員",
            "duty": "辦事。",
            "needs": "committee",
            "otherwise": "branch_secretary",
        },
    )
    mini.put("data/roles/grid_chief.yml", {"id": "grid_chief", "title": "網格長", "duty": "走訪。", "needs": "grids"})
    mini.change("data/duties/m01.yml", applies_to={"has": ["committee"]})
    mini.put("data/duties/m04.yml", duty("m04", "收繳黨費", MONTHLY, role="org_member"))
    mini.put("data/duties/m09.yml", duty("m09", "網格日誌", MONTHLY, role="grid_chief", applies_to={"has": ["grids"]}))
    mini.put("data/duties/c01.yml", duty("c01", "公司的事", {"every": "year", "on": "06-05"}, level="company"))
    mini.put(PLAN, {"id": "b07-2026", "branch": "b07", "year": 2026, "own": [OWN]})
    assert mini.problems() == []
    return mini


def test_conditions_say_for_whom_in_words() -> None:
    assert EVERY_BRANCH.words == ""
    assert AppliesTo(has=("committee",)).words == "設支委會的支部"
    assert AppliesTo(has=("grids", "partners"), not_kinds=("temporary_branch",)).words == (
        "管供電網格、有共建、結對協議的支部（臨時黨支部除外）"
    )
    assert AppliesTo(kinds=("joint_branch",), has_not=("groups",)).words == "不劃分黨小組的聯合黨支部"
    assert AppliesTo(not_kinds=("temporary_branch",)).words == "各支部（臨時黨支部除外）"


def test_all_conditions_hold_for_a_branch_that_it_is_for() -> None:
    both = AppliesTo(has=("committee", "grids"), has_not=("groups",))
    assert both.takes("branch", {"committee", "grids"})
    assert both.lacking("branch", {"committee"}) == "本支部不管供電網格"
    assert both.lacking("branch", {"committee", "grids", "groups"}) == "本支部劃分黨小組"
    assert AppliesTo(kinds=("joint_branch",)).lacking("branch", set()) == "黨支部不辦這一項"


def test_a_branch_does_what_it_has_by_the_roles_it_has(portal: Portal) -> None:
    book = portal.book()
    schedule = make_schedule(book)
    small = {item.duty.id: item.duty.role for item in schedule.branch("b07", 2026)}
    assert small == {"m03": "branch_secretary", "m04": "branch_secretary", "own-x": "branch_secretary"}
    usual = {item.duty.id: item.duty.role for item in schedule.branch("b01", 2026)}
    assert usual["m04"] == "org_member"
    assert {"m01", "m09"} <= usual.keys()  # it has not said what it has
    assert "c01" not in usual  # the company's own
    assert stand_in("grid_chief", book[BRANCHES]["b07"], book[ROLES]) == "grid_chief"  # nobody stands in


def test_a_temporary_branch_does_what_its_approval_allows() -> None:
    temporary = {"kind": "temporary_branch", "has": ["candidates"], "founded_on": dt.date(2026, 5, 8)}
    fields = branch("b09", "臨時支部", **temporary) | {"elected_on": None, "has": ("candidates",)}
    plain = Branch.model_validate(fields)
    assert plain.traits == {"committee", "groups"}
    assert not plain.serves_a_term
    assert plain.not_allowed == ("班子由上級指定、不換屆", "不收繳黨費", "不發展黨員")
    approval = Approval(
        approved_by="dept_specialist", approved_on=dt.date(2026, 5, 6), document="批覆", allows=("dues", "development")
    )
    assert plain.model_copy(update={"approval": approval}).traits >= {"dues", "development", "candidates"}


CASES = [
    Case("DUTY-08", "data/duties/m09.yml", "applies_to: {has: [grids]}\n", "", 5),
    Case("ORG-10", SMALL, "kind: branch", "kind: temporary_branch", 4),
    Case("ORG-11", PLAN, "role: branch_secretary", "role: org_member", 4),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_mistake_is_reported_at_its_place(portal: Portal, case: Case) -> None:
    check_case(portal.root, case)


def test_nothing_is_said_of_a_branch_that_was_not_there(portal: Portal) -> None:
    portal.change(SMALL, dissolved_on=dt.date(2026, 7, 31), has=["candidates"])
    action = {
        "id": "ac01", "kind": "lighting", "on": dt.date(2026, 9, 1), "branch": "b07", "place_kind": "compound", "topic": "黑樓道整治",
        "handled": 6, "helped": 30, "hours": 8,
    }  # fmt: skip
    portal.put("data/actions/ac01.yml", action)
    found = [problem for problem in portal.problems() if problem.rule == "ORG-12"]
    assert [(one.place.path, one.value) for one in found] == [("data/actions/ac01.yml", "b07")]
    portal.put("data/actions/ac01.yml", {**action, "on": dt.date(2026, 7, 30)})  # the mend: the right day
    assert "ORG-12" not in {problem.rule for problem in portal.problems()}
