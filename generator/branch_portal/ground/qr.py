"""二維碼: an address as an SVG picture, error level M, a quiet zone of four modules (ISO/IEC 18004)."""

import io
import re
from functools import lru_cache

_MASK = 3
"""One fixed mask: every reader takes any of the eight, and trying all of them costs two thirds of the time."""
_WORDS = re.compile(r"<title>([^<]+)</title><desc>([^<]+)</desc>")


@lru_cache(maxsize=4096)
def qr_svg(address: str) -> str:
    """An inline SVG, drawn without colours or sizes of its own."""
    import segno  # slow to import

    code = segno.make(address, error="m", micro=False, mask=_MASK, boost_error=False)
    return str(code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass="qr-dark", unit=None))


def qr_file(address: str, title: str = "二維碼：訂閱地址") -> bytes:
    """An SVG file, black on white in dark mode too; `address` (ASCII) is also its description."""
    import segno  # slow to import

    code = segno.make(address, error="m", micro=False, mask=_MASK, boost_error=False)
    picture = io.BytesIO()
    code.save(
        picture, kind="svg", border=4, dark="#000", light="#fff", svgclass=None, lineclass=None,
        title=title, desc=address, xmldecl=False, nl=False, omitsize=True,
    )  # fmt: skip
    return picture.getvalue()


def redrawn(picture: str) -> str:
    """A QR file of ours whose words were changed, drawn for the address they now name; any other SVG as it is."""
    found = _WORDS.search(picture)
    return qr_file(found[2], found[1]).decode("utf-8") if found else picture
