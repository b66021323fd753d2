"""An approval is bound to words: what is edited afterwards is held back until `portal approve` binds it again."""

import datetime as dt
from typing import Any

import pytest
from click.testing import CliRunner

from branch_portal.commands.main import portal as command
from branch_portal.project.handbook import publish
from branch_portal.systems.findings.approved import fingerprint_of, is_as_approved
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release_model import Release
from tests.portal import Portal
from tests.sample import AS_OF
from tests.systems.findings.problems import FIRST, X1, approved, bound, fields, finding, looked, release, steps, written

ALL = fields(
    milestones=({"what": "甲", "due": dt.date(2026, 1, 12)},),
    extensions=({"on": dt.date(2026, 1, 12), "due": dt.date(2026, 2, 20), "approved_by": "dept_specialist", "reason": "測試"},),
    system_made="記錄辦法",
    **looked("2026-06-03"),
)  # fmt: skip
WORDS = ("category", "statement", "cause", "level_reason", "system_made")
LATER = dt.timedelta(days=1)


def edits(one: Finding | Release) -> dict[str, Any]:
    """Every public word and day of a record, changed one at a time: what was changed → the record after it."""
    changed = {}
    dumped = one.model_dump()

    def walk(value: Any, path: tuple[Any, ...]) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, (*path, key))
        elif isinstance(value, list | tuple):
            for index, inner in enumerate(value):
                walk(inner, (*path, index))
        elif isinstance(value, dt.date) or (path[-1] in PROSE and isinstance(value, str)):
            changed[".".join(map(str, path))] = type(one).model_validate(_with(dumped, path, value))

    walk(dumped, ())
    return changed


PROSE = (*WORDS, "what", "note", "reason", 0)


