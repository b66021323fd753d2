"""The sitemap: every page's address, without the days a clock would put in."""

from collections.abc import Iterable
from xml.sax.saxutils import escape


def sitemap(site_url: str, paths: Iterable[str]) -> str:
    """The XML of sitemaps.org's protocol 0.9 for addresses below `site_url`."""
    lines = "".join(f"<url><loc>{escape(site_url + path)}</loc></url>\n" for path in sorted(paths))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
    )
