"""One page of every kind the built site has, so that a walk over kinds needs no list to be kept."""

import re
from pathlib import Path

_SAME = (
    (r"^year/\d+/[a-z]+/", "year/N/term/"),
    (r"^(carriers|learning|editing|index|roles|letters|initiatives|updates)/[^/]+/", r"\1/one/"),
    (r"^(brand/playbooks/[^/]+)/[^/]+/", "brand/playbooks/one/stage/"),
    (r"^(brand/[a-z]+)/[^/]+/", r"\1/one/"),
    (r"\d+", "N"),
)


def one_of_each_kind(site: Path) -> tuple[str, ...]:
    """The last address of each kind: pages of records are numbered, and the newest is the fullest as a rule."""
    found: dict[str, str] = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        if path.startswith("hans/"):
            continue
        kind = path
        for pattern, name in _SAME:
            kind = re.sub(pattern, name, kind)
        found[kind] = path
    return tuple(found.values())


def file_of(site: Path, path: str) -> Path:
    """Where the page at an address lies."""
    return site / path if path.endswith(".html") else site / path / "index.html"
