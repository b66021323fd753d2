"""Attachments: what a file is by its own bytes, and what it gives away about the people who made it."""

import hashlib
import importlib.metadata
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from branch_portal.ground.beside import code_of, kept_beside
from branch_portal.project.base import Record
from branch_portal.source.apart import done_apart
from branch_portal.source.comments import without_comments

Kind = Literal["md", "pdf", "png", "jpg", "mp4", "docx", "xlsx", "pptx", "other"]


class Attachment(Record):
    """A file below `content/learning/` as it was found; never written by hand.

    `kind` is told from its bytes (`other` when unknown), `traces` names what it says about its makers,
    `text` is what a Markdown file holds, `pixels` how wide and how high a picture is.
    """

    name: str
    size: int
    sha256: str
    kind: Kind
    traces: tuple[str, ...] = ()
    text: str = ""
    pixels: tuple[int, int] | None = None


_CHUNK = 1 << 20
_PLACES = (b"quicktime.location.ISO6709", b"\xa9xyz")
"""How films name the place where they were taken; the longest first."""
_MOST_XML = 40 << 20
"""Bytes of all parts of an office file that are XML, unpacked."""
_SECONDS, _MEMORY = 8, 400 << 20
"""What reading a file's properties may take."""
_UNREADABLE = "讀不出屬性的內容（加密、損壞或太大）"
_CORE = {"creator": "作者", "lastModifiedBy": "最後修改者"}
_APP = {"Company": "單位", "Manager": "主管"}
_PARTS = {
    "comments": re.compile(r"(word|xl|ppt)/(comments|threadedComments|persons)"),
    "hidden": re.compile(r"xl/workbook\.xml$"),
    "slides": re.compile(r"ppt/slides/[^/]+\.xml$"),
    "changes": re.compile(r"word/(document|header\d*|footer\d*)\.xml$"),
}


def read_attachment(path: Path) -> Attachment:
    """The facts of one file. Reads it in pieces: a film does not have to fit into memory."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        head = stream.read(_CHUNK)
        chunk, place = head, any(name in head for name in _PLACES)
        while chunk:
            digest.update(chunk)
            size += len(chunk)
            end = chunk[-len(_PLACES[0]) :]
            chunk = stream.read(_CHUNK)
            place |= any(name in end + chunk for name in _PLACES)
    kind = _kind(path, head)
    traces = {
        "pdf": _pdf_traces,
        "png": _png_traces,
        "jpg": _jpg_traces,
        "docx": _office_traces,
        "xlsx": _office_traces,
        "pptx": _office_traces,
    }.get(kind)
    found = tuple(traces(path)) if traces else ("拍攝地點",) if kind == "mp4" and place else ()
    text = without_comments(path.read_bytes().decode("utf-8-sig")) if kind == "md" else ""
    return Attachment(
        name=path.name,
        size=size,
        sha256=digest.hexdigest(),
        kind=kind,
        traces=found,
        text=text,
        pixels=_pixels(kind, head),
    )


_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The marks of a JPEG behind which its height and width stand."""


def _pixels(kind: Kind, head: bytes) -> tuple[int, int] | None:
    """What the beginning of a PNG or JPEG says of its width and height; pages keep so much room for it."""
    width = height = b""
    if kind == "png" and head[12:16] == b"IHDR":
        width, height = head[16:20], head[20:24]
    position = 2
    while kind == "jpg" and not width and head[position : position + 1] == b"\xff" and position + 9 <= len(head):
        if head[position + 1] in _FRAMES:
            width, height = head[position + 7 : position + 9], head[position + 5 : position + 7]
        position += 2 + int.from_bytes(head[position + 2 : position + 4], "big")
    found = int.from_bytes(width, "big"), int.from_bytes(height, "big")
    return found if all(found) else None


_NO_FILMS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"qt  ")
"""Brands of pictures in the same box, and of QuickTime, which not every browser plays."""


def kind_of(path: Path) -> Kind:
    """What a file is by its bytes, whatever its name says."""
    with path.open("rb") as stream:
        return _kind(path, stream.read(16))


