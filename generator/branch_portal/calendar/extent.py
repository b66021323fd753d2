"""做哪些日曆: which calendars a portal makes and how many months they hold, by its settings and the number of its branches.

Every kind of calendar comes to about 0.9 MB a branch and edition. A unit of a dozen branches can
afford that; one of hundreds makes the branches' calendars shorter, and the others where the settings ask for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from branch_portal.calendar.feed import DIVIDED, Feed, FeedKind
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Shelf
from branch_portal.project.settings import Switch, Window
from branch_portal.site import urls

FEW = 30
"""Up to so many branches everything is made that the settings do not refuse."""
_OF_MANY = Window(back=0, ahead=2)
"""About 58 KB a branch and edition."""
_OF_COMPANY: tuple[FeedKind, ...] = ("all", "role", "topic")


@dataclass(frozen=True)
class Extent:
    """`quiet` and `weekly` are the kinds of calendars that have such a variant, `window` is that of the branches' own calendars."""

    branch_roles: bool
    branch_alerts: bool
    quiet: tuple[FeedKind, ...]
    weekly: tuple[FeedKind, ...]
    window: Window
    former: tuple[Switch, ...] = ()

    @classmethod
    def of(cls, book: Shelf) -> "Extent":
        wanted = book.settings.calendar
        few = len(book[BRANCHES]) <= FEW

        def made(asked: bool | None) -> bool:
            return few if asked is None else asked

        def kinds(asked: bool | None) -> tuple[FeedKind, ...]:
            return _OF_COMPANY if asked is None and not few else DIVIDED if asked is not False else ()

        return cls(
            branch_roles=made(wanted.branch_roles),
            branch_alerts=made(wanted.branch_alerts),
            quiet=kinds(wanted.quiet),
            weekly=kinds(wanted.weekly),
            window=wanted.branch_window or (wanted.window if few else _OF_MANY),
            former=wanted.former,
        )

    def lacks(self, feed: Feed) -> Switch | None:
        """Which setting would have to be on for `feed`; None for one that is made."""
        if feed.kind == "branch_alerts" and not self.branch_alerts:
            return "branch_alerts"
        if feed.role and not self.branch_roles:
            return "branch_roles"
        if feed.quiet and feed.whole not in self.quiet:
            return "quiet"
        if feed.kind == "week" and feed.whole not in self.weekly:
            return "weekly"
        return None

    def has(self, variant: Switch, kind: FeedKind) -> bool:
        """Whether `made` gives anything for that variant of a kind, itself or a notice of what was made before."""
        if kind == "branch_role" and not self.branch_roles:
            return "branch_roles" in self.former
        made = {"quiet": kind in self.quiet, "weekly": kind in self.weekly}
        return made.get(variant, True) or variant in self.former

    def made(self, feed: Feed, instead: Feed, site: str) -> Iterator[Feed]:
        """`feed` where it is made, else a notice at its address that names `instead`, where it was made before."""
        lacking = self.lacks(feed)
        if lacking is None:
            yield feed
        elif lacking in self.former:
            yield replace(
                feed,
                kind="former",
                title=f"{feed.title}（已停用）",
                description=f"請刪去這個訂閱，改訂「{instead.title}」：{site}{urls.feed(instead.name)}",
                events=tuple,
                quiet=False,
            )
