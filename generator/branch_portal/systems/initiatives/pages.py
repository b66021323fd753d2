"""專題: the list of study campaigns and special actions, a page for each, and those that are current on the home page."""

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment

from branch_portal.ground.day_words import full_date
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body, fragment
from branch_portal.system.section import HomeSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.initiatives.figures import STATE_TITLES, by_state, stage_on
from branch_portal.year.initiative import INITIATIVE_KIND_TITLES, Initiative
from branch_portal.year.kinds import INITIATIVES, INITIATIVES_PATH


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    shared = {
        "book": snapshot.book,
        "kinds": INITIATIVE_KIND_TITLES,
        "states": STATE_TITLES,
        "path": INITIATIVES_PATH,
        "by_state": snapshot.figures(by_state),
    }
    yield Page(
        path=INITIATIVES_PATH,
        title="專題",
        render=partial(body, jinja, "initiatives.html", INITIATIVES_PATH, shared),
        toc=tuple(Heading(title, state) for state, title in STATE_TITLES.items()),
        description="學習教育和專項行動：起止、階段、任務、表單、材料、問答、收尾",
        source="data/initiatives",
        kind="initiatives",
        keywords=("專題", "學習教育", "專項行動"),
    )
    for one in snapshot.book[INITIATIVES].values():
        yield _page(one, snapshot, shared, jinja)


def _page(one: Initiative, snapshot: Snapshot, shared: dict[str, object], jinja: Environment) -> Page:
    path = f"{INITIATIVES_PATH}{one.id}/"
    state = one.state(snapshot.as_of)
    values = {**shared, "one": one, "state": state, "now": stage_on(one, snapshot)}
    said = (
        ("小結", "closing", state == "over"),
        ("階段", "stages", True),
        ("任務", "tasks", True),
        ("問答", "questions", one.questions),
    )
    return Page(
        path=path,
        title=one.title,
        render=partial(body, jinja, "initiative.html", path, values),
        toc=tuple(Heading(title, anchor) for title, anchor, there in said if there),
        description=f"{INITIATIVE_KIND_TITLES[one.kind]}：{full_date(one.first)}至{full_date(one.last)}",
        source=f"data/initiatives/{one.id}.yml",
        kind="initiatives",
        keywords=(INITIATIVE_KIND_TITLES[one.kind], "專題"),
        year=one.last.year,
    )


def home_section(snapshot: Snapshot, jinja: Environment) -> HomeSection | None:
    """The initiatives that are not over; with none there is no section."""
    found = snapshot.figures(by_state)
    ones = [(one, stage_on(one, snapshot)) for state in ("current", "coming") for one in found[state]]
    if not ones:
        return None
    values = {"book": snapshot.book, "ones": ones, "folder": INITIATIVES_PATH, "kinds": INITIATIVE_KIND_TITLES}
    return HomeSection("initiatives", "專題", lambda: fragment(jinja, "home_initiatives.html", urls.HOME, **values))
