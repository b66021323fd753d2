"""What a query must find, found out without the search engine: a page contains every term, whatever the script.

Texts are read with Python's own HTML parser and compared in Simplified characters as OpenCC converts them one by one.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

import opencc

_BLOCKS = frozenset(
    "h1 h2 h3 h4 h5 h6 p li ul ol dl dt dd table thead tbody tr td th caption div section article figure figcaption details "  # noqa: SIM905
    "summary blockquote pre br hr header footer nav aside form label option select button".split()
)
_UNREAD = {"svg", "script", "style", "template", "form", "label", "button"}
_VARIANTS = str.maketrans(
    {"覆": "复", "著": "着", "乾": "干", "瞭": "了", "帳": "账", "帐": "账", "賬": "账", "麼": "么", "甚": "什"}
)
_HAN = re.compile("[\u4e00-\u9fff]{2,}")


@lru_cache(maxsize=1)
def _to_simplified() -> dict[int, str]:
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {
        ord(one): other for one, other in zip(characters, converted, strict=True) if one != other and len(other) == 1
    }


def plain(text: str) -> str:
    """The text in one script and lower case."""
    return text.translate(_VARIANTS).translate(_to_simplified()).translate(_VARIANTS).lower()


@dataclass
class _Lines(HTMLParser):
    lines: list[str] = field(default_factory=lambda: [""])
    unread: list[str] = field(default_factory=list)
    """The elements that are open and not read: links to headings, and what an engine leaves out."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD or dict(attrs).get("class") == "headerlink":
            self.unread.append(tag)
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if self.unread and self.unread[-1] == tag:
            self.unread.pop()
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.lines[-1] += data


def lines_of(html: str) -> list[str]:
    """The text of every block."""
    parser = _Lines()
    parser.feed(html)
    return [line for line in (" ".join(line.split()) for line in parser.lines) if line]


@dataclass
class Truth:
    """All texts by their page's address; `pages` holds the lines as written, `synonyms` groups of words that mean the same."""

    pages: dict[str, list[str]]
    synonyms: Sequence[Sequence[str]] = ()

    def __post_init__(self) -> None:
        self._plain = {path: "\n".join(map(plain, lines)) for path, lines in self.pages.items()}

    def answer(self, query: str) -> set[str]:
        """The addresses of the pages that contain every term of the query or a synonym of it."""
        terms = [self._sayings(term) for term in plain(query).split()]
        return {path for path, text in self._plain.items() if all(any(one in text for one in term) for term in terms)}

    def _sayings(self, term: str) -> list[str]:
        groups = [[plain(word) for word in group] for group in self.synonyms]
        return [term] + [
            term.replace(word, other)
            for group in groups
            for word in group
            if word in term
            for other in group
            if other != word
        ]

    def queries(self, count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
        """(kind, query): words, phrases, parts of words, several words and random pieces, in both scripts."""
        chance = random.Random(seed)
        simplified = opencc.OpenCC("t2s").convert
        runs = [run for lines in self.pages.values() for line in lines for run in _HAN.findall(line)]

        def piece(low: int, high: int) -> str:
            run = chance.choice(runs)
            length = min(chance.randint(low, high), len(run))
            start = chance.randrange(len(run) - length + 1)
            return run[start : start + length]

        kinds = {
            "two characters": lambda: piece(2, 2),
            "one character": lambda: piece(2, 2)[0],
            "phrase": lambda: chance.choice(runs),
            "piece": lambda: piece(3, 9),
            "several": lambda: f"{piece(2, 3)} {piece(2, 4)}",
        }
        for number in range(count):
            kind = list(kinds)[number % len(kinds)]
            query = kinds[kind]()
            yield kind, simplified(query) if number // len(kinds) % 2 else query


def scores(wanted: set[str], found: Iterable[str]) -> tuple[float, float]:
    """Recall and precision of one answer."""
    found = set(found)
    right = len(wanted & found)
    return right / len(wanted) if wanted else 1.0, right / len(found) if found else 1.0
