"""辦理登記: how far the records are, what a branch has not recorded, and the sheet of its year for the pen."""

from collections.abc import Iterator, Mapping, Sequence
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
from branch_portal.systems.logbooks.kinds import PATH, sheet_path
from branch_portal.year.model import Duty

_LISTED = 8
"""How many unrecorded matters a branch's home lists before the rest is folded."""
_TOC = (Heading("各支部登記到哪裡", "standing"), Heading("怎麼登記", "how"))


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book, found, years = snapshot.book, snapshot.figures(standings), begun_years(snapshot)
    values = {
        "book": book,
        "as_of": snapshot.as_of,
        "years": years,
        "found": found,
        "titles": MARK_TITLES,
        "sheet_path": sheet_path,
    }
    yield Page(
        path=PATH,
        title="辦理登記",
        render=partial(body, jinja, "logbooks.html", PATH, values),
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
                render=partial(_sheet, snapshot, jinja, branch, found[branch.id, year]),
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
        values = {
            "book": snapshot.book,
            "branch": branch,
            "standings": {year: found[branch.id, year] for year in years},
            "unrecorded": sorted(
                (
                    (year, matter)
                    for year in years
                    for matter in found[branch.id, year].matters
                    if matter.mark == "late"
                ),
                key=lambda one: one[1].occurrence.due,
                reverse=True,
            ),
            "listed": _LISTED,
            "sheet_path": sheet_path,
            "home": PATH,
            "as_of": snapshot.as_of,
        }
        return fragment(jinja, "branch_logbook.html", urls.branch(branch.id), **values)

    return BranchSection("held", "辦理登記", section)


def _sheet(snapshot: Snapshot, jinja: Environment, branch: Branch, standing: Standing) -> str:
    path = sheet_path(branch.id, standing.year)
    columns, others = _columns(standing.matters)
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


def _columns(matters: Sequence[Matter]) -> tuple[list[Duty], Mapping[int, list[Matter]]]:
    """The duties of every month or quarter, a column each; everything else by the month that it is due in."""
    columns: dict[str, Duty] = {}
    others: dict[int, list[Matter]] = {}
    for matter in matters:
        duty = matter.occurrence.duty
        if isinstance(duty, Duty) and duty.when.every in ("month", "quarter"):
            columns.setdefault(duty.id, duty)
        else:
            others.setdefault(matter.occurrence.due.month, []).append(matter)
    # What must be held has room for two counts, so it stands together and first.
    return sorted(columns.values(), key=lambda duty: (not is_meeting(duty), duty.id)), others


def is_meeting(duty: Duty) -> bool:
    """Whether people come together for it, so that they are counted."""
    return duty.mandatory or bool(duty.same_day)


def _cells(standing: Standing, month: int, columns: Sequence[Duty]) -> list[Matter | None]:
    """What each column has due in a month; None where it has nothing."""
    due: dict[str, Matter] = {}
    for matter in standing.matters:
        if matter.occurrence.due.month == month and matter.occurrence.due.year == standing.year:
            due[matter.occurrence.duty.id] = matter
    return [due.get(duty.id) for duty in columns]
