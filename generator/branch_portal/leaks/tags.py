"""Pages without their tags: the words of each line as a reader sees them, and each tag once.

Most of a page is markup, and most of that stands on many pages. What only the words beside one another give away – a name
in one cell, an amount in the next – is seen between bars.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

_TAG = re.compile(rb"(</?[A-Za-z][^<>\n]*>)")
_NAME = re.compile(rb"[A-Za-z][A-Za-z0-9]*")
_WITHIN_WORDS = frozenset(
    b"a abbr b bdi bdo big code del em font i ins kbd mark nobr q rb ruby s small span strike strong sub sup tspan tt u var wbr".split()
)
"""Tags within which a word goes on. What `text` draws may be one, and may be many side by side."""
_LEFT = {b"br": b"<br>", b"text": b"<text>"}
_ADDRESS = re.compile(rb'(?<=")[a-z]{2,6}:[^"<>\s]*%[^"<>\s]*(?=")')
_FIELD = re.compile(rb"%0[AaDd]|&amp;")
_MARKS = [mark.encode() for mark in ("密", "內部", "内部", "公開", "公开")]
_SIDE_BY_SIDE = re.compile(rb"[ ]?(?:<text>[ ]?)+")


class Tags:
    """The tags of a site that were seen, as hashes, each with what stands in its place among the words."""

    def __init__(self) -> None:
        self.seen: dict[int, bytes] = {}

    def apart(self, lines: bytes) -> tuple[bytes, list[bytes]]:
        """The words of some lines, line for line, and the tags in them that stood nowhere before."""
        pieces = _TAG.split(lines)
        tags = pieces[1::2]
        by_hash = dict(zip(map(hash, tags), tags, strict=True))
        fresh = [by_hash[one] for one in set(by_hash).difference(self.seen)]
        self.seen.update((hash(tag), _instead(tag)) for tag in fresh)
        pieces[1::2] = [self.seen[hash(tag)] for tag in tags]
        return b"".join(pieces), fresh


def _instead(tag: bytes) -> bytes:
    found = _NAME.search(tag)
    assert found
    name = found[0].lower()
    return b"" if name in _WITHIN_WORDS else _LEFT.get(name, b"|")


def said(tag: bytes) -> list[bytes]:
    """A tag, and apart from it the fields of an address in it that is written with percents: most stand in many addresses."""
    fields = [field for address in _ADDRESS.findall(tag) for field in _FIELD.split(address)]
    return [_ADDRESS.sub(b"", tag), *fields]


def as_read(field: bytes) -> bytes:
    """What a field of an address stands for."""
    return unquote_to_bytes(field).replace(b"\n", b" ") if b"%" in field else field


def read_otherwise(words: bytes, lines: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Lines that may be read in another way too, as they are read then, each with the line as it was written.

    What is drawn piece by piece stands side by side; a mark of secrecy in a tag of its own stands alone, with the tag around it.
    """
    marks = [mark for mark in _MARKS if mark in words]
    if marks or b"<text>" in words:
        for read, line in zip(words.split(b"\n\n"), lines, strict=True):
            if b"<text>" in read:
                yield _SIDE_BY_SIDE.sub(b" ", read), line
            if any(mark in read for mark in marks):
                yield line, line
