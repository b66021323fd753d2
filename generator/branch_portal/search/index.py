"""The index: pages in the order of their kinds, passages numbered through, and the passages of every token."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import chain

from branch_portal.ground.progress import doing
from branch_portal.search.carried import NOTHING, Carried, found_by, store
from branch_portal.search.fold import fold, seams, tokens, units
from branch_portal.search.passages import CELL, Section, sections, together
from branch_portal.site.page import HELP, Page, Site

OWN = 3
"""Every page's first passages are its title, its keywords, and its description with its headings."""
EXACT = "="
"""Follows a whole title or keyword in the token that stands for it."""
NOT = "!"
"""Stands after the first two of several units in the token for passages that hold all pairs of them, but apart."""

_TITLE_ENDS = str.maketrans(dict.fromkeys(":()、,「」《》 ", "|"))
_CODE = re.compile(r"(?<![0-9a-z])([a-z]{1,5}-?[0-9]{2,4}(?:-[0-9]{2,4})?)(?![0-9a-z])")
_FEW = 2
"""Pages that are not searched on which a line of text may stand to be still one of their own."""


@dataclass(frozen=True)
class Entry:
    """One page as search sees it."""

    page: Page
    sections: list[Section]

    @property
    def terms(self) -> tuple[list[str], list[str]]:
        """What a reader may type for this very page: its folded title; parts of that, its keywords and its codes."""
        title = fold(self.page.title)
        parts = [part for part in title.translate(_TITLE_ENDS).split("|") if len(part) > 1]
        return [title], [*parts, *(fold(keyword) for keyword in (*self.page.keywords, *self.codes))]

    @property
    def printed(self) -> list[str]:
        """The numbers that are printed on what the page is about: in its title and before its description."""
        said = (self.page.title, self.page.description.partition("：")[0])
        return list(dict.fromkeys(chain.from_iterable(_CODE.findall(fold(text)) for text in said)))

    @property
    def codes(self) -> list[str]:
        """The printed numbers and the one in the address: as they are, without hyphens, without noughts before them."""
        found = dict.fromkeys((*_CODE.findall(self.page.path.rstrip("/").rpartition("/")[2]), *self.printed))
        forms = ((code, code.replace("-", ""), re.sub(r"(?<![0-9])0+(?=[0-9])", "", code)) for code in found)
        return list(dict.fromkeys(chain.from_iterable(forms)))


@dataclass
class Index:
    """All that the files are made of; passage numbers rise with the pages."""

    entries: list[Entry]
    sizes: list[int] = field(default_factory=list)
    passages: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    single: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """For each character the passages with it: of a page its own ones (`OWN`), and the first of its text."""


