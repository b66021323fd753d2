"""What a PDF says: its pages, forms, properties and notes, and the files embedded in it."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from branch_portal.leaks.office import xml_text

if TYPE_CHECKING:
    from pypdf import PdfReader


class EncryptedError(ValueError):
    """It opens with a password alone."""


BROKEN = (
    ValueError, KeyError, TypeError, RecursionError, AttributeError, IndexError, NotImplementedError, OverflowError, zlib.error,
)  # fmt: skip
"""What its reader raises for a broken file."""


def read(data: bytes) -> tuple[list[str], list[str], list[bytes]]:
    """The texts of a PDF, what it hides in the words of its message, and its embedded files. Raises one of `BROKEN`."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise EncryptedError
        parts = [page.extract_text() for page in reader.pages]
        about = dict(reader.metadata or {})
        notes = any("/Annots" in page and _has_notes(page) for page in reader.pages)
        parts += [str(part.get("/V", "")) for part in (reader.get_fields() or {}).values()]
        about_all: Any = reader.root_object.get("/Metadata")
        parts += [xml_text(about_all.get_object().get_data())] if about_all else []
        attached = dict(reader.attachments.items())
        parts += _strings(reader)
    except PyPdfError as error:
        raise ValueError from error
    parts += [*attached, "\n".join(str(value) for value in about.values())]
    hidden = ["作者信息"] if str(about.get("/Author") or "").strip() else []
    hidden += ["批註"] if notes else []
    # Its own kinds of texts know the whole file: none of them leaves this room.
    return [str(part) for part in parts], hidden, [bytes(copy) for copies in attached.values() for copy in copies]


def _strings(reader: "PdfReader") -> Iterator[str]:
    """Every string of a PDF that is no page's text: links, notes, bookmarks, names of places, scripts."""
    from pypdf.generic import IndirectObject

    numbers = {(number, age) for age, some in reader.xref.items() for number in some}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    for number, age in sorted(numbers):
        left: list[Any] = [reader.get_object(IndirectObject(number, age, reader))]
        while left:
            one = left.pop()
            if isinstance(one, dict):
                left += (value for name, value in one.items() if name not in _NO_WORDS)
            elif isinstance(one, list):
                left += one
            elif isinstance(one, str) and not one.startswith("/"):
                yield str(one)


_NO_WORDS = ("/ID", "/CreationDate", "/ModDate", "/M", "/O", "/U", "/Panose", "/CharSet")


def _has_notes(page: object) -> bool:
    annotations = page["/Annots"]  # type: ignore[index]
    return any(entry.get_object().get("/Subtype") in ("/Text", "/FreeText", "/Popup") for entry in annotations)
