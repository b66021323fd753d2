"""一書 on the site's home: the way to the guides, and what is used most."""

from collections.abc import Iterator

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.site import urls
from branch_portal.site.templates import fragment
from branch_portal.system.section import Door, HomeSection
from branch_portal.system.snapshot import Snapshot


def doors(snapshot: Snapshot) -> Iterator[Door]:
    yield Door(200, "一書", "黨務操作指引", "一書查全面：每件事怎麼做", urls.GUIDE)


def home_section(snapshot: Snapshot, jinja: Environment) -> HomeSection:
    def render() -> Markup:
        return fragment(jinja, "home_book.html", urls.HOME, book=snapshot.book)

    return HomeSection("forms", "常用", render, "right")
