"""What each year asks for, for the search: a query that is a date is answered with what is due then."""

from collections.abc import Iterator

from branch_portal.site import urls
from branch_portal.site.page import YearPlan
from branch_portal.system.snapshot import Snapshot
from branch_portal.year.kinds import TERMS


def plans(snapshot: Snapshot) -> Iterator[YearPlan]:
    """One for each year of the portal, by the company's own days."""
    book = snapshot.book
    for year in book.settings.years:
        yield YearPlan(
            year=year,
            page=urls.year(year),
            months=tuple(urls.month(year, month) for month in range(1, 13)),
            terms=tuple(
                (day.date.isoformat(), book[TERMS][day.id].title, urls.term(year, day.id))
                for day in snapshot.schedule.terms.of_year(year)
            ),
            due=tuple(
                (item.due.isoformat(), item.title, urls.guide(item.duty.guides[0]), item.duty.role)
                for item in snapshot.schedule.company[year]
            ),
        )