class Reader:
    """Reads every page's body once, at the moment it is made anyway."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._passages: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._lines: dict[str, str] = {}
        self._expected = 0
        self.last = NOTHING
        """What the last index left to be taken over."""
        self.keeps = False
        self.stored = NOTHING
        """What the next one may take over, where the reader `keeps` it."""

    def watch(self, site: Site) -> Site:
        """The same site; whoever renders one of its HTML pages lets the index read it."""
        self._expected = len(site.pages) + len(site.written)
        return replace(site, pages=tuple(page if page.markdown else self._watched(page) for page in site.pages))

    def _watched(self, page: Page) -> Page:
        def render() -> str:
            html = page.render()
            self.read(page, html)
            return html

        return replace(page, render=render)

    def read(self, page: Page, html: str) -> None:
        """Take in a page; of one that is not `searched` only what no other page says will be found."""
        if page.path not in self._entries:
            self._entries[page.path] = Entry(page, self._said_once(sections(html)))
            doing("做頁面", len(self._entries), self._expected)

    def _said_once(self, found: list[Section]) -> list[Section]:
        """The same, without another copy of what an earlier page says: hundreds of branches have the same lines."""
        for section in found:
            section.passages = [self._passages.get(passage) or self._new(passage) for passage in section.passages]
        return found

    def _new(self, passage: tuple[str, ...]) -> tuple[str, ...]:
        shared = tuple(self._lines.setdefault(line, line) for line in passage)
        self._passages[shared] = shared
        return shared

    def keep(self, page: Page, found: list[Section]) -> None:
        """Take in a page of which it is known what was read: nobody makes it."""
        if page.path not in self._entries:
            self._entries[page.path] = Entry(page, found)
            doing("做頁面", len(self._entries), self._expected)

    def taken_in(self, path: str) -> list[Section] | None:
        """What was read of the page at an address; None where it was not."""
        return self._entries[path].sections if path in self._entries else None

    def index(self, kinds: Iterable[str]) -> Index:
        """Everything read so far, in the order of the kinds of page; independent of the order of reading and of what is taken over."""
        rank = {kind: number for number, kind in enumerate(kinds)}
        entries = sorted(_without_repeats(self._entries.values()), key=lambda one: (rank[one.page.kind], one.page.path))
        index = Index(entries)
        passages_of = index.passages.__getitem__
        number = 0
        carried = Carried(self.last)
        digests = [found_by(entry.page, entry.sections) for entry in entries]
        for entry, digest in zip(entries, digests, strict=True):
            start = number
            if (size := carried.take(digest, number)) is not None:
                number += size
                index.sizes.append(size)
                continue
            known: set[str] = set()
            for found in _passages(entry):
                for token in found:
                    passages_of(token).append(number)
                characters = {token[0] for token in found}
                if number - start >= OWN:
                    characters -= known
                    known |= characters
                for character in characters:
                    index.single[character].append(number)
                number += 1
            index.sizes.append(number - start)
        carried.into(index.passages, index.single)
        if self.keeps:
            self.stored = store(digests, index.sizes, index.passages, index.single)
        return index


def _lines(entry: Entry) -> set[str]:
    lines = chain.from_iterable(chain((section.heading,), *section.passages) for section in entry.sections)
    return {line.lstrip(CELL) for line in lines}


def _own(lines: Iterable[str], known: Set[str], often: Mapping[str, int]) -> Iterator[str]:
    """Of a section's lines those that no searched page has and hardly another one; of a row also what its cells are about."""
    label = ""
    for line in lines:
        said = line.lstrip(CELL)
        own = said not in known and often[said] <= _FEW
        if own and line.startswith(CELL) and label:
            yield label
        if own:
            yield line
        label = (label if line.startswith(CELL) else line) if not own else ""


def _without_repeats(entries: Iterable[Entry]) -> Iterator[Entry]:
    """All entries; of pages that are not searched only the lines and headings that no searched page has and hardly another one."""
    entries = [*entries]
    known = set(chain.from_iterable(_lines(entry) for entry in entries if entry.page.searched))
    often = Counter(chain.from_iterable(_lines(entry) for entry in entries if not entry.page.searched))
    for entry in entries:
        if entry.page.searched or entry.page.kind == HELP.name:  # those list what other pages say
            yield entry if entry.page.searched else Entry(entry.page, [])
            continue
        own = partial(_own, known=known, often=often)
        kept = (replace(section, passages=[*together(own(chain(*section.passages)))]) for section in entry.sections)
        yield Entry(entry.page, [section for section in kept if section.passages or any(own((section.heading,)))])


@lru_cache(maxsize=5_000)
def _line(line: str) -> list[str]:
    return units(fold(line))


@lru_cache(maxsize=300)
def _tokens(lines: tuple[str, ...]) -> Set[str]:
    """What a passage of these lines is found by; no neighbours reach from one line into the next."""
    parts = list(chain.from_iterable(map(_line, lines)))
    found = tokens(parts)
    found.update(pair + NOT + after for pair, after in seams(parts))
    return found


def _passages(entry: Entry) -> Iterator[Set[str]]:
    """The tokens of each passage of a page, in order."""
    keywords = (*entry.page.keywords, *entry.printed)
    for own, terms in zip(((entry.page.title,), keywords), entry.terms, strict=True):
        yield _tokens(own) | {term + EXACT for term in terms}
    yield _tokens((entry.page.description, *(section.heading for section in entry.sections)))
    for section in entry.sections:
        head: tuple[str, ...] = (section.heading,)
        for passage in section.passages or ([()] if section.heading else []):
            yield _tokens((*head, *passage))
            head = ()
