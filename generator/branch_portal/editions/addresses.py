"""Addresses as an edition in a folder needs them.

An edition has its own pages and text files, in the same places as the edition at the root, so links between
them stay as they are. Files that all editions share stand at the root only: links to them go one folder up.
"""

import re
from collections.abc import Container
from html import unescape

from branch_portal.ground.qr import qr_svg

_SUFFIX = r"(?:(?<=\.\w{2})|(?<=\.\w{3})|(?<=\.\w{4})|(?<=\.\w{5}))"
_FILE_LINK = re.compile(rf'(="(?<=(?:href|.src)="))((?:\.\./)*+)([^":?#]*+){_SUFFIX}(?=[?#"])')
"""A relative link to a file, its text without backtracking: a page has hundreds of links and few of these."""
_ROOTED_LINK = re.compile(r'((?:href|src)=")(/(?!/)[^"?#]*)')
_CODE = re.compile(r'(data-qr="([^"]*)"[^>]*>)<svg.*?</svg>', re.DOTALL)
_THEME_PATH = re.compile(r'("(?:search)": ")((?:\.\./)*)([^"]+)')


def shift_links(text: str, page: str, own: Container[str]) -> str:
    """The page at address `page` moved one folder down: relative links to shared files lead up again.

    `own` are the addresses of the files that the edition has itself.
    """
    folders = page.split("/")[:-1]

    def shift(found: re.Match[str]) -> str:
        up = found[2].count("../")
        if up > len(folders):
            return found[0]
        address = "".join(f"{folder}/" for folder in folders[: len(folders) - up]) + found[3]
        if address in own:
            return found[0]
        return f"{found[1]}{'../' * (len(folders) + 1)}{address}"

    return _THEME_PATH.sub(shift, _FILE_LINK.sub(shift, text))


def shift_rooted_links(text: str, base: str, folder: str, own: Container[str]) -> str:
    """The same for a page that may stand anywhere (404): its links begin with the site's path `base`."""

    def shift(found: re.Match[str]) -> str:
        address = found[2].removeprefix(base)
        file = address + "index.html" if address.endswith("/") or not address else address
        return f"{found[1]}{base}{folder}{address}" if found[2].startswith(base) and file in own else found[0]

    return _ROOTED_LINK.sub(shift, text).replace(f'"base": "{base}"', f'"base": "{base}{folder}"')


def redraw_codes(text: str) -> str:
    """Every QR code drawn anew from the address that its frame names."""
    return _CODE.sub(lambda found: found[1] + qr_svg(unescape(found[2])), text)


def rebase(text: str, site_url: str, folder: str) -> str:
    """Whole addresses of the site, whatever their scheme (https, webcal), in the edition's folder."""
    place = site_url[site_url.index("://") :]
    return re.sub(rf"{re.escape(place)}(?!assets/)", place + folder, text) if folder else text
