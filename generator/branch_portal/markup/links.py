"""What a Markdown page links to, and what can be linked to in it: read as Python-Markdown reads it, without making HTML."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from branch_portal.source.front_matter import find_head


@dataclass(frozen=True)
class Link:
    """The address that a link or picture leads to, and where it stands: line and column count from 1.

    `written` is what makes it no link to Markdown – brackets of the wrong width, a space between them –, with
    `better` as it should read; empty for a sound one.
    """

    address: str
    line: int
    column: int
    written: str = ""
    better: str = ""


_FENCE = re.compile(r"^(?P<fence>(`{3,}+|~{3,}+))[^\n]*+\n.*?^(?P=fence)[ ]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<![`\\])(`+)(?!`)(?:(?!\n[ ]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TARGET = re.compile(r"(?<!\\)\]\(")
_BRACKET = re.compile(r"[()]|\n\n")  # or the end of the paragraph
_TITLE = re.compile(r"""\s+(?:"[^\n]*"|'[^\n]*')\s*$""")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:[ ]*\n?[ ]*<?([^\s>]+)", re.MULTILINE)
_NEARLY = re.compile(r"(!?)([\[［【])([^\[\]［］【】\n]+)([\]］】])([ ]?)([(（])[ ]*([^\s()（）]+)[ ]*([)）])")
_ADDRESS = re.compile(r"(?i:https?://|www\.)|#[\w-]|\.{0,2}/|[^\s。，；：！？、]*\.[A-Za-z0-9]{2,5}(?:#|$)")
_ELEMENT = re.compile(r"""<(?:img|a)\b[^<>]*?\s(?:src|href)=["']?([^\s"'<>]+)""", re.IGNORECASE)
"""Written as HTML, it leads as far."""
_LONGEST = 2000  # characters of an address, with its title
_DEEPEST = 10  # brackets in an address

_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
_ID = re.compile(r"""\b(?:id|name)=["']?([^\s"'>]+)""")
_HEADING = re.compile(r"^#{1,6}([^\n]*)$", re.MULTILINE)


def links(text: str) -> Iterator[Link]:
    """Every link of a page, in order; front matter, code and comments hold none."""
    plain = _masked(text)
    found = [
        *((start, address, "", "") for start, address in _inline(plain)),
        *((match.start(1), match[1], "", "") for match in _DEFINITION.finditer(plain)),
        *((match.start(1), match[1], "", "") for match in _ELEMENT.finditer(plain)),
        *_nearly(plain),
    ]
    for start, address, written, better in sorted(found):
        before = plain.rfind("\n", 0, start) + 1
        yield Link(address, plain.count("\n", 0, start) + 1, start - before + 1, written, better)


def anchors(text: str) -> frozenset[str]:
    """The anchors of a page that its author gave or can see: `{#name}`, `id="name"`, and headings in Latin letters.

    Headings in Chinese get numbers, which change when a heading is added: they do not count.
    """
    plain = _masked(text)
    given = {name for found in _ATTRIBUTES.findall(plain) for name in re.findall(r"#([^\s{}#]+)", found)}
    slugs = {_slug(heading.strip(" #")) for heading in _HEADING.findall(text)} - {""}
    return frozenset(given.union(_ID.findall(plain), slugs))


def _masked(text: str) -> str:
    """The text with everything that Markdown does not read as text blanked out; lines and columns stay."""
    if head := find_head(text):
        text = _blank(head) + text[head.end() :]
    for pattern in (_FENCE, _CODE, _COMMENT):
        text = pattern.sub(_blank, text)
    return text


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _inline(text: str) -> Iterator[tuple[int, str]]:
    """The start and the address of each `](…)`; brackets inside an address have to match."""
    for opening in _TARGET.finditer(text):
        start = opening.end()
        first = text.rfind("[", 0, opening.start())
        if first > 0 and text[first - 1] == "\\":
            continue  # a bracket that is meant as one
        depth = 1
        for found in _BRACKET.finditer(text, start, start + _LONGEST):
            depth += {"(": 1, ")": -1}.get(found[0], _DEEPEST)
            if depth == 0:
                yield start, _without_title(text[start : found.start()])
            if not 0 < depth <= _DEEPEST:
                break


def _without_title(inner: str) -> str:
    address = _TITLE.sub("", inner).strip()
    if address.startswith("<") and ">" in address:
        address = address[1 : address.index(">")]
    return _ESCAPED.sub(r"\1", address)


def _nearly(text: str) -> Iterator[tuple[int, str, str, str]]:
    """What was meant as a link, and is printed as it stands."""
    for match in _NEARLY.finditer(text):
        picture, left, words, right, gap, opening, address, closing = match.groups()
        if (left, right, gap, opening, closing) != ("[", "]", "", "(", ")") and _ADDRESS.match(address):
            yield match.start(), address, match[0], f"{picture}[{words}]({address})"


def _slug(heading: str) -> str:
    """The anchor that Markdown makes of a heading without one."""
    if heading.endswith("}") and "#" in heading[heading.rfind("{") :]:
        return ""  # it has one
    letters = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    slug = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", letters).strip().lower())
    return slug if re.search("[a-z]", slug) else ""
