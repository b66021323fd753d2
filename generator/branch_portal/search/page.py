"""The search page, and the index (索引) that finds every page without a script: by kind and by pinyin initial."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial

from jinja2 import Environment

from branch_portal.search.fold import fold
from branch_portal.search.pinyin import reader
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body

OTHER = "0"
"""Stands for titles that begin with neither a Chinese character nor a Latin letter."""

_OPENING = "「《（〔【“"


def pages(listed: Iterable[Page], titles: Mapping[str, str], jinja: Environment) -> Iterator[Page]:
    """The pages that lead to all `listed` ones: kinds on one page each, initials on one page each.

    `titles` are those of all kinds of page.
    """
    kinds: dict[str, list[Page]] = {kind: [] for kind in titles}
    initials: dict[str, list[Page]] = defaultdict(list)
    for page in sorted(listed, key=lambda one: one.path):
        kinds[page.kind].append(page)
        initials[initial(page.title)].append(page)
    kinds = {kind: found for kind, found in kinds.items() if found}
    values = {"kinds": kinds, "titles": titles, "initials": sorted(initials), "other": OTHER}
    yield Page(
        path=urls.SEARCH,
        title="搜索",
        render=lambda: body(jinja, "search.html", urls.SEARCH, {}),
        description="輸入詞、問句或拼音，找本站的頁面",
        searched=False,
        keywords=("查找",),
    )
    yield Page(
        path=urls.INDEX,
        title="索引",
        render=lambda: body(jinja, "index.html", urls.INDEX, values),
        toc=(Heading("按類別", "kinds"), Heading("按拼音首字母", "initials")),
        description="全部頁面，按類別和拼音首字母",
        searched=False,
        keywords=("目錄", "網站地圖"),
    )
    for kind, found in kinds.items():
        yield _list(urls.index_of(kind), f"索引：{titles[kind]}", found, titles, jinja)
    for letter, found in sorted(initials.items()):
        yield _list(urls.index_of(letter), f"索引：{_letter(letter)}", _by_title(found), titles, jinja)


def _list(path: str, title: str, found: list[Page], titles: Mapping[str, str], jinja: Environment) -> Page:
    values = {"title": title, "pages": found, "titles": titles}
    return Page(
        path=path,
        title=title,
        render=partial(body, jinja, "index_list.html", path, values),
        description=f"{title}，共{len(found)}頁",
        searched=False,
    )


def _letter(letter: str) -> str:
    return "數字及其他" if letter == OTHER else letter.upper()


def _by_title(found: list[Page]) -> list[Page]:
    return sorted(found, key=lambda page: (_spelt(page.title), page.path))


@lru_cache(maxsize=20_000)
def _spelt(title: str) -> str:
    return " ".join(reader()(fold(title.lstrip(_OPENING))))


def initial(title: str) -> str:
    """The first letter of a title read aloud, brackets and quotes aside; `OTHER` when it has none."""
    letter = _spelt(title)[:1]
    return letter if letter.isascii() and letter.isalpha() else OTHER
