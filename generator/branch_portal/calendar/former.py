"""從前的地址: what a site published at an address is published there again, or a notice of what to subscribe to instead."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from branch_portal.calendar import extent
from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.feeds import feeds, possible
from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.settings import Switch

DROPPED = rule(
    "CAL-20",
    title="發布過的日曆地址不會沒有",
    why="訂閱了的人再也收不到更新，也不知道為什麼、該改訂哪個。",
    mend="照舊要做的，在 site_config/portal.yml 的 calendar 裡寫 true；不再做的，加進 calendar 的 former，原來的地址留一條說明。",
)
SOON_MANY = rule(
    "CAL-21",
    title=f"支部快到{extent.FEW}個時，先寫明做哪些日曆",
    why=f"超過{extent.FEW}個支部，沒有寫明的日曆就不再做，支部的日曆也只收錄三個月；訂閱了的人會收不到。",
    mend="在 site_config/portal.yml 的 calendar 裡寫明哪些照舊做、哪些不做。",
    severity="warning",
)
_SOON = 3
"""With so few branches to come before calendars are left out, it is time to say which."""
_NOTICE = b".former@"
"""Stands in every notice's UID; an address that said so for long enough may go."""


def dropped(calendar: Calendar, site: Path, place: Place) -> Iterator[Problem]:
    """The calendars that stand in the folder `site` and are made no longer, one problem for each setting; `place` is the settings'."""
    made = {address for feed in feeds(calendar) for address in feed.addresses}
    lost: dict[Switch, list[str]] = {}
    for feed, _ in possible(calendar):
        if switch := calendar.extent.lacks(feed):
            lost.setdefault(switch, []).extend(
                address for address in feed.addresses if address not in made and _is_there(site / address)
            )
    gone: list[Switch] = [switch for switch, addresses in lost.items() if addresses]
    named = ", ".join([*calendar.extent.former, *gone])
    for switch, addresses in lost.items():
        if addresses:
            yield DROPPED.problem(
                place,
                f"發布的網站有{len(addresses)}個日曆（{addresses[0]}），新的網站裡沒有",
                value=switch,
                mend=f"照舊要做的，在 calendar 裡寫 {switch}: true；不再做的，寫 former: [{named}]，"
                "原來的地址留一條說明，請人改訂支部的日曆。",
            )


def soon_many(calendar: Calendar, site: Path, place: Place) -> Iterator[Problem]:
    """Whether few more branches would leave out calendars that stand in the folder `site`, and nobody has said which are to stay."""
    number, wanted = len(calendar.book[BRANCHES]), calendar.book.settings.calendar
    unsaid = [name for name in get_args(Switch) if getattr(wanted, name) is None]
    if not (unsaid and extent.FEW - _SOON < number <= extent.FEW):
        return
    if any(_is_there(site / feed.address) for feed, _ in possible(calendar) if feed.kind == "branch"):
        said = "、".join(f"{name}: true" for name in unsaid)
        yield SOON_MANY.problem(
            place,
            f"有{number}個支部，超過{extent.FEW}個就少做日曆，這裡沒有寫明做哪些",
            mend=f"在 calendar 裡加上 {said}，不要的寫 false；支部的日曆要照舊收錄的，再寫上 branch_window，和 window 一樣。",
        )


def _is_there(file: Path) -> bool:
    return file.is_file() and _NOTICE not in file.read_bytes()
