"""日曆清單: every calendar to subscribe to, and what it holds."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.feed import Feed, FeedKind
from branch_portal.calendar.looks import TERMS_TOPIC
from branch_portal.calendar.notices import closed
from branch_portal.calendar.stamped import Stamped
from branch_portal.calendar.variants import variants
from branch_portal.organisation.kinds import BRANCHES, ROLES, TRACKS
from branch_portal.organisation.model import Branch, Role
from branch_portal.project.base import first_id
from branch_portal.project.settings import Switch
from branch_portal.site import urls


def feeds(calendar: Calendar) -> tuple[Feed, ...]:
    """Every calendar to subscribe to, each followed by its variants, in the order in which people look for theirs."""
    if calendar.feeds is None:
        calendar.feeds = (*_made(calendar), *closed(calendar))
    return calendar.feeds


def _made(calendar: Calendar) -> Iterator[Feed]:
    site = calendar.book.settings.site_url
    for feed, instead in _all(calendar, calendar.extent.has):
        yield from calendar.extent.made(feed, instead, site)


def possible(calendar: Calendar) -> Iterator[tuple[Feed, Feed]]:
    """Every calendar that settings might ask for, and the one that holds its events in any case."""
    return _all(calendar, lambda *_: True)


def _all(calendar: Calendar, has: Callable[[Switch, FeedKind], bool]) -> Iterator[tuple[Feed, Feed]]:
    branches: dict[str, Feed] = {}
    for feed in _feeds(calendar, has):
        if feed.kind == "branch":
            branches[feed.subject] = feed
        instead = branches[feed.subject] if feed.kind.startswith("branch") else feed
        yield feed, instead
        for variant in variants(calendar, feed, has):
            yield variant, instead


def largest(calendar: Calendar) -> Iterator[Feed]:
    """The feeds to measure: every one that is not a branch's, and the branch's that holds most of each kind."""
    branches = calendar.book[BRANCHES]
    fullest = max(branches, key=calendar.weight, default=None)
    for feed in feeds(calendar):
        if feed.is_listed and (not feed.kind.startswith("branch") or feed.subject == fullest):
            yield feed


def _feeds(calendar: Calendar, has: Callable[[Switch, FeedKind], bool]) -> Iterator[Feed]:
    book = calendar.book
    name = book.settings.organisation
    company = lambda: calendar.company  # noqa: E731
    yield Feed(
        "all",
        "all",
        f"{name} 支部工作日曆",
        "全公司統一的期限和二十四節氣",
        urls.CALENDAR,
        company,
        line="feed-all",
    )
    for branch in book[BRANCHES].values():
        yield from _of_branch(calendar, branch, has)
    for role in book[ROLES].values():
        yield _of_role(calendar, role)
    for track in book[TRACKS].values():
        yield Feed(
            "topic",
            f"topic-{track.id}",
            f"{track.title} 工作日曆",
            f"「{track.title}」的期限",
            urls.CALENDAR,
            partial(calendar.topic, track.id),
            color=calendar.looks.colors[track.id],
            subject=track.id,
            also_at=tuple(f"topic-{old}" for old in track.old_ids),
            line=f"feed-topic-{first_id(track)}",
        )
    yield Feed(
        "topic",
        "terms",
        "二十四節氣",
        "每個節氣的日期、時令和到期的事",
        urls.YEAR,
        partial(calendar.topic, TERMS_TOPIC),
        color=calendar.looks.colors[TERMS_TOPIC],
        subject=TERMS_TOPIC,
        line="feed-terms",
    )
    yield Feed(
        "alerts",
        "alerts",
        f"{name} 期限提醒",
        "綠色通知、黃色提醒、紅色告警各成一條",
        urls.CALENDAR,
        lambda: calendar.alerts(calendar.company),
        line="feed-alerts",
    )
    for branch in book[BRANCHES].values():
        yield Feed(
            "branch_alerts",
            f"alerts-{branch.id}",
            f"{branch.title} 期限提醒",
            "綠色通知、黃色提醒、紅色告警各成一條",
            urls.branch(branch.id),
            partial(_branch_alerts, calendar, branch),
            subject=branch.id,
            also_at=tuple(f"alerts-{old}" for old in branch.old_ids),
            line=f"feed-{first_id(branch)}",
            part="alerts",
        )
    yield Feed(
        "editors",
        "editors",
        "編輯日曆：到期要覆核的指引",
        "給維護門戶的人：哪頁指引什麼時候要覆核",
        urls.GUIDE,
        lambda: calendar.editors,
        color="slategray",
        line="feed-editors",
    )


def _of_branch(calendar: Calendar, branch: Branch, has: Callable[[Switch, FeedKind], bool]) -> Iterator[Feed]:
    """A branch's calendar, and one for each role that has work in any branch, so that no address comes and goes."""
    whole = Feed(
        "branch",
        branch.id,
        f"{branch.title} 工作日曆",
        f"{branch.title}的全部期限和二十四節氣",
        urls.branch(branch.id),
        partial(_of_its_months, calendar, branch),
        subject=branch.id,
        also_at=branch.old_ids,
        line=f"feed-{first_id(branch)}",
    )
    yield whole
    for id in calendar.branch_roles if has("branch_roles", "branch_role") else ():
        role = calendar.book[ROLES][id]
        names = [f"{at}.{called}" for at in (branch.id, *branch.old_ids) for called in (id, *role.old_ids)]
        yield replace(
            whole,
            kind="branch_role",
            name=names[0],
            title=f"{branch.short} {role.title} 工作日曆",
            description=f"{branch.title}由{role.title}來辦的期限",
            events=partial(calendar.branch_role, branch, id),
            role=id,
            also_at=tuple(names[1:]),
            part=first_id(role).replace("_", "-"),
        )


def _of_its_months(calendar: Calendar, branch: Branch) -> list[Stamped]:
    return [
        one
        for one in calendar.branch(branch)
        if one.cancelled or calendar.branch_span.holds(one.event.first, one.event.last)
    ]


def _branch_alerts(calendar: Calendar, branch: Branch) -> Iterator[Stamped]:
    return calendar.alerts(calendar.branch(branch))


def _of_role(calendar: Calendar, role: Role) -> Feed:
    """What a role does for the company itself; the work in a branch is in the branch's own calendars."""
    feed = Feed(
        "role",
        f"role-{role.id}",
        f"{role.title} 工作日曆（公司本級）",
        f"公司本級由{role.title}來辦、核驗的期限；支部裡的，訂各支部按角色分的日曆",
        urls.MY_CALENDAR,
        partial(calendar.role, role.id),
        subject=role.id,
        also_at=tuple(f"role-{old}" for old in role.old_ids),
        line=f"feed-role-{first_id(role)}",
    )
    if calendar.role(role.id):
        return feed
    site = calendar.book.settings.site_url
    by_role = calendar.extent.branch_roles and role.id in calendar.branch_roles
    name = f"支部編號.{role.id}" if by_role else "支部編號"
    said = f"{role.title}的期限各支部不同，請刪去這個訂閱，到「我的日曆」選支部{'和角色' if by_role else ''}；地址是 {site}{urls.feed(name)}。"
    return replace(feed, kind="moved", title=f"{role.title} 工作日曆（已分開）", description=said)
