"""The editions of a built site: a folder of finished files gets its switch and its second script.

Works on what any site builder wrote. Each file is read, converted and written on its own, so memory does not grow
with the site and the order of work does not matter.
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from branch_portal.editions.addresses import rebase, redraw_codes, shift_links, shift_rooted_links
from branch_portal.editions.conversion import Conversion
from branch_portal.editions.door import conversion_into
from branch_portal.editions.edition import INVITATIONS, LETTERS, Edition, Editions
from branch_portal.editions.files import CONVERT
from branch_portal.editions.html import convert_page
from branch_portal.ground.output import done_meanwhile

SWITCH = "<!-- editions: switch -->"
"""The mark that the theme prints in the header of every page. That editions are the same page the one sitemap says for all."""

SHARED = ("assets/javascripts/", "assets/stylesheets/", "edit/files/", "search/parts/", "sitemap.xml")
"""Beginnings of addresses that are never converted: the theme's own files, people's files as they wrote them, the search
index in which all scripts are one, and the one sitemap."""

_CODE = (".css", ".js", ".svg")
"""Files that an edition has itself only when there are words in them, besides comments."""

_COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->|(?<!:)//[^\n]*", re.DOTALL)


Answers = tuple[tuple[str, bool], ...]
"""Addresses of files, and whether the editions have them themselves."""


@dataclass(frozen=True)
class Job:
    """What turns the files of a built site into one edition; `conversion` is None for the source as it is."""

    edition: Edition
    conversion: Conversion | None
    everywhere: tuple[Edition, ...]
    site_url: str
    own: Container[str]

    def file(self, address: str, content: bytes) -> bytes:
        """The file at `address` as this edition has it."""
        if not self.conversion and not self.edition.folder and not address.endswith(".html"):
            return content
        if address.endswith(".html"):
            return self.page(address, content.decode("utf-8")).encode("utf-8")
        return CONVERT[Path(address).suffix](content, self._rewrite)

    def page(self, address: str, text: str) -> str:
        path = address.removesuffix("index.html")
        if self.conversion:
            text = convert_page(text, self.conversion)
        if folder := self.edition.folder:
            if path == "404.html":
                text = shift_rooted_links(text, urlsplit(self.site_url).path, folder, self.own)
            else:
                text = shift_links(text, path, self.own)
            text = redraw_codes(rebase(text, self.site_url, folder))
        text = text.replace('<html lang="zh-Hant"', f'<html lang="{self.edition.language}"', 1)
        return text.replace(SWITCH, self._switch(path), 1)

    def _rewrite(self, text: str) -> str:
        return rebase(self.conversion(text) if self.conversion else text, self.site_url, self.edition.folder)

    def _switch(self, path: str) -> str:
        other = next((edition for edition in self.everywhere if edition != self.edition), None)
        if not other:
            return ""
        if path == "404.html":
            href = urlsplit(self.site_url).path + other.folder
        else:
            up = path.count("/") + self.edition.folder.count("/")
            href = "../" * up + other.folder + path or "./"
        entry = "" if path or self.edition.folder else " data-entry"
        words = INVITATIONS[other.script]
        return (
            f'<a class="md-header__button md-edition" data-edition="{other.script}"{entry} href="{escape(href)}" '
            f'hreflang="{other.language}" lang="{other.language}" title="{words}" aria-label="{words}">'
            f"{LETTERS[other.script]}</a>"
        )


def own_addresses(read: Callable[[str], bytes | None], addresses: Iterable[str], editions: Editions) -> frozenset[str]:
    """Those of `addresses` that each edition has itself; `read` as for `Own`. None where the source is all there is."""
    if _is_bare(editions):
        return frozenset()
    differ = Own(read, editions)
    return frozenset(address for address in addresses if address in differ)


def _is_bare(editions: Editions) -> bool:
    """Whether what is published is the source as it is."""
    everywhere = editions.published
    return len(everywhere) == 1 and everywhere[0].script == editions.source == "hant"


def publish(
    site: Path, editions: Editions, site_url: str, *, elsewhere: Container[str] = (), apart: bool = False
) -> Mapping[str, Answers]:
    """Make the published editions of the finished site in the folder `site`, in place.

    `elsewhere` are addresses of files that each edition has itself and that stand there already, finished. Gives, for each
    page, what was asked of which files for it: given the same answers, it becomes the same.
    With `apart` a second process converts every other file: no file depends on another.
    """
    if _is_bare(editions):
        return {}
    everywhere = editions.published
    addresses = [file.relative_to(site).as_posix() for file in sorted(site.rglob("*")) if file.is_file()]
    conversions = [conversion_into(edition.script, editions) for edition in everywhere]
    own = own_addresses(lambda address: (site / address).read_bytes(), addresses, editions)
    jobs = [
        Job(edition, conversion, everywhere, site_url, ())
        for edition, conversion in zip(everywhere, conversions, strict=True)
    ]
    ordered = sorted(own)
    there = _Either(own, elsewhere)
    with done_meanwhile(partial(_make, site, jobs, ordered[1::2], there), apart=apart) as others:
        mine = _make(site, jobs, ordered[::2], there)
    return {**mine, **others[0]}


def _make(site: Path, jobs: Sequence[Job], addresses: Iterable[str], own: Container[str]) -> dict[str, Answers]:
    folders: set[Path] = set()
    answers: dict[str, Answers] = {}
    for address in addresses:
        content = (site / address).read_bytes()
        asked = _Asked(own)
        for job in jobs:
            made = replace(job, own=asked).file(address, content)
            if made is not content:
                file = site / job.edition.folder / address
                if file.parent not in folders:
                    file.parent.mkdir(parents=True, exist_ok=True)
                    folders.add(file.parent)
                file.write_bytes(made)
        if asked.answers:
            answers[address] = tuple(sorted(asked.answers.items()))
    return answers


@dataclass(frozen=True)
class _Either(Container[str]):
    one: Container[str]
    other: Container[str]

    def __contains__(self, address: object) -> bool:
        return address in self.one or address in self.other


@dataclass
class _Asked(Container[str]):
    """The same as `own`, and what was asked of it."""

    own: Container[str]
    answers: dict[str, bool] = field(default_factory=dict)

    def __contains__(self, address: object) -> bool:
        found = address in self.own
        self.answers[str(address)] = found
        return found


class Own(Container[str]):
    """The addresses of files that differ from edition to edition; `read` gives a file, None where there is none."""

    def __init__(self, read: Callable[[str], bytes | None], editions: Editions) -> None:
        self._read = read
        made = (conversion_into(edition.script, editions) for edition in editions.published)
        self._conversions = [conversion for conversion in made if conversion]

    def __contains__(self, address: object) -> bool:
        suffix = Path(str(address)).suffix
        if not isinstance(address, str) or address.startswith(SHARED):
            return False
        if suffix in _CODE:
            text = _COMMENT.sub("", (self._read(address) or b"").decode())
            if text.isascii() or all(conversion(text) == text for conversion in self._conversions):
                return False
        return suffix == ".html" or suffix in CONVERT
