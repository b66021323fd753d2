"""四級貫通 on the large screen: how far the year's goals are."""

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.site import urls
from branch_portal.site.templates import fragment
from branch_portal.system.screen import Screen, ScreenPanel
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.goals.figures import goal_chain
from branch_portal.systems.goals.progress import progress

ROWS = 6
"""As many goals as the screen has room for; the rest are counted, with the way to them."""


def screen(snapshot: Snapshot, jinja: Environment) -> Screen:
    """The goals of the year of the snapshot's day, or of the last year before it that has any."""
    roots = snapshot.figures(goal_chain).roots
    year = max((one.paper.due.year for one in roots if one.paper.due.year <= snapshot.as_of.year), default=None)
    found = [progress(one) for one in roots if one.paper.due.year == year]

    def body() -> Markup:
        return fragment(jinja, "screen_goals.html", urls.SCREEN, goals=found[:ROWS], more=len(found[ROWS:]))

    return Screen(panels=(ScreenPanel("screen-goals", "攻堅目標走到哪了", "粗線＝目標，斜線＝超上限", "top", body),))
