"""二維碼: an address as an SVG picture, drawn without colours or sizes of its own."""

from functools import lru_cache

import segno
from markupsafe import Markup


@lru_cache(maxsize=4096)
def qr_code(address: str, label: str) -> Markup:
    """An inline SVG; error level M, a quiet zone of four modules (ISO/IEC 18004), black on white in dark mode too."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass="qr-dark", unit=None)
    return Markup('<span class="qr-frame" role="img" aria-label="{}">{}</span>').format(label, Markup(svg))
