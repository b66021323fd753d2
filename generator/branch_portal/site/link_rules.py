"""手寫頁面: rules over the Markdown that people write – guides, lessons, editors' pages, any other – and its links."""

import difflib
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import SplitResult, unquote, urlsplit

from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import nearest, rule
from branch_portal.markup.links import Link, anchors, links

TARGET = rule(
    "PAGE-01",
    "鏈接和圖片指到的頁面、文件存在",
    "指到沒有的頁面或文件，讀的人點了打不開，圖片是一個空框。",
    "寫從本頁到那個文件的相對路徑，如 ../guide/g13.md；那邊沒有的，刪去鏈接。",
)
ANCHOR = rule(
    "PAGE-02",
    "鏈接指到的位置存在",
    "「#」後面的位置那一頁沒有，讀的人到了頁首，不知道看哪裡。",
    "照那一頁標題後面 {#…} 裡的寫；沒有的，刪去「#」和後面的字，鏈到整頁。",
)
FORM = rule(
    "PAGE-03",
    "鏈接的寫法正確",
    "寫法不對，頁面上會原樣印出來，或者換了網址、換了電腦就打不開。",
    "寫成 [文字](地址)，都用半角；本站的頁面寫相對路徑加 .md，別的網站以 https:// 開頭。",
)


@dataclass(frozen=True)
class Target:
    """What can be linked to. `text` gives a page's Markdown or body, and is None for a file that is no page."""

    text: Callable[[], str] | None = None

    @cached_property
    def anchors(self) -> frozenset[str]:
        return anchors(self.text()) if self.text else frozenset()


@dataclass(frozen=True)
class Targets:
    """Everything that pages can link to, by the name that their editors write: seen from `content/`, pages as .md.

    `site` is the address at which they are published.
    """

    named: Mapping[str, Target]
    site: str = ""

    def find(self, path: str, folders: Iterable[str]) -> str | None:
        """The name that an address most likely means, written as seen from one of `folders`."""
        path = path.replace("\\", "/")
        for folder in folders:
            start = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
            bare = re.sub(r"(?:^|/)index$", "", start.removesuffix(".html")) if start.endswith(".html") else start
            for name in (start, f"{bare}.md", f"{bare}/index.md".lstrip("/"), start.removeprefix("content/")):
                if name in self.named:
                    return name
        same = [name for name in self.named if posixpath.basename(name).lower() == posixpath.basename(path).lower()]
        return same[0] if len(same) == 1 and posixpath.basename(path) != "index.md" else None


def check_links(shown: str, name: str, text: str, targets: Targets) -> Iterator[Problem]:
    """The links of one page that lead nowhere.

    `shown` is the page's file as messages print it, `name` the one that its addresses are seen from, `text` the
    whole file.
    """
    for link in links(text):
        place = Place(shown, link.line, link.column)
        if link.written:
            mend = f"改成 {link.better}。"
            yield FORM.problem(place, "這個鏈接的括號不對，頁面上會原樣印出來", value=link.written, mend=mend)
        else:
            yield from _check(link, place, name, targets)


def _check(link: Link, place: Place, name: str, targets: Targets) -> Iterator[Problem]:
    address = link.address
    try:
        parts = urlsplit(address)
    except ValueError:
        yield FORM.problem(place, "這個地址寫得不完整", value=address)
        return
    if not address:
        yield FORM.problem(place, "這個鏈接沒有寫地址", mend="在圓括號裡寫上地址；不是鏈接的，去掉方括號和圓括號。")
    elif re.match(r"[A-Za-z]:|file:", address):
        mend = "把文件放進 content，寫從本頁到它的相對路徑。"
        yield FORM.problem(place, "這是自己電腦上的地址，別人打不開", value=address, mend=mend)
    elif parts.scheme or parts.netloc:
        yield from _own(parts, place, name, targets)  # or another site
    elif (form := _form(address, parts.path, name, targets)) is not None:
        yield FORM.problem(place, form[0], value=address, mend=form[1])
    else:
        path = unquote(parts.path)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        if target not in targets.named:
            yield TARGET.problem(place, _missing(path), value=address, mend=_mend(path, parts.fragment, name, targets))
        elif parts.fragment:
            yield from _anchor(parts.fragment, target, place, address, targets)


