"""支部的來去 in the calendar: whoever follows a branch that ends, or is split, is told which calendar to follow now."""

from collections.abc import Iterator, Sequence

from branch_portal.calendar.event import Event
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.life import Life
from branch_portal.organisation.model import Branch
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced
from branch_portal.site import urls
from branch_portal.year.schedule import Schedule


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    branches = book[BRANCHES]
    head, site = book.settings.roles.branch_head or "", book.settings.site_url
    for branch in branches.values():
        if branch.dissolved_on:
            after = Life(branch, branches).successors
            became = "併入" if branch.merged_into else "分為"
            yield Event(
                uid=f"branch-{first_id(branch)}.end",
                first=branch.dissolved_on,
                last=branch.dissolved_on,
                summary=f"支部撤銷（{branch.short}）",
                lines=(
                    f"{branch.title}今天撤銷{f'，{became}{_named(after)}' if after else ''}。",
                    *_follow(after, site),
                ),
                page=urls.branch((after or [branch])[0].id),
                categories=("支部設置",),
                branch=branch.id,
                role=head,
            )
        source = branches[branch.split_from] if branch.split_from else None
        if source and branch.founded_on and branch not in Life(source, branches).successors:
            yield Event(
                uid=f"branch-{first_id(branch)}.split",
                first=branch.founded_on,
                last=branch.founded_on,
                summary=f"分出{branch.short}（{source.short}）",
                lines=(f"{branch.title}今天從{source.title}分出。", *_follow([branch], site)),
                page=urls.branch(branch.id),
                categories=("支部設置",),
                branch=source.id,
                role=head,
            )


def _named(branches: Sequence[Branch]) -> str:
    return "、".join(branch.title for branch in branches)


def _follow(branches: Sequence[Branch], site: str) -> Iterator[str]:
    """Where each of the branches has its calendar."""
    for branch in branches:
        yield f"轉到{branch.title}的，改訂這個日曆：{site}{urls.feed(branch.id)}"
