"""What files hold besides what one sees: documents, pictures, archives and what is embedded in them, two levels deep.

What a file is, its content says, not its name.
"""

import bz2
import hashlib
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from branch_portal.leaks import carried, office, pdf, pictures

OFFICE = frozenset((".docx", ".xlsx", ".pptx", ".docm", ".xlsm"))
PICTURES = frozenset((".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff"))
OPAQUE = frozenset((".doc", ".xls", ".ppt", ".wps", ".et", ".dps", ".rar", ".7z"))
"""Kinds that cannot be looked into: the old binary formats and archives."""

Hidden = str
"""What a file hides, in the words of its message: 批註, 修訂記錄, 隱藏的工作表, 作者信息, 拍攝信息."""

NAMED = OFFICE | {".pdf", ".zip"}
"""Suffixes of files that must be what they are called."""
_LIMIT = 20_000_000
"""Most bytes of text taken from one attachment; a bomb stops here."""
OWN_LIMIT = 20 * _LIMIT
"""The same of a file of our own: the deadlines of 3,000 branches in one workbook are about 30 MB."""
_LEAST = 11
"""Bytes of an embedded part that may say anything: a telephone's number."""
_DEPTH = 2
"""How many files in one another are opened."""
PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
"""How a file begins that gzip, bzip2 or xz has packed."""
OLD_OFFICE = (b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf")
"""How files begin that cannot be looked into: Office's formats before 2007, and archives."""


@dataclass(frozen=True)
class Contents:
    """What an attachment holds: its text, part by part, and what it hides."""

    parts: tuple[str, ...]
    hidden: tuple[Hidden, ...]


class UnreadableError(Exception):
    """The attachment cannot be looked into: damaged, encrypted or too large."""


PDFS: dict[bytes, Contents] = {}
"""What PDF files hold, by checksum: to take the text out of one is slow, and a build meets it among the sources and on the site."""


Seen = set[tuple[int, int]]
"""Parts of office files already looked at, by checksum and size: our own forms share their styles."""


def contents(data: bytes, seen: Seen, most: int = _LIMIT) -> Contents:
    """The contents of a file, without parts in `seen`, up to `most` bytes of text; raises `UnreadableError`."""
    found = _Found(seen, most)
    found.open(data, 0)
    return Contents(tuple(found.parts), tuple(dict.fromkeys(found.hidden)))


def is_opened(data: bytes) -> bool:
    """Whether a file is no text but something to be opened."""
    return (
        data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"%PDF", *PACKED, *OLD_OFFICE))
        or data[257:262] == b"ustar"
        or pictures.is_picture(data)
        or carried.is_carrier(data)
    )


