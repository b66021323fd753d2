"""Which records outside the book go by a guide: the way back from a guide to all that name it."""

from collections.abc import Iterator
from dataclasses import dataclass

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.year.kinds import PLANS
from branch_portal.year.model import OwnItem

_FEW = 6
"""A guide names up to so many records of a kind one by one; of more it says how many, and where they are listed."""


@dataclass(frozen=True)
class Uses:
    """Records that one page lists and that name a guide; `listed` is the page's address."""

    title: str
    listed: str
    records: tuple[tuple[str, str], ...]

    @property
    def few(self) -> bool:
        return len(self.records) <= _FEW


def guide_uses(book: Published, guide: str) -> tuple[Uses, ...]:
    """The records that go by a guide, by the page that lists them, each as (title, address)."""
    found: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
    for one in book.citing("guides", guide):
        page = book.page_of(one.kind, one.record)
        if one.kind.listed and page:
            found.setdefault(one.kind.listed, {})[one.kind.called(one.record), page] = None
    for own, title, page in own_items(book):
        if guide in own.guides:
            found.setdefault(("支部自選任務", urls.BRANCHES), {})[title, page] = None
    return tuple(Uses(title, listed, tuple(records)) for (title, listed), records in found.items())


def own_items(book: Published) -> Iterator[tuple[OwnItem, str, str]]:
    """Every item that a branch added to its year, with its title and the address of its list."""
    for plan in book[PLANS].values():
        for own in plan.own:
            yield (
                own,
                f"{book[BRANCHES][plan.branch].short}：{own.title}",
                urls.branch_map(plan.branch, plan.year, "list"),
            )
