"""清理附件: a file without what it says of its makers; what it says to its readers stays as it is.

Only properties go: who wrote and saved it, where it was taken, with what. Comments, revisions and hidden sheets are
content, and are taken out by a person in the program that made them: the leak scan names them.
"""

import io
import re
import zipfile
from collections.abc import Mapping

from branch_portal.leaks.attachments import OLD_OFFICE

_MADE = (1980, 1, 1, 0, 0, 0)
"""The date of every part: the earliest that the format has."""
_CORE = re.compile(
    rb"(<(?:dc:(?:creator|description|subject)|cp:(?:lastModifiedBy|keywords|category|contentStatus))(?:\s[^<>]*)?>)[^<]*(?=</)"
)
"""Who wrote and saved it, and remarks, keywords and the like, in which offices write who approved it; the title stays."""
_APP = re.compile(rb"<(Company|Manager|Template|HyperlinkBase)(?:\s[^<>]*)?>[^<]*</\1>")
"""A template may be named with the folder of the person who has it."""
_CUSTOM = re.compile(rb"<property\b.*?</property>", re.DOTALL)
_PEOPLE = re.compile(rb"<(w15:person|p:cmAuthor|p188:author|person)\b(?:[^<>]*/>|.*?</\1>)", re.DOTALL)
_THUMBNAIL = re.compile(rb'<Relationship\b[^<>]*Target="/?docProps/thumbnail[^<>]*/>')
_KEPT_JPEG = (0xE0, 0xE2, 0xEE)
"""The marks of a JPEG's own parts: JFIF, the colour profile, and how its colours are mixed."""
_ORIENTATION = re.compile(
    rb"(?:\x12\x01\x03\x00\x01\x00\x00\x00([\x02-\x08])\x00|\x01\x12\x00\x03\x00\x00\x00\x01\x00([\x02-\x08]))"
)
_DROPPED_PNG = (b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME")


class NotCleaned(Exception):
    """The file cannot be taken as it is; the message says why and what to do, in Chinese."""


def cleaned(data: bytes) -> bytes:
    """The same file without what it says of its makers; what is neither office file, PDF, JPEG, PNG nor MP4 stays as it is."""
    if data.startswith(OLD_OFFICE):
        raise NotCleaned(
            "這是舊格式（doc、xls、ppt、wps）或壓縮包，裡面沒有辦法檢查。用辦公軟件打開，另存為 docx、xlsx、pptx 或 PDF。"
        )
    try:
        if data.startswith(b"PK\x03\x04"):
            return _office(data)
        if data.startswith(b"%PDF-"):
            return _pdf(data)
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return _png(data)
        if data[4:8] == b"ftyp":
            return _mp4(data)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, IndexError, ValueError, EOFError):
        raise NotCleaned("文件打不開：加了密碼，或者壞了。去掉密碼另存一份再放。") from None
    return data


def _office(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        if any(name.endswith("vbaProject.bin") for name in old.namelist()):
            raise NotCleaned("文件裡有宏。用辦公軟件打開，另存為不帶宏的 docx、xlsx 或 pptx。")
        for info in old.infolist():
            if info.is_dir() or info.filename.startswith("docProps/thumbnail"):
                continue
            part = zipfile.ZipInfo(info.filename, _MADE)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, _part(info.filename, old.read(info)))
    return made.getvalue()


def _part(name: str, data: bytes) -> bytes:
    rules: Mapping[str, tuple[re.Pattern[bytes], bytes]] = {
        "docProps/core.xml": (_CORE, rb"\1"),
        "docProps/app.xml": (_APP, rb"<\1></\1>"),
        "docProps/custom.xml": (_CUSTOM, b""),
        "_rels/.rels": (_THUMBNAIL, b""),
        "word/people.xml": (_PEOPLE, b""),
        "ppt/commentAuthors.xml": (_PEOPLE, b""),
        "ppt/authors.xml": (_PEOPLE, b""),
        "xl/persons/person.xml": (_PEOPLE, b""),
    }
    if name not in rules:
        return data
    pattern, instead = rules[name]
    return pattern.sub(instead, data)


def _pdf(data: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise ValueError
        if not reader.metadata and "/Metadata" not in reader.root_object:
            return data
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        writer.root_object.pop("/Metadata", None)
        made = io.BytesIO()
        writer.write(made)
    except (PyPdfError, KeyError, TypeError, AttributeError):
        raise ValueError from None
    return made.getvalue()


def _jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while data[at] == 0xFF and data[at + 1] != 0xDA:
        mark, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        part = data[at : at + 2 + size]
        if mark == 0xE1 and part[4:8] == b"Exif" and _ORIENTATION.search(part[:4096]):
            raise NotCleaned("照片是橫著或倒著存的，去掉拍攝信息就轉不正了。在看圖軟件裡轉一下、另存一份再放。")
        if mark in _KEPT_JPEG or not (0xE0 <= mark <= 0xEF or mark == 0xFE):
            kept.append(part)
        at += 2 + max(size, 2)
    return b"".join([*kept, data[at:]])


def _png(data: bytes) -> bytes:
    kept, at = [data[:8]], 8
    while at + 8 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] not in _DROPPED_PNG:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


def _mp4(data: bytes) -> bytes:
    """The film with the boxes of its properties (ISO 14496-12: `udta`, `meta`) made empty: nothing moves, so that no place in it changes."""
    made = bytearray(data)
    _empty(made, 0, len(made))
    return bytes(made)


def _empty(made: bytearray, at: int, stop: int) -> None:
    while at + 8 <= stop:
        size, name = int.from_bytes(made[at : at + 4], "big"), bytes(made[at + 4 : at + 8])
        begin = at + 8
        if size == 1:
            size, begin = int.from_bytes(made[at + 8 : at + 16], "big"), at + 16
        end = at + size if size else stop
        if end > stop or end < begin:
            raise ValueError
        if name in (b"moov", b"trak"):
            _empty(made, begin, end)
        elif name in (b"udta", b"meta"):
            made[at + 4 : at + 8] = b"free"
            made[begin:end] = bytes(end - begin)
        at = end
