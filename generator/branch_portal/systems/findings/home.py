"""整改 on the site's home: the way to the libraries, and the newest results."""

from collections.abc import Iterator

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.site import urls
from branch_portal.site.templates import fragment
from branch_portal.system.section import Door, HomeSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.kinds import RELEASES

_NEWEST = 4
"""As many results as the page names."""


def doors(snapshot: Snapshot) -> Iterator[Door]:
    yield Door(500, "整改", "問題庫與季度通報", "登記、完成、持續、未完成", urls.FINDINGS)


def home_section(snapshot: Snapshot, jinja: Environment) -> HomeSection:
    newest = sorted(snapshot.book[RELEASES].values(), key=lambda release: release.id, reverse=True)[:_NEWEST]

    def render() -> Markup:
        return fragment(jinja, "home_results.html", urls.HOME, releases=newest)

    return HomeSection("results", "最近的整改通報", render, "left")
