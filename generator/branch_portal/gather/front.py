"""The home page, how to subscribe, how to edit, the rules, and what the portal does not do."""

from collections.abc import Iterator, Mapping
from itertools import chain

from jinja2 import Environment

from branch_portal.gather import agenda, mine
from branch_portal.ground.rules import Rule
from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.navigation import NavLine, help_line, line
from branch_portal.site.page import HELP, Page, PageKind
from branch_portal.site.templates import body
from branch_portal.system.room import systems
from branch_portal.system.snapshot import Snapshot

PAGE_KINDS = (PageKind("home", "首頁", 200), PageKind("data", "數據", 190), HELP)


def nav(book: Published) -> Iterator[NavLine]:
    """The pages that belong to no room."""
    yield line("", 0, "首頁", urls.HOME)
    yield line("", 890, "一屏", urls.SCREEN)
    yield help_line(1000, "從這裡開始", urls.editing("start"))
    yield help_line(1001, "怎麼修改內容", urls.EDITING)
    yield help_line(1002, "各類記錄怎麼寫", urls.editing("records"))
    yield help_line(1008, "怎麼用基礎庫", urls.editing("layers"))
    yield help_line(1062, "怎麼用一屏", urls.editing("screen"))
    yield help_line(1070, "檢查規則", urls.RULES)
    yield help_line(1075, "數據下載", urls.DATA)
    if book.layering.layers:
        yield help_line(1082, "記錄從哪裡來", urls.ORIGINS)
    yield help_line(1085, "關於本站", urls.ABOUT)


def pages(snapshot: Snapshot, rules: Mapping[str, Rule], jinja: Environment) -> Iterator[Page]:
    book, schedule, as_of = snapshot.book, snapshot.schedule, snapshot.as_of

    def home() -> str:
        doors = chain.from_iterable(room.doors(snapshot) for room in snapshot.rooms)
        sections = [system.home_section(snapshot, jinja) for system in systems(snapshot.rooms)]
        sections.append(agenda.home_section(snapshot, jinja))
        values = {
            "book": book,
            "mine": mine.address("index"),
            "doors": sorted(doors, key=lambda door: door.rank),
            "sections": [section for section in sections if section],
        }
        return body(jinja, "home.html", urls.HOME, values)

    yield Page(
        path=urls.HOME,
        title="首頁",
        render=home,
        description=book.settings.description,
        kind="home",
        wide=True,
    )
    yield Page(
        path=urls.RULES,
        title="檢查規則",
        render=lambda: body(jinja, "rules.html", urls.RULES, {"book": book, "rules": rules}),
        description="portal check 檢查什麼，為什麼，怎麼改",
    )
    yield Page(
        path=urls.ABOUT,
        title="關於本站",
        render=lambda: body(jinja, "about.html", urls.ABOUT, {"book": book, "as_of": as_of, "schedule": schedule}),
        description="本站做什麼、不做什麼",
    )
