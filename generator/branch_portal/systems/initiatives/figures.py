"""What pages and tables of this room show, derived once a build."""

from branch_portal.system.snapshot import Snapshot
from branch_portal.year.initiative import Initiative, Stage
from branch_portal.year.kinds import INITIATIVES

STATE_TITLES = {"current": "正在進行", "coming": "將要開始", "over": "已經結束"}


def by_state(snapshot: Snapshot) -> dict[str, tuple[Initiative, ...]]:
    """Initiatives by their state on the snapshot's day: what ends first stands first, of those over the latest."""
    found: dict[str, list[Initiative]] = {state: [] for state in STATE_TITLES}
    for one in sorted(snapshot.book[INITIATIVES].values(), key=lambda one: (one.last, one.id)):
        found[one.state(snapshot.as_of)].append(one)
    found["over"].reverse()
    return {state: tuple(ones) for state, ones in found.items()}


def stage_on(initiative: Initiative, snapshot: Snapshot) -> Stage | None:
    """The stage that a day lies in."""
    return next((stage for stage in initiative.stages if stage.first <= snapshot.as_of <= stage.last), None)