def _with(said: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value + LATER if isinstance(value, dt.date) else f"改過的{value}"
    if isinstance(said, dict):
        return {key: _with(inner, path[1:], value) if key == path[0] else inner for key, inner in said.items()}
    return tuple(_with(inner, path[1:], value) if index == path[0] else inner for index, inner in enumerate(said))


ONLY_PLANS = {"lookback_on", "next_review", "disclosure.bound.through"}
"""Days that say when something will be looked at again, and the day of the approval itself."""


def test_every_word_and_day_of_a_problem_is_held_to_its_approval() -> None:
    one = bound(Finding.model_validate(ALL))
    assert is_as_approved(one)
    tried = {name: is_as_approved(after) for name, after in edits(one).items() if name not in ONLY_PLANS}
    assert len(tried) > 25
    assert [name for name, as_approved in tried.items() if as_approved] == []


def test_every_word_and_day_of_a_bulletin_is_held_to_its_approval() -> None:
    one = release(finding(), good_practice=("好的做法。",), comments_until=dt.date(2026, 4, 20))
    tried = {name: is_as_approved(after) for name, after in edits(one).items() if name not in ONLY_PLANS}
    assert {"summary.0", "good_practice.0", "comments_until", "disclosure.published.on"} <= tried.keys()
    assert [name for name, as_approved in tried.items() if as_approved] == []


def test_what_happens_later_and_ids_change_nothing() -> None:
    one = bound(Finding.model_validate(ALL))
    later = {"on": dt.date(2027, 1, 5), "state": "reopened", "by": "discipline_commission", "note": "又發生"}
    assert is_as_approved(one.model_copy(update={"log": (*one.log, type(one.log[0]).model_validate(later))}))
    assert is_as_approved(one.model_copy(update={"unit": "b02", "lookback_on": dt.date(2026, 7, 1)}))


def put(mini: Portal) -> None:
    said = approved(fields())
    mini.put(X1, said)
    mini.put(FIRST, written(release(Finding.model_validate(said))))
    assert mini.problems() == []


def published(mini: Portal) -> tuple[set[str], set[str]]:
    book = publish(mini.book(), AS_OF)
    return set(book[FINDINGS]), set(book[RELEASES])


def approve(mini: Portal, *arguments: str) -> str:
    done = CliRunner().invoke(command, ["approve", *arguments, "--root", str(mini.root), "--as-of", str(AS_OF)])
    return done.output + done.stderr


@pytest.mark.parametrize(
    ("path", "before", "after", "rule", "left"),
    [
        (X1, "what: 當場記錄", "what: 事後補記", "FIND-22", (set(), {"2026-q1"})),
        (FIRST, "測試", "改過", "REL-15", ({"x1"}, set())),
    ],
)
def test_an_edited_record_is_held_back_until_it_is_approved_again(
    mini: Portal, path: str, before: str, after: str, rule: str, left: tuple[set[str], set[str]]
) -> None:
    put(mini)
    assert published(mini) == ({"x1"}, {"2026-q1"})
    mini.replace(path, before, after)
    (problem,) = mini.problems()
    assert (problem.rule, problem.severity, problem.place.path) == (rule, "warning", path)
    assert published(mini) == left
    words = problem.mend[problem.mend.index("portal approve ") :].rstrip("。").split()[2:]
    assert "批准了" in approve(mini, *words)
    assert mini.problems() == []
    assert published(mini) == ({"x1"}, {"2026-q1"})


@pytest.mark.parametrize(("path", "rule"), [(X1, "FIND-23"), (FIRST, "REL-16")])
def test_an_approval_without_words_is_told(mini: Portal, path: str, rule: str) -> None:
    put(mini)
    text = (mini.root / path).read_text("utf-8")
    book = mini.book()
    kept = book[FINDINGS]["x1"] if path == X1 else book[RELEASES]["2026-q1"]
    assert kept.disclosure
    mini.put(
        path, {**kept.model_dump(exclude_defaults=True), "disclosure": kept.disclosure.model_dump(exclude={"bound"})}
    )
    assert [problem.rule for problem in mini.problems()] == [rule]
    assert "批准了" in approve(mini, "--unbound", "--by", "org_department")
    assert mini.problems() == []
    assert text.count("text: h") == (mini.root / path).read_text("utf-8").count("text: h")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("x1", "--by", "branch_clerk"), "提出或審核角色"),
        (("x1", "--by", "dept_specialist"), "提出或審核角色"),
        (("x1", "--by", "nobody"), "沒有編號為「nobody」的角色"),
        (("x9", "--by", "org_department"), "沒有編號為「x9」"),
        (("x1", "--by", "org_department", "--on", "2030-01-01"), "還沒有到"),
        (("--by", "org_department"), "寫上批准的編號"),
    ],
)
def test_what_cannot_be_approved_is_refused_in_words(mini: Portal, words: tuple[str, ...], said: str) -> None:
    put(mini)
    before = (mini.root / X1).read_bytes()
    assert said in approve(mini, *words)
    assert (mini.root / X1).read_bytes() == before


@pytest.mark.parametrize("role", ["branch_clerk", "dept_specialist"])
def test_who_approves_the_words_is_neither_their_author_nor_their_reviewer(mini: Portal, role: str) -> None:
    said = approved(fields())
    words = {**said["disclosure"]["bound"], "by": role}
    mini.put(X1, {**said, "disclosure": {**said["disclosure"], "bound": words}})
    assert [problem.rule for problem in mini.problems()] == ["FIND-24"]
    mini.replace(X1, f"by: {role}}}", "by: org_department}")
    assert mini.problems() == []


def test_author_reviewer_and_approver_are_three(mini: Portal) -> None:
    for changed in ("reviewed", "approved"):
        said = steps("2026-01-08")
        said[changed] = {**said[changed], "role": said["proposed"]["role"]}
        assert finding(disclosure=said).disclosure.wrong()  # type: ignore[union-attr]
    same = steps("2026-01-08")
    same["reviewed"] = same["approved"]
    assert finding(disclosure=same).disclosure.wrong()  # type: ignore[union-attr]
    assert not finding(disclosure=steps("2026-01-08")).disclosure.wrong()  # type: ignore[union-attr]


def test_the_day_of_an_approval_is_part_of_its_words() -> None:
    one = finding()
    assert fingerprint_of(one, dt.date(2026, 1, 6)) != fingerprint_of(one, dt.date(2026, 3, 1))
