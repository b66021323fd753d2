"""What a PDF says: its pages, forms, properties and notes, and the files embedded in it."""

import zlib
from io import BytesIO
from typing import Any

from branch_portal.leaks.office import xml_text


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
    except PyPdfError as error:
        raise ValueError from error
    parts += [*attached, "\n".join(str(value) for value in about.values())]
    hidden = ["作者信息"] if str(about.get("/Author") or "").strip() else []
    hidden += ["批註"] if notes else []
    return parts, hidden, [copy for copies in attached.values() for copy in copies]


def _has_notes(page: object) -> bool:
    annotations = page["/Annots"]  # type: ignore[index]
    return any(entry.get_object().get("/Subtype") in ("/Text", "/FreeText", "/Popup") for entry in annotations)
