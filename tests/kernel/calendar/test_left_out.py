"""Calendars that are not even looked at are those of which nothing would be made."""

from itertools import chain, combinations, product
from typing import get_args

import pytest

from branch_portal.calendar.extent import Extent
from branch_portal.calendar.feed import DIVIDED, Feed, FeedKind
from branch_portal.project.settings import Switch, Window

SWITCHES: tuple[Switch, ...] = get_args(Switch)
SOME: tuple[tuple[FeedKind, ...], ...] = ((), ("all", "role", "topic"), DIVIDED)


def feed(kind: FeedKind, variant: Switch) -> Feed:
    quiet, week = variant == "quiet", variant == "weekly"
    role, whole = "r" if kind == "branch_role" else "", kind if quiet or week else None
    return Feed("week" if week else kind, "a", "", "", "", tuple, role=role, quiet=quiet, whole=whole)


@pytest.mark.parametrize("former", [*chain.from_iterable(combinations(SWITCHES, many) for many in range(5))])
def test_what_is_left_out_is_nothing_that_is_made(former: tuple[Switch, ...]) -> None:
    some = product((True, False), SOME, SOME)
    extents = [Extent(roles, False, quiet, weekly, Window(back=0, ahead=1), former) for roles, quiet, weekly in some]
    asked: list[tuple[Switch, FeedKind]] = [("branch_roles", "branch_role")]
    asked += [(variant, kind) for variant in ("quiet", "weekly") for kind in DIVIDED]  # type: ignore[misc]
    for extent, (variant, kind) in product(extents, asked):
        one = feed(kind, variant)
        assert extent.has(variant, kind) == bool(list(extent.made(one, one, "")))
