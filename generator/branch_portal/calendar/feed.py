"""一個日曆: what one calendar to subscribe to is called, where it lies, and which events it holds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from branch_portal.calendar.stamped import Stamped
from branch_portal.site import urls

FeedKind = Literal[
    "all",
    "branch",
    "branch_role",
    "role",
    "topic",
    "alerts",
    "branch_alerts",
    "editors",
    "week",
    "moved",
    "former",
    "closed",
]
"""`moved`, `former` and `closed` are for those who subscribed before: they say what to follow now, or that there is nothing."""
DIVIDED: tuple[FeedKind, ...] = ("all", "branch", "branch_role", "role", "topic")
"""The kinds of calendars that have variants."""


@dataclass(frozen=True)
class Feed:
    """One calendar to subscribe to; `address` and `page` below the site's root.

    `also_at` are addresses under ids that are no longer used: their subscribers get the same calendar. `line` is the
    uid under which the ledger knows it, `part` which part of that it is. A `quiet` one has no alarms. `whole` is the
    kind of the calendar that a variant is made of.
    """

    kind: FeedKind
    name: str
    title: str
    description: str
    page: str
    events: Callable[[], Iterable[Stamped]]
    color: str = "crimson"
    subject: str = ""
    also_at: tuple[str, ...] = ()
    line: str = ""
    part: str = ""
    role: str = ""
    quiet: bool = False
    whole: FeedKind | None = None

    @property
    def address(self) -> str:
        return urls.feed(self.name)

    @property
    def addresses(self) -> tuple[str, ...]:
        return (self.address, *(urls.feed(name) for name in self.also_at))

    @property
    def is_listed(self) -> bool:
        """Whether readers choose it from the lists of calendars; the others are chosen on 我的日曆."""
        return self.kind not in ("moved", "former", "closed", "branch_role", "week") and not self.quiet


@dataclass(frozen=True)
class FeedSize:
    """What a feed comes to."""

    title: str
    address: str
    events: int
    octets: int