def _own(parts: SplitResult, place: Place, name: str, targets: Targets) -> Iterator[Problem]:
    """An address with the site's own name: it goes wrong when the site moves, and nobody looks whether it is there."""
    top = urlsplit(targets.site)
    if not top.netloc or parts.netloc.lower() != top.netloc.lower() or not f"{parts.path}/".startswith(top.path):
        return
    path = unquote(parts.path.removeprefix(top.path.rstrip("/"))).strip("/")
    found = targets.find(re.sub("^(?:hans|hant)/", "", path) or "index.md", ("",))
    mend = (
        f"改成 {_from(name, found, parts.fragment)}。"
        if found
        else "改成從本頁到那一頁的相對路徑，如 ../guide/g13.md；本站沒有那一頁的，刪去鏈接。"
    )
    yield FORM.problem(place, "這是本站自己的網址，網站換了地方就打不開", value=parts.geturl(), mend=mend)


def _form(address: str, path: str, name: str, targets: Targets) -> tuple[str, str | None] | None:
    """Message and mend for an address that no site builder takes for one of this site, or of another."""
    half = unicodedata.normalize("NFKC", address)
    if half != address and re.match("https?://", half):
        return "地址裡有全角符號", f"改成 {half}。"
    if address.lower().startswith("www."):
        return "別的網站的地址沒有寫全", f"改成 https://{address}。"
    if "@" in address and "/" not in address:
        return "郵箱前面沒有寫 mailto:", f"改成 mailto:{address}。"
    if path.startswith(("/", "\\")):
        found = targets.find(unquote(path), ("",))
        if found:
            return "地址從「/」寫起，網站換了位置就打不開", f"改成 {_from(name, found, urlsplit(address).fragment)}。"
        return "地址從「/」寫起，網站換了位置就打不開", None
    return None


def _missing(path: str) -> str:
    return f"沒有「{posixpath.basename(path.rstrip('/')) or path}」這個頁面或文件"


def _mend(path: str, anchor: str, name: str, targets: Targets) -> str | None:
    folder = posixpath.dirname(name)
    found = targets.find(path, (folder, name.removesuffix(".md"), ""))
    found = found or targets.find(unicodedata.normalize("NFKC", path), (folder,))
    if found:
        return f"改成 {_from(name, found, anchor)}。"
    suffix = posixpath.splitext(path)[1].lower()
    if suffix not in ("", ".md", ".html", ".htm"):
        known = [_from(name, one) for one in targets.named if posixpath.splitext(one)[1].lower() == suffix]
        near = difflib.get_close_matches(path, known, n=1, cutoff=0.8)
        file = f"files/{posixpath.basename(path)}"
        place = f"把文件放到 content/{file}，鏈接改成 {_from(name, file)}；不要這個文件的，刪去鏈接。"
        return f"是不是 {near[0]}？不是的，{place}" if near else place
    known = [_from(name, one) for one in targets.named if posixpath.dirname(one) in (folder, posixpath.dirname(path))]
    near = difflib.get_close_matches(path, known, n=1, cutoff=0.6)
    return f"改成 {near[0]}；那邊沒有這一頁的，刪去鏈接，只留文字。" if near else None


def _anchor(anchor: str, target: str, place: Place, address: str, targets: Targets) -> Iterator[Problem]:
    page = targets.named[target]
    if page.text is None or anchor in page.anchors:
        return
    written = unquote(anchor)
    if written in page.anchors:
        guess = f"改成 #{written}。"
    else:
        guess = nearest(anchor, sorted(page.anchors)) + "那一頁沒有的，刪去「#」和後面的字。"
    yield ANCHOR.problem(place, f"那一頁沒有「#{written}」這個位置", value=address, mend=guess)


def _from(name: str, target: str, anchor: str = "") -> str:
    """`target` as an address in the page `name`."""
    path = posixpath.relpath(target, posixpath.dirname(name) or ".") if target != name or not anchor else ""
    path = path.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return f"{path}#{anchor}" if anchor else path
