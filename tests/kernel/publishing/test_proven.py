"""What a page was made from is noted, and told apart from everything else that it might have been made from."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from branch_portal.ground.digests import Digests, Unproven, walked
from branch_portal.ground.reads import (
    CALLED,
    ITEM,
    KEYS,
    PAGE,
    WHOLE,
    ByKey,
    Read,
    made_once,
    noted,
    read,
    remembered,
    shared,
)
from branch_portal.project.handbook import publish
from branch_portal.rooms import ROOMS
from branch_portal.system.named import ABSENT, UNKNOWN, Named
from branch_portal.system.snapshot import take_snapshot
from tests.fuzz import proven
from tests.portal import Portal
from tests.sample import ROOT

FOUND: ByKey[str, int] = ByKey("found", {"a": 1, "b": 2})


def reads_of(work: Callable[[], Any]) -> set[Read]:
    reads: dict[Read, None] = {}
    with noted(reads):
        work()
    return {*reads}


@pytest.mark.parametrize(
    ("work", "what"),
    [
        (lambda: FOUND["a"], {ITEM + "'a'"}),
        (lambda: FOUND.get("c"), {ITEM + "'c'"}),
        (lambda: "a" in FOUND, {ITEM + "'a'"}),
        (lambda: len(FOUND), {KEYS}),
        (lambda: bool(FOUND), {KEYS}),
        (lambda: list(FOUND), {KEYS}),
        (lambda: list(reversed(FOUND)), {KEYS}),
        (lambda: sorted(FOUND.keys()), {KEYS}),
        (lambda: list(FOUND.values()), {WHOLE}),
        (lambda: list(FOUND.items()), {WHOLE}),
        (lambda: FOUND == {}, {WHOLE}),
        (lambda: FOUND != {}, {WHOLE}),
        (lambda: str(FOUND), {WHOLE}),
    ],
)
def test_every_way_of_reading_a_mapping_is_noted(work: Callable[[], Any], what: set[str]) -> None:
    assert reads_of(work) == {("found", one) for one in what}


@pytest.mark.parametrize(
    "work",
    [
        lambda: dict(FOUND),
        lambda: {**FOUND},
        lambda: FOUND | {},
        lambda: {} | FOUND,
        lambda: FOUND.copy(),
        lambda: {}.update(FOUND),
        lambda: (lambda **given: given)(**FOUND),
        lambda: max(FOUND, key=FOUND.__getitem__),
    ],
)
def test_whoever_copies_a_mapping_reads_all_of_it(work: Callable[[], Any]) -> None:
    what = {one for _, one in reads_of(work)}
    assert WHOLE in what or {KEYS, ITEM + "'a'", ITEM + "'b'"} <= what


def test_what_is_made_once_is_read_by_whoever_is_given_it() -> None:
    asked = []

    def make(one: str) -> int:
        asked.append(one)
        return FOUND[one]

    once = remembered(make)
    assert reads_of(lambda: once("a")) == reads_of(lambda: once("a")) == {("found", ITEM + "'a'")}
    assert asked == ["a"]
    assert reads_of(lambda: made_once("figure", lambda: make("b"))) == set()
    assert reads_of(lambda: read("figure", (1, 2))) == {("figure", WHOLE)}


@dataclass(frozen=True)
class Figure:
    of: dict[str, int]
    total: int = 0


def test_a_figure_is_read_by_key_where_it_is_a_mapping() -> None:
    made = shared("f", Figure({"a": 1}))
    assert reads_of(lambda: made.of["a"]) == {("f.of", ITEM + "'a'")}
    assert Digests({}).of(made) == Digests({}).of(shared("f", Figure({"a": 2})))  # what is read of it is noted
    assert Digests({}).of(made) != Digests({}).of(shared("f", Figure({"a": 1}, 3)))


class Silent:
    def __init__(self, value: Any) -> None:
        self.value = value


@walked
class Said(Silent):
    pass


def held(value: Any) -> Callable[[], Any]:
    return lambda: value


DIFFERENT = [
    1, "1", b"1", 1.0, True, None, (1,), [1], {1}, {"a": 1}, {"a": 1, "b": 2}, {"b": 2, "a": 1}, (1, (2,)), ((1, 2),), (1, 2), "a", ("a", ""),
    ("", "a"), dt.date(2026, 1, 2), dt.datetime(2026, 1, 2), "2026-01-02", held(1), held(2), held, partial(held, 1), partial(held, 2), Said(1),
    Said(2), Figure({}, 1), Figure({}, 2), Figure, reads_of, FOUND, ByKey("other", {}), range(3), lambda: 1, lambda: 2, [1, 2, 3, 4, 5],
    [1, 2, 3, 5, 4], (1, 2, 3, 4, 5),
]  # fmt: skip


def test_different_values_have_different_digests() -> None:
    digests = Digests({})
    assert len({digests.of(one) for one in DIFFERENT}) == len(DIFFERENT)
    assert digests.of(held([1])) == Digests({}).of(held([1]))
    assert digests.of({3, 1, 2}) == digests.of({2, 3, 1})


def circle() -> list[Any]:
    found: list[Any] = [1, 2, 3, 4]
    found.append(found)
    return found


@pytest.mark.parametrize(
    "value",
    [
        Silent(1),
        Path("a"),
        iter([1]),
        (one for one in ()),
        lru_cache(held(1)),
        held(Path("a")),
        circle(),
        [Silent(1)] * 9,
    ],
)
def test_what_cannot_be_told_has_no_digest(value: Any) -> None:
    for _ in range(2):
        with pytest.raises(Unproven):
            Digests({}).of(value)


def test_what_is_known_stands_for_itself() -> None:
    value = Silent(1)
    assert Digests({"it": value}).of([value]) != Digests({"other": value}).of([value])
    with pytest.raises(Unproven):
        Digests({"it": value}).of([Silent(1)])


def test_a_book_notes_what_is_read_of_it(mini: Portal) -> None:
    book = publish(mini.book(), dt.date(2026, 11, 30))
    branch = next(iter(book["branches"]))
    assert reads_of(lambda: book["branches"][branch]) == {("published.branches", f"{ITEM}{branch!r}")}
    assert reads_of(lambda: book.called("branches", branch)) == {("published.branches", f"{CALLED}{branch!r}")}
    assert reads_of(lambda: book.page("branches", branch)) == {("published.branches", f"{PAGE}{branch!r}")}
    assert reads_of(lambda: book.citing("branches", branch)) == {
        ("published-citations", f"{ITEM}{('branches', branch)!r}")
    }


def test_who_reads_what_a_record_is_called_reads_nothing_else_of_it(mini: Portal) -> None:
    def given(**others: str) -> list[Any]:
        book = mini.book()
        id, branch = next(iter(book["branches"].items()))
        changed = book.having(branches={**book["branches"], id: branch.model_copy(update=others)})
        named = Named(take_snapshot(changed, dt.date(2026, 11, 30), ROOMS))
        return [named.given(("published.branches", f"{part}{id!r}")) for part in (CALLED, PAGE, ITEM)]

    written = given()
    assert [one == other for one, other in zip(written, given(business="另一業務"), strict=True)] == [True, True, False]
    assert [one == other for one, other in zip(written, given(title="另一支部"), strict=True)] == [False, True, False]
    named = Named(take_snapshot(mini.book(), dt.date(2026, 11, 30), ROOMS))
    assert named.given(("published.branches", f"{CALLED}'nobody'")) is ABSENT
    assert named.given(("published.nothing", f"{CALLED}'nobody'")) is UNKNOWN


def test_what_is_proven_is_what_would_be_made(mini: Portal) -> None:
    """A few edits of a small portal; `make prove` makes hundreds of the sample."""
    outcome = proven.Outcome()
    proven.edits(mini.root, 6, Random(5), outcome)
    assert outcome.wrong == []
    assert outcome.proven > outcome.anew


def test_a_read_that_is_not_noted_is_found(mini: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ByKey, "__getitem__", dict.__getitem__)
    outcome, day = proven.Outcome(), dt.date(2026, 11, 30)
    before = proven.made(mini.root, day, {}, outcome)
    for file in mini.root.glob("data/units/*.yml"):
        text = file.read_text("utf-8")
        file.write_text(re.sub(r"^title: .*$", "title: 另一單位", text, flags=re.MULTILINE), "utf-8")
    proven.made(mini.root, day, before, outcome)
    assert outcome.wrong


@pytest.mark.parametrize("room", ["systems", "gather", "system"])
def test_what_pages_share_is_remembered_with_its_reads(room: str) -> None:
    """A cache of another kind gives the second page what the first has read, and nobody notes it."""
    folder = ROOT / "generator" / "branch_portal" / room
    caches = re.compile(r"^from functools import .*\b(?:lru_cache|cache)\b", re.MULTILINE)
    assert [file for file in folder.rglob("*.py") if caches.search(file.read_text("utf-8"))] == []
