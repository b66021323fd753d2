"""The text of attachments: what Word, Excel, PowerPoint and PDF files and pictures hold besides what one sees."""

import hashlib
import html
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

OFFICE = frozenset((".docx", ".xlsx", ".pptx", ".docm", ".xlsm"))
PICTURES = frozenset((".jpg", ".jpeg", ".png"))
OPAQUE = frozenset((".doc", ".xls", ".ppt", ".wps", ".et", ".dps", ".zip", ".rar", ".7z"))
"""Kinds that cannot be looked into: the old binary formats and archives."""

Hidden = str
"""What a file hides, in the words of its message: 批注, 修訂記錄, 隱藏的工作表, 作者信息, 拍攝信息."""

_LIMIT = 20_000_000
"""Most bytes of text taken from one attachment; a bomb stops here."""


@dataclass(frozen=True)
class Contents:
    """What an attachment holds: its text, part by part, and what it hides."""

    parts: tuple[str, ...]
    hidden: tuple[Hidden, ...]


class UnreadableError(Exception):
    """The attachment cannot be looked into: damaged, encrypted or too large."""


_PDFS: dict[bytes, Contents] = {}
"""What PDF files hold, by checksum: to take the text out of one is slow, and a build meets it among the sources and on the site."""


Seen = set[tuple[int, int]]
"""Parts of office files already looked at, by checksum and size: our own forms share their styles."""


def contents(suffix: str, data: bytes, seen: Seen) -> Contents:
    """The contents of an attachment by its file suffix, without parts in `seen`; raises `UnreadableError`."""
    if suffix in OFFICE:
        return _office(data, seen)
    if suffix == ".pdf":
        digest = hashlib.sha256(data).digest()
        if digest not in _PDFS:
            _PDFS[digest] = _pdf(data)
        return _PDFS[digest]
    if suffix in PICTURES:
        return _picture(data)
    raise UnreadableError


def _office(data: bytes, seen: Seen) -> Contents:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = sorted(archive.infolist(), key=lambda info: info.filename)
            if sum(info.file_size for info in members) > _LIMIT:
                raise UnreadableError
            fresh = [info for info in members if (info.CRC, info.file_size) not in seen]
            texts = {info.filename: archive.read(info) for info in fresh if info.filename.endswith((".xml", ".rels"))}
            seen.update((info.CRC, info.file_size) for info in fresh)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, lzma.LZMAError, OSError, EOFError):
        raise UnreadableError from None
    hidden = []
    if any("comments" in name for name in texts):
        hidden.append("批注")
    if any(re.search(rb"<w:(?:ins|del|moveFrom)\b", text) for text in texts.values()):
        hidden.append("修訂記錄")
    if re.search(rb'<sheet\b[^<>]*state="(?:hidden|veryHidden)"', texts.get("xl/workbook.xml", b"")):
        hidden.append("隱藏的工作表")
    if re.search(rb"<(?:dc:creator|cp:lastModifiedBy)>[^<]", texts.get("docProps/core.xml", b"")):
        hidden.append("作者信息")
    return Contents(tuple(_xml_text(text) for text in texts.values()), tuple(hidden))


_BREAK = re.compile(r"</(?:\w+:)?(?:p|tr|row|si|tc|c|comment)>|<(?:\w+:)?br\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")  # with [^>] each "<" of a megabyte of them would look to its end
_LINK = re.compile(r'Target="((?:mailto|tel):[^"]*)"')


def _xml_text(data: bytes) -> str:
    """The words of an office part: runs of one paragraph joined, so that a number cut in two is whole again."""
    text = data.decode("utf-8", "replace")
    links = "\n".join(_LINK.findall(text))
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text))) + links


def _pdf(data: bytes) -> Contents:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise UnreadableError
        parts = [page.extract_text() for page in reader.pages]
        about = dict(reader.metadata or {})
        notes = any("/Annots" in page and _has_notes(page) for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, AttributeError):
        raise UnreadableError from None
    hidden = ["作者信息"] if str(about.get("/Author") or "").strip() else []
    hidden += ["批注"] if notes else []
    return Contents((*parts, "\n".join(str(value) for value in about.values())), tuple(hidden))


def _has_notes(page: object) -> bool:
    annotations = page["/Annots"]  # type: ignore[index]
    return any(entry.get_object().get("/Subtype") in ("/Text", "/FreeText", "/Popup") for entry in annotations)


def _picture(data: bytes) -> Contents:
    """A picture's words cannot be read; what the camera wrote beside it can."""
    exif = b"Exif\x00\x00" in data[:65536] or b"eXIf" in data[:65536]
    texts = re.findall(rb"(?:tEXt|iTXt)([\x20-\x7e\x00\x80-\xff]{4,400})", data[:65536])
    return Contents(tuple(text.decode("utf-8", "replace") for text in texts), ("拍攝信息",) if exif else ())
