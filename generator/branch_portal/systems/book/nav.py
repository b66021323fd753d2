"""一書 in the navigation: every guide under its part, the carriers, the forms and the documents they rest on."""

from collections.abc import Iterator

from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.navigation import NavLine, line
from branch_portal.site.page import NavItem
from branch_portal.systems.book.kinds import GUIDES
from branch_portal.systems.book.model import PART_TITLES


def nav(book: Published) -> Iterator[NavLine]:
    yield line("一書", 200, "黨務操作指引", urls.GUIDE)
    for part, title in PART_TITLES.items():
        guides = (guide for guide in book[GUIDES].values() if guide.meta.part == part)
        pages = tuple(NavItem(guide.title, urls.guide(guide.id)) for guide in guides)
        yield NavLine("一書", 210, NavItem(title, children=pages))
    yield line("一書", 220, "三本六盒一證", urls.CARRIERS)
    yield line("一書", 230, "空白表單", urls.FORMS)
    yield line("一書", 240, "依據文件", urls.BASIS)
    yield line("一書", 245, "條款卡", urls.CLAUSES)
