"""一表 in the navigation: the list of years, and each year's table."""

from collections.abc import Iterator

from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.navigation import NavLine, line


def nav(book: Published) -> Iterator[NavLine]:
    yield line("一表", 100, "二十四節氣表", urls.YEAR)
    for year in book.settings.years:
        yield line("一表", 120, f"{year}年", urls.year(year))
