"""The whole program in order: load, check, derive, render."""

import datetime as dt
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from generator import urls
from generator.derive.schedule import make_schedule
from generator.handbook import Handbook
from generator.load import Folders, Reading, load
from generator.model.guide import PART_TITLES
from generator.problems import InputProblems, Place
from generator.render import feeds
from generator.render.pages import book as book_pages
from generator.render.pages import branches, forms, front, results, year
from generator.render.templates import environment
from generator.rules import all_rules, rule
from generator.rules.check import check, to_handbook
from generator.site import NavItem, Site

COLLISION = rule(
    "SITE-01",
    title="一個網址只有一個頁面",
    why="兩個頁面用同一個網址，其中一個會悄悄不見。",
    mend="給其中一條記錄或一個手寫頁面換編號、換文件名。",
)


def read_handbook(folders: Folders, reading: Reading) -> Handbook:
    """Load and check; raises `InputProblems` with every error found, warnings stay in the log."""
    records = load(folders, reading)
    # Rules across records only make sense on complete records: half a record would report ghosts.
    if not reading.log.errors:
        reading.log.extend(check(records))
    reading.log.raise_errors()
    return to_handbook(records)


def make_site(book: Handbook, as_of: dt.date) -> Site:
    """Derive and render: everything the site consists of; `as_of` is the day it is made for."""
    schedule = make_schedule(book)
    jinja = environment()
    pages = tuple(
        chain(
            front.pages(book, schedule, all_rules(), as_of, jinja),
            year.pages(book, schedule, jinja),
            book_pages.pages(book, jinja),
            forms.pages(book, jinja),
            branches.pages(book, schedule, jinja),
            results.pages(book, as_of, jinja),
        )
    )
    assets = tuple(chain(feeds.assets(book, schedule), forms.assets(book)))
    settings = book.settings
    return Site(
        name=settings.name,
        url=settings.site_url,
        description=settings.description,
        pages=pages,
        assets=assets,
        nav=tuple(navigation(book)),
        notice=settings.sample_notice if settings.sample else "",
        edit=settings.forge.edit if settings.forge else "",
    )


def build_site(root: Path, as_of: dt.date, reading: Reading) -> Site:
    """From the project's folders to the finished `Site`."""
    folders = Folders(root)
    book = read_handbook(folders, reading)
    site = make_site(book, as_of)
    refuse_collisions(site, hand_written(folders))
    return site


def hand_written(folders: Folders) -> dict[str, str]:
    """Address → file of the Markdown pages and other files in `content/` outside the guide."""
    found = {}
    for path in sorted(folders.content.rglob("*")):
        relative = path.relative_to(folders.content)
        if not path.is_file() or relative.parts[0] == "guide" or any(part.startswith(".") for part in relative.parts):
            continue
        if path.suffix == ".md":
            stem = relative.with_suffix("")
            page = stem.parent if stem.name in ("index", "README") else stem
            address = "" if page.as_posix() == "." else f"{page.as_posix()}/"
            found[f"{address}index.html"] = folders.shown(path)
        else:
            found[relative.as_posix()] = folders.shown(path)
    return found


def refuse_collisions(site: Site, written: dict[str, str]) -> None:
    """Raise `InputProblems` when two pages, or a page and a hand-written file, share an address."""
    twice = [*site.collisions(), *sorted(set(site.addresses()) & set(written))]
    if twice:
        raise InputProblems(
            COLLISION.problem(Place(written.get(address, "data")), f"網址 /{address} 有兩個頁面", value=address)
            for address in twice
        )


def navigation(book: Handbook) -> Iterator[NavItem]:
    """The site's navigation: data pages that are many (branches, terms, findings) stay out of it."""
    yield NavItem("首頁", urls.HOME)
    yield NavItem(
        "一表",
        children=(
            NavItem("二十四節氣表", urls.YEAR),
            *(NavItem(f"{one}年", urls.year(one)) for one in book.settings.years),
        ),
    )
    yield NavItem(
        "一書",
        children=(
            NavItem("黨務操作指引", urls.GUIDE),
            *(NavItem(title, children=_guides(book, part)) for part, title in PART_TITLES.items()),
            NavItem("三本六盒一證", urls.CARRIERS),
            NavItem("空白表單", urls.FORMS),
            NavItem("依據文件", urls.BASIS),
        ),
    )
    yield NavItem("一圖", children=(NavItem("支部與導航圖", urls.BRANCHES),))
    yield NavItem(
        "整改",
        children=(
            NavItem("三級問題庫", urls.FINDINGS),
            NavItem("問題清單", urls.PROBLEM_LIST),
            NavItem("責任清單", urls.RESPONSIBILITY_LIST),
            NavItem("任務清單", urls.TASK_LIST),
            *(NavItem(f"{id.replace('-q', '年第')}季度通報", urls.release(id)) for id in sorted(book.releases)),
        ),
    )
    yield NavItem("日曆", children=(NavItem("訂閱日曆", urls.CALENDAR),))
    yield NavItem(
        "說明",
        children=(
            NavItem("怎麼修改內容", urls.EDITING),
            NavItem("檢查規則", urls.RULES),
            NavItem("關於本站", urls.ABOUT),
        ),
    )


def _guides(book: Handbook, part: str) -> tuple[NavItem, ...]:
    return tuple(
        NavItem(guide.title, urls.guide(guide.id)) for guide in book.guides.values() if guide.meta.part == part
    )
