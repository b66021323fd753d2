"""辦理登記: how far the records are, what a branch has not recorded, and the sheet of its year for the pen."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body, fragment
from branch_portal.system.section import BranchSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.logbooks.figures import MARK_TITLES, Matter, Standing, begun_years, standings
from branch_portal.systems.logbooks.kinds import LOGBOOKS, PATH, sheet_path
from branch_portal.systems.logbooks.year_columns import is_meeting, year_columns
from branch_portal.year.model import Duty

_LISTED = 8
"""How many unrecorded matters a branch's home lists before the rest is folded."""
_TOC = (Heading("各支部登記到哪裡", "standing"), Heading("怎麼登記", "how"))


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    """The list and a sheet for each branch and year; what is recorded is worked out when a page is made."""
    book, years = snapshot.book, begun_years(snapshot)
    yield Page(
        path=PATH,
        title="辦理登記",
        render=partial(_list, snapshot, jinja),
        toc=_TOC,
        description="三會一課和各項任務辦了沒有：一月一行，只記日期和人數",
        source="data/logbooks",
        kind="logbooks",
        keywords=("辦理登記", "應到", "實到", "三會一課登記"),
    )
    for branch in book[BRANCHES].values():
        for year in years:
            yield Page(
                path=sheet_path(branch.id, year),
                title=f"{branch.short}{year}年辦理登記表",
                render=partial(_sheet, snapshot, jinja, branch, year),
                description=f"{branch.title}{year}年辦理登記表，可以打印手填",
                source=f"data/logbooks/{branch.id}-{year}.yml",
                wide=True,
                searched=False,
                kind="logbooks",
                branch=branch.id,
                year=year,
            )


def branch_section(snapshot: Snapshot, jinja: Environment) -> BranchSection:
    """What a branch has recorded of the years that have begun, and what is due and not recorded."""
    found, years = snapshot.figures(standings), begun_years(snapshot)

    def section(branch: Branch) -> Markup:
        unrecorded = sorted(
            ((year, matter) for year in years for matter in found[branch.id, year].matters if matter.mark == "late"),
            key=lambda one: one[1].occurrence.due,
            reverse=True,
        )
        values = {
            "book": snapshot.book,
            "branch": branch,
            "standings": {year: found[branch.id, year] for year in years},
            "unrecorded": unrecorded,
            "earlier": _by_duty(unrecorded[_LISTED:]),
            "listed": _LISTED,
            "drills": [
                drill
                for year in years
                if (logbook := snapshot.book[LOGBOOKS].get((branch.id, year)))
                for drill in logbook.drills
            ],
            "sheet_path": sheet_path,
            "home": PATH,
            "as_of": snapshot.as_of,
        }
        return fragment(jinja, "branch_logbook.html", urls.branch(branch.id), **values)

    return BranchSection("held", "辦理登記", section)


def _by_duty(matters: Iterable[tuple[int, Matter]]) -> list[tuple[int, list[Matter]]]:
    """The days of a duty in one line, the earliest first; duties in the order in which they come."""
    groups: dict[tuple[int, str], list[Matter]] = {}
    for year, matter in matters:
        groups.setdefault((year, matter.occurrence.duty.id), []).insert(0, matter)
    return [(year, found) for (year, _), found in groups.items()]


def _list(snapshot: Snapshot, jinja: Environment) -> str:
    values = {
        "book": snapshot.book,
        "as_of": snapshot.as_of,
        "years": begun_years(snapshot),
        "found": snapshot.figures(standings),
        "titles": MARK_TITLES,
        "sheet_path": sheet_path,
    }
    return body(jinja, "logbooks.html", PATH, values)


def _sheet(snapshot: Snapshot, jinja: Environment, branch: Branch, year: int) -> str:
    path, standing = sheet_path(branch.id, year), snapshot.figures(standings)[branch.id, year]
    columns = year_columns(matter.occurrence for matter in standing.matters)
    others = _others(standing.matters, columns)
    values = {
        "book": snapshot.book,
        "branch": branch,
        "year": standing.year,
        "columns": columns,
        "is_meeting": is_meeting,
        "months": [(month, _cells(standing, month, columns), others.get(month, ())) for month in range(1, 13)],
        "office": snapshot.book.settings.office,
    }
    return body(jinja, "logbook_sheet.html", path, values)


def _others(matters: Sequence[Matter], columns: Sequence[Duty]) -> Mapping[int, list[Matter]]:
    """What has no column, by the month that it is due in."""
    shown, others = {duty.id for duty in columns}, defaultdict(list)
    for matter in matters:
        if matter.occurrence.duty.id not in shown:
            others[matter.occurrence.due.month].append(matter)
    return others


def _cells(standing: Standing, month: int, columns: Sequence[Duty]) -> list[Matter | None]:
    """What each column has due in a month; None where it has nothing."""
    due: dict[str, Matter] = {}
    for matter in standing.matters:
        if matter.occurrence.due.month == month and matter.occurrence.due.year == standing.year:
            due[matter.occurrence.duty.id] = matter
    return [due.get(duty.id) for duty in columns]
