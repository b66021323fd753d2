"""減負賬 and 減負自查 on one page each, and what concerns a branch on its home."""

from collections.abc import Iterator, Mapping
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.ground.reads import remembered
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body, fragment
from branch_portal.system.section import BranchSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.loads.datasets import PATH
from branch_portal.systems.loads.figures import Load, loads
from branch_portal.systems.loads.selfcheck import answers
from branch_portal.systems.loads.settings import LOAD_SETTINGS
from branch_portal.systems.loads.together import pairs
from branch_portal.systems.loads.weeks import KEYS, highest, month_depth, over, said, said_of_all, week_bars

SELF_CHECK = f"{PATH}self-check/"


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    values = remembered(lambda: _values(snapshot))
    yield Page(
        path=PATH,
        title="減負賬",
        render=lambda: body(jinja, "loads.html", PATH, values()),
        toc=(
            Heading("哪一週最滿", "weeks"),
            Heading("各支部一年要辦多少", "loads"),
            Heading("誰要的、哪個月要的", "by"),
            Heading("可以併著開的會", "together"),
        ),
        wide=True,
        description="每個支部每週、全年被要了多少：任務、單子、欄目、提前幾天、誰要的",
        source="data/tasks",
        kind="load",
        keywords=("減負", "基層減負", "形式主義"),
    )
    yield Page(
        path=SELF_CHECK,
        title="減負自查",
        render=lambda: body(jinja, "load_self_check.html", SELF_CHECK, {"answers": answers(snapshot), "loads": PATH}),
        description="有沒有打卡、記分、排名、拍照：逐條從門戶的數據裡答",
        source="site_config/portal.yml",
        kind="load",
        keywords=("減負", "自查"),
    )


def _values(snapshot: Snapshot) -> Mapping[str, object]:
    book = snapshot.book
    years = [year for year in book.settings.years if year <= snapshot.as_of.year]
    found = snapshot.figures(loads)
    limit = book.settings[LOAD_SETTINGS].week
    return {
        "book": book,
        "years": years,
        "found": {year: {id: found[id, year] for id in book[BRANCHES]} for year in years},
        "pairs": [pair for own in snapshot.figures(pairs).values() for pair in own],
        "limit": limit,
        "pictures": {year: _pictures(found, year, limit, snapshot) for year in years},
        "keys": KEYS,
        "self_check": SELF_CHECK,
    }


def _pictures(found: Mapping[tuple[str, int], Load], year: int, limit: int, snapshot: Snapshot) -> Mapping[str, object]:
    """A year's bars by branch on one scale, how deep each month's cell is, and the sentence over them."""
    own = {id: found[id, year] for id in snapshot.book[BRANCHES]}
    most = highest(own.values())
    made = {id: week_bars(one, limit, most, snapshot.as_of) for id, one in own.items()}
    return {
        "bars": made,
        "depth": month_depth(own),
        "said": said_of_all(own, limit),
        "over": partial(over, limit=limit),
    }


def branch_section(snapshot: Snapshot, jinja: Environment) -> BranchSection:
    """How much is asked of a branch this year, and which meetings it can hold together."""
    found = snapshot.figures(loads)
    limit = snapshot.book.settings[LOAD_SETTINGS].week
    together = snapshot.figures(pairs)

    def section(branch: Branch) -> Markup:
        years = [year for year in snapshot.book.settings.years if year <= snapshot.as_of.year]
        own = {year: found[branch.id, year] for year in years}
        values = {
            "book": snapshot.book,
            "found": own,
            "weeks": {
                year: (said(one, limit), week_bars(one, limit, highest([one]), snapshot.as_of))
                for year, one in own.items()
            },
            "keys": KEYS,
            "pairs": together.get(branch.id, ())[:4],
            "home": PATH,
        }
        return fragment(jinja, "branch_load.html", urls.branch(branch.id), **values)

    return BranchSection("load", "減負賬", section)
