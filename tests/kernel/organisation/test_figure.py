"""The figure of a clause: how it is said, and how it is counted with."""

from typing import Any

import pytest
from pydantic import ValidationError

from branch_portal.organisation.figure import Figure


def figure(value: str, relation: str, **more: Any) -> Figure:
    return Figure.model_validate({"value": value, "relation": relation, "subject": ("到會",), **more})


HALF_OR_MORE = figure("1/2", "at_least")
MORE_THAN_HALF = figure("1/2", "more_than")
FOUR_FIFTHS = figure("4/5", "at_least")


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (HALF_OR_MORE, "半數以上"),
        (MORE_THAN_HALF, "超過半數"),
        (FOUR_FIFTHS, "不少於五分之四"),
        (figure("1/3", "at_most"), "不超過三分之一"),
        (figure("20", "at_least", unit="%"), "不少於20%"),
        (figure("6", "at_least", unit="個月"), "6個月以上"),
        (figure("6", "at_most", unit="個月"), "不超過6個月"),
        (figure("1", "within", unit="個月"), "1個月內"),
        (figure("3", "exactly", unit="年"), "3年"),
        (figure("1", "exactly", unit="次", of="每季度"), "每季度1次"),
        (figure("1", "at_least", unit="次", of="每年"), "每年至少1次"),
    ],
)
def test_a_figure_is_said_as_an_office_says_it(one: Figure, words: str) -> None:
    assert one.words == words


@pytest.mark.parametrize(
    ("one", "count", "of", "passes"),
    [
        (HALF_OR_MORE, 15, 30, True),
        (HALF_OR_MORE, 14, 30, False),
        (HALF_OR_MORE, 2, 4, True),
        (MORE_THAN_HALF, 15, 30, False),
        (MORE_THAN_HALF, 16, 30, True),
        (MORE_THAN_HALF, 11, 21, True),
        (MORE_THAN_HALF, 10, 21, False),
        (FOUR_FIFTHS, 24, 30, True),
        (FOUR_FIFTHS, 23, 29, False),
        (figure("20", "at_least", unit="%"), 1, 5, True),
        (figure("7", "at_least", unit="人"), 7, None, True),
        (figure("50", "at_most", unit="人"), 51, None, False),
        (figure("2", "exactly", unit="人"), 2, None, True),
    ],
)
def test_who_passes(one: Figure, count: int, of: int | None, passes: bool) -> None:
    assert one.passes(count, of) is passes


@pytest.mark.parametrize("one", [HALF_OR_MORE, MORE_THAN_HALF, FOUR_FIFTHS])
def test_the_least_that_passes_is_the_first_that_does(one: Figure) -> None:
    for of in range(61):
        assert one.least(of) == next(count for count in range(of + 2) if one.passes(count, of))


def test_the_most_that_passes() -> None:
    assert figure("1/3", "at_most").most(20) == 6
    assert HALF_OR_MORE.most(20) is None
    assert figure("50", "at_most", unit="人").least() == 0


def test_a_share_of_nothing_is_no_number() -> None:
    with pytest.raises(ValueError, match="of how many"):
        HALF_OR_MORE.passes(15)


@pytest.mark.parametrize("value", ["半", "1/0", "-1", "1.", "50%"])
def test_a_value_is_a_number(value: str) -> None:
    with pytest.raises(ValidationError):
        figure(value, "at_least")