def _kind(path: Path, head: bytes) -> Kind:
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head[4:8] == b"ftyp":
        return "other" if head[8:12] in _NO_FILMS else "mp4"
    if head.startswith(b"PK\x03\x04"):
        return _office_kind(path)
    return "md" if path.suffix == ".md" and _is_text(path) else "other"


def _office_kind(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return "other"
    parts: dict[str, Kind] = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
    return next((kind for part, kind in parts.items() if part in names), "other")


def _is_text(path: Path) -> bool:
    try:
        return "\x00" not in path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def _made_by() -> str:
    return f"pypdf {importlib.metadata.version('pypdf')} {code_of(Path(__file__))}"


_TRACES = kept_beside(__file__, ".traces", _made_by, most=5000)


def _pdf_traces(path: Path) -> Iterator[str]:
    """What a PDF's properties give away, kept by its content: its reader takes longer to load than a hundred records."""
    key = hashlib.sha256(path.read_bytes()).digest()
    found: tuple[str, ...] | None = _TRACES.get(key)
    if found is None and _UNREADABLE not in (found := tuple(_told_by_pdf(path))):
        _TRACES.put(key, found)
    yield from found or ()


def _told_by_pdf(path: Path) -> Iterator[str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    def author() -> bool:
        try:
            information = PdfReader(path).metadata
            return bool(information and information.author)
        except PyPdfError:  # some cannot be sent from one process to another
            raise ValueError from None

    try:
        named = done_apart(author, seconds=_SECONDS, memory=_MEMORY)
    except Exception:  # whatever a broken file makes of its reader
        yield _UNREADABLE
        return
    if named:
        yield "作者"


def _png_traces(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    position = 8
    while position + 8 <= len(content):
        length, name = int.from_bytes(content[position : position + 4], "big"), content[position + 4 : position + 8]
        if name == b"eXIf":
            yield "拍攝信息"
        if name in (b"tEXt", b"iTXt", b"zTXt") and content[position + 8 : position + 14] in (b"Author", b"Artist"):
            yield "作者"
        position += 12 + length


def _jpg_traces(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    position = 2
    while position + 4 <= len(content) and content[position] == 0xFF and content[position + 1] != 0xDA:
        length = int.from_bytes(content[position + 2 : position + 4], "big")
        if content[position + 1] == 0xE1 and content[position + 4 : position + 8] == b"Exif":
            yield "拍攝信息（可能含拍攝地點和設備）"
        position += 2 + length


def _office_traces(path: Path) -> Iterator[str]:
    try:
        yield from _traces_of_parts(path)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, lzma.LZMAError, OSError, EOFError):
        yield _UNREADABLE


def _traces_of_parts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: info for info in archive.infolist()}
        if sum(info.file_size for info in parts.values() if info.filename.endswith(".xml")) > _MOST_XML:
            raise zipfile.BadZipFile
        for part, tags in (("docProps/core.xml", _CORE), ("docProps/app.xml", _APP)):
            text = _part(archive, parts.get(part))
            yield from (
                title for tag, title in tags.items() if re.search(rf"<(?:\w+:)?{tag}(?:\s[^<>]*)?>[^<\s]", text)
            )
        if any(_PARTS["comments"].match(name) for name in parts):
            yield "批註"
        if any(_PARTS["hidden"].match(name) and 'state="' in _part(archive, info) for name, info in parts.items()):
            yield "隱藏的工作表"
        shown = (_part(archive, info) for name, info in parts.items() if _PARTS["slides"].match(name))
        if any(re.search(r'<p:sld\b[^<>]*\bshow="(?:0|false)"', text) for text in shown):
            yield "隱藏的幻燈片"
        changed = (name for name in parts if _PARTS["changes"].match(name))
        if any(re.search(r"<w:(ins|del)\b", _part(archive, parts[name])) for name in changed):
            yield "修訂痕跡"


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo | None) -> str:
    if info is None:
        return ""
    return archive.read(info).decode("utf-8", errors="replace")
