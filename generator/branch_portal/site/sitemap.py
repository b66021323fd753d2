"""The sitemap: every page's address in every edition, without the days a clock would put in."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from branch_portal.editions.edition import Edition


def sitemap(site_url: str, paths: Iterable[str], editions: Sequence[Edition]) -> str:
    """The XML of sitemaps.org's protocol 0.9 for addresses below `site_url`; an edition names its twins."""
    ordered = sorted(paths)
    lines = []
    for edition in editions:
        for path in ordered:
            twins = "".join(
                f'<xhtml:link rel="alternate" hreflang="{other.language}" '
                f'href="{escape(site_url + other.folder + path)}"/>'
                for other in editions
                if len(editions) > 1
            )
            lines.append(f"<url><loc>{escape(site_url + edition.folder + path)}</loc>{twins}</url>\n")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{''.join(lines)}</urlset>\n"
    )
