"""Finished files that are not pages, in another script: calendars, spreadsheets, letters, data.

Names inside them (UIDs, keys, addresses, formulas) are ASCII, which no conversion touches.
"""

import io
import zipfile
from collections.abc import Callable

from branch_portal.ground.qr import redrawn

Rewrite = Callable[[str], str]
"""Text in, text of the edition out: its script and its addresses."""


def convert_text(content: bytes, rewrite: Rewrite) -> bytes:
    """CSV, JSON, XML, scripts: plain text in UTF-8."""
    return rewrite(content.decode("utf-8")).encode("utf-8")


def convert_picture(content: bytes, rewrite: Rewrite) -> bytes:
    """An SVG; a QR code is drawn anew, for it leads to the edition's own address."""
    return redrawn(rewrite(content.decode("utf-8"))).encode("utf-8")


def convert_calendar(content: bytes, rewrite: Rewrite) -> bytes:
    """An iCalendar file: unfolded, rewritten, folded anew (RFC 5545, 3.1)."""
    unfolded = content.replace(b"\r\n ", b"").replace(b"\r\n\t", b"")
    lines = rewrite(unfolded.decode("utf-8")).encode("utf-8").split(b"\r\n")
    return b"\r\n".join(line if len(line) <= 75 else fold(line) for line in lines)


def fold(line: bytes) -> bytes:
    """A content line in pieces of at most 75 octets, never inside a character or after a backslash."""
    parts = []
    limit = 75
    while len(line) > limit:
        cut = limit
        while line[cut] & 0xC0 == 0x80 or line[cut - 1 : cut] == b"\\":
            cut -= 1
        parts.append(line[:cut])
        line = line[cut:]
        limit = 74  # the space at the beginning of a continued line counts
    return b"\r\n ".join([*parts, line])


def convert_office(content: bytes, rewrite: Rewrite) -> bytes:
    """A spreadsheet or a letter: every XML part of the archive, also its fonts' names and its sheets'."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename.endswith((".xml", ".rels")) and not part.isascii():
                part = rewrite(part.decode("utf-8")).encode("utf-8")
            new.writestr(entry, part)
    return fresh.getvalue()


CONVERT: dict[str, Callable[[bytes, Rewrite], bytes]] = {
    ".ics": convert_calendar,
    ".svg": convert_picture,
    ".xlsx": convert_office,
    ".docx": convert_office,
    **dict.fromkeys((".css", ".csv", ".js", ".json", ".txt", ".xml"), convert_text),
}
"""How a file is converted, by its suffix; files of other kinds are shared by the editions."""
