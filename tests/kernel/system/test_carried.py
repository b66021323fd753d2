"""A state that takes figures over from the one before shows what it would show without."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from branch_portal.mkdocs.preview_state import State
from branch_portal.project.reading import Folders
from branch_portal.rooms import ROOMS
from branch_portal.system.carried import Carried
from tests.fuzz.proven import edit
from tests.portal import Portal

DAY = dt.date(2026, 11, 30)


def differing(portal: Portal, last: State | None) -> tuple[State, list[str]]:
    """The state after `last`, and what it shows otherwise than one that knows of none."""
    folders = Folders(portal.root)
    carried, alone = State.read(folders, DAY, ROOMS, last), State.read(folders, DAY, ROOMS)
    shown = {one.path: one.render() for one in carried.site.pages}
    return carried, [one.path for one in alone.site.pages if shown.get(one.path) != one.render()]


def carried_over(state: State, last: State) -> Iterator[str]:
    for figure, made in state.snapshot._figures.items():
        if last.snapshot._figures.get(figure) is made and made not in ((), {}):
            yield figure.__name__


def test_what_is_taken_over_is_what_would_be_made(mini: Portal) -> None:
    random = Random(3)
    last, _ = differing(mini, None)
    taken: set[str] = set()
    for _ in range(3):
        file, text = edit(mini.root, random)
        try:
            state, wrong = differing(mini, last)
        except Exception:  # half a record: whatever it breaks is told by the check
            file.write_text(text or "", "utf-8")
            continue
        assert wrong == []
        taken |= {*carried_over(state, last)}
        last = state
    assert {"standings", "task_board"} <= taken


def test_what_else_a_branch_says_of_itself_makes_no_figure_of_all_branches_anew(mini: Portal) -> None:
    last, _ = differing(mini, None)
    file = next(mini.root.glob("data/branches/*.yml"))
    file.write_text(re.sub(r"^business: .*$", "business: 另一業務", file.read_text("utf-8"), flags=re.M), "utf-8")
    state, wrong = differing(mini, last)
    assert wrong == []
    assert {"loads", "deadlines", "matters", "task_board"} <= {*carried_over(state, last)}


def test_a_figure_that_is_wrongly_taken_over_is_found(mini: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    last, _ = differing(mini, None)
    monkeypatch.setattr(Carried, "_gives_the_same", lambda self, read: True)
    for file in mini.root.glob("data/branches/*.yml"):
        file.write_text(
            re.sub(r"^elected_on: .*$", "elected_on: 2023-02-01", file.read_text("utf-8"), flags=re.M), "utf-8"
        )
    assert differing(mini, last)[1]


@dataclass(frozen=True)
class Row:
    name: str
    cells: tuple[Any, ...]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Row("a", (1,)), Row("a", (True,))),
        (Row("a", ({1: 2, 3: 4},)), Row("a", ({3: 4, 1: 2},))),
        (Row("a", (1,)), Row("a", (1, 2))),
        (Row("a", ([1],)), Row("a", ((1,),))),
        (object(), object()),
    ],
)
def test_only_what_is_alike_in_all_its_parts_is_the_same(one: Any, other: Any, mini: Portal) -> None:
    carried = Carried(State.read(Folders(mini.root), DAY, ROOMS).snapshot)
    assert carried._alike(one, one)
    assert carried._alike(Row("a", (1, {2: [3]})), Row("a", (1, {2: [3]})))
    assert not carried._alike(one, other)
