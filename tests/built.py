"""Building a site and reading it as a browser would: pages, ids, links."""

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""Silences two announcements of other people."""

BASE = "https://portal.example.com/"
BUILT_ON = "2026-11-24"
"""The day for which the sample is built."""


@dataclass(frozen=True)
class Document:
    """One page's ids, links, and what a strict content security policy would refuse."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    inline_styles: list[str] = field(default_factory=list)


def read_document(file: Path) -> Document:
    document = Document()
    for element in html.parse(str(file), html.HTMLParser(encoding="utf-8")).iter(etree.Element):
        tag, values = element.tag, element.attrib
        if "id" in values:
            document.ids.append(values["id"])
        if tag == "style" or "style" in values:
            document.inline_styles.append(tag)
        if tag == "a" and "href" in values:
            document.links.append(values["href"])
        if tag == "link" and values.get("rel", "").strip() not in ("canonical", "prev", "next", "alternate", "edit"):
            document.loads.append(values.get("href", ""))
        if tag in ("script", "img", "iframe", "source") and values.get("src"):
            document.loads.append(values["src"])
    return document


@cache
def documents(site: Path) -> dict[str, Document]:
    """Every page's address below the root and what it holds; a site is read once."""
    return {
        file.relative_to(site).as_posix().removesuffix("index.html"): read_document(file)
        for file in sorted(site.rglob("*.html"))
    }


def broken(site: Path) -> list[str]:
    """Every link or anchor that leads nowhere, as `page -> link`."""
    ids = {address: set(document.ids) for address, document in documents(site).items()}
    wrong = []
    for address, document in documents(site).items():
        if address == "404.html":
            continue  # its addresses are absolute, for whatever path was asked for
        for link in [*document.links, *document.loads]:
            parts = urlsplit(urljoin(BASE + address, link))
            if parts.scheme not in ("http", "https") or parts.netloc != urlsplit(BASE).netloc:
                continue
            target = unquote(parts.path).lstrip("/")
            if target in ids:
                if parts.fragment and unquote(parts.fragment) not in ids[target]:
                    wrong.append(f"{address} -> {link}")
            elif not (site / target).is_file():
                wrong.append(f"{address} -> {link}")
    return wrong


def digests(site: Path) -> dict[str, str]:
    """A hash for every file of the site."""
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    program = [sys.executable, "-m", "branch_portal", *arguments]
    return subprocess.run(
        program,
        env={**os.environ, **QUIET, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def change_settings(portal: Path, old: str, new: str) -> None:
    """Replace words of a portal's settings."""
    settings = portal / "site_config" / "portal.yml"
    text = settings.read_text("utf-8")
    assert old in text
    settings.write_text(text.replace(old, new), "utf-8")