@dataclass
class _Found:
    seen: Seen
    most: int = _LIMIT
    parts: list[str] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    taken: int = 0

    def open(self, data: bytes, depth: int) -> None:
        self.taken += len(data)
        if self.taken > 5 * self.most:
            raise UnreadableError
        if data.startswith(b"PK"):
            self._archive(data, depth)
        elif data.startswith(b"%PDF"):
            digest = hashlib.sha256(data).digest()
            if digest not in PDFS:
                PDFS[digest] = _pdf(data)
            self.parts += PDFS[digest].parts
            self.hidden += PDFS[digest].hidden
        elif pictures.is_picture(data):
            self.parts += pictures.written_in(data)
            # Office programs keep small previews, which tell nothing of where and with what they were taken.
            self.hidden += ["拍攝信息"] if pictures.tells_of_the_shot(data, whoever=not depth) else []
        elif data.startswith(PACKED):
            self.open(_unpacked(data), depth + 1) if depth < _DEPTH else None
        elif data[257:262] == b"ustar":
            self._tar(data, depth)
        elif data.startswith(OLD_OFFICE) and not depth:
            raise UnreadableError
        elif carried.is_carrier(data):
            self._carried(data, depth)
        elif depth and (text := office.text_of(data)) is not None:
            self.parts.append(text)
        elif depth:
            self.parts += pictures.strings(data)
        else:
            raise UnreadableError

    def _carried(self, data: bytes, depth: int) -> None:
        try:
            for held in carried.held_in(data):
                if isinstance(held, str):
                    self.parts.append(held)
                elif depth < _DEPTH:
                    self.open(held, depth + 1)
        except (RecursionError, ValueError, TypeError, AttributeError):
            raise UnreadableError from None

    def _tar(self, data: bytes, depth: int) -> None:
        try:
            with tarfile.open(fileobj=BytesIO(data)) as archive:
                for member in archive:
                    self.parts.append(member.name)
                    if member.isfile() and member.size <= _LIMIT and depth < _DEPTH:
                        held = archive.extractfile(member)
                        self.open(held.read() if held else b"", depth + 1)
        except (tarfile.TarError, OSError, ValueError, EOFError):
            raise UnreadableError from None

    def _archive(self, data: bytes, depth: int) -> None:
        texts: dict[str, bytes] = {}
        embedded: list[bytes] = []
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                members = sorted(archive.infolist(), key=lambda info: info.filename)
                if sum(info.file_size for info in members) > self.most:
                    raise UnreadableError
                is_office = any(
                    info.filename in ("[Content_Types].xml", "mimetype")
                    or info.filename.startswith(("word/", "xl/", "ppt/"))
                    for info in members
                )
                if not is_office:
                    self.parts += [info.filename for info in members]
                for info in members:
                    known = (info.CRC, info.file_size) in self.seen and not info.filename.endswith("sharedStrings.xml")
                    if known or info.is_dir():
                        continue
                    self.seen.add((info.CRC, info.file_size))
                    if info.filename.endswith((".xml", ".rels", ".xhtml", ".opf", ".ncx")):
                        texts[info.filename] = archive.read(info)
                    else:
                        embedded.append(archive.read(info))
        except (
            zipfile.BadZipFile,
            RuntimeError,
            NotImplementedError,
            zlib.error,
            lzma.LZMAError,
            OSError,
            EOFError,
            ValueError,
        ):
            raise UnreadableError from None
        self.hidden += _hidden(texts)
        shared = next(
            (office.shared_strings(text) for name, text in texts.items() if name.endswith("sharedStrings.xml")), []
        )
        for name, text in texts.items():
            if "worksheets/" in name:
                try:
                    self.parts += (office.cells_text(text), office.rows(text, shared, self.most))
                except office.TooLongError:
                    raise UnreadableError from None
            else:
                self.parts.append(office.xml_text(text))
        for held in embedded:
            if depth < _DEPTH and not (is_office and len(held) < _LEAST):
                self.open(held, depth + 1)


def _hidden(texts: dict[str, bytes]) -> Iterator[Hidden]:
    if any("comments" in name for name in texts):
        yield "批註"
    if any(re.search(rb"<w:(?:ins|del|moveFrom)\b", text) for text in texts.values()):
        yield "修訂記錄"
    if re.search(rb'<sheet\b[^<>]*state="(?:hidden|veryHidden)"', texts.get("xl/workbook.xml", b"")):
        yield "隱藏的工作表"
    if any(office.HIDDEN_SLIDE.search(text) for name, text in texts.items() if name.startswith("ppt/slides/")):
        yield "隱藏的幻燈片"
    if any(office.HIDDEN_ROWS.search(text) for name, text in texts.items() if "worksheets/" in name):
        yield "隱藏的行列"
    about = texts.get("docProps/core.xml", b"") + texts.get("meta.xml", b"")
    if re.search(rb"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator)(?:\s[^<>]*)?>[^<]", about) or any(
        office.MANAGER.search(text) for name, text in texts.items() if name.startswith("docProps/")
    ):
        yield "作者信息"
    if any(office.EXTERNAL.search(text) for name, text in texts.items() if name.endswith(".rels")):
        yield "指到本機或內網的鏈接"


def _unpacked(data: bytes) -> bytes:
    """What a gzip, bzip2 or xz file holds, as far as it may be looked at."""
    reader: Any = zlib.decompressobj(31)
    if not data.startswith(PACKED[0]):
        reader = bz2.BZ2Decompressor() if data.startswith(PACKED[1]) else lzma.LZMADecompressor()
    try:
        unpacked = bytes(reader.decompress(data, _LIMIT))
    except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError):
        raise UnreadableError from None
    if len(unpacked) == _LIMIT:
        raise UnreadableError
    return unpacked


def _pdf(data: bytes) -> Contents:
    try:
        parts, hidden, held = pdf.read(data)
        found = _Found(set())
        for copy in held:
            found.open(copy, 1)
    except pdf.BROKEN:
        raise UnreadableError from None
    return Contents((*parts, *found.parts), (*hidden, *found.hidden))
