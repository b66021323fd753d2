"""二維碼: an address as an SVG picture, drawn without colours or sizes of its own."""

from functools import lru_cache

import segno


@lru_cache(maxsize=4096)
def qr_svg(address: str) -> str:
    """An inline SVG; error level M, a quiet zone of four modules (ISO/IEC 18004)."""
    code = segno.make(address, error="m", micro=False)
    return str(code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass="qr-dark", unit=None))
