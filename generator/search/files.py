"""The index as files: what a browser loads first, then only the parts that a query needs.

Every file is a script that hands its content to `portalSearch`, because a page opened from a folder may load scripts
but not fetch data. Names of parts carry a hash of everything, so they never change and never mix.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from importlib.resources import files as resources
from itertools import groupby
from typing import Any

from generator.search import pinyin
from generator.search.fold import fold, variants
from generator.search.index import OWN, Index
from generator.search.numbers import encode, gaps
from generator.site import KIND_TITLES, SearchWords

PARTS = "search/parts/"
"""What all editions of a site share: folded words."""
TEXTS = "search/texts/"
"""What each edition has in its own script."""
SCRIPT = "search/search.js"
STYLE = "search/parts/search.css"
PART_BYTES = 6_000
"""Size at which a part with postings is full; one token's postings are never divided."""
TEXT_PASSAGES = 16
"""Passages in a part with texts."""

_SOURCES = ("fold.js", "parts.js", "pinyin.js", "ranking.js", "box.js")


def files(index: Index, words: SearchWords) -> Iterator[tuple[str, bytes]]:
    """Each file's address below the site's root, and its bytes."""
    postings = [*_postings(index)]
    begins = [begin for begin, _ in postings]
    shared = [("pinyin", _pinyin(index)), *((f"p{number}", text) for number, (_, text) in enumerate(postings))]
    made = [(PARTS, name, _script(name, content)) for name, content in shared]
    made += [(TEXTS, name, _script(name, content)) for name, content in _texts(index)]
    made.append((TEXTS, "branches", _script("branches", dict(words.branches))))
    digest = hashlib.sha256(b"".join(data for _, _, data in made)).hexdigest()[:10]
    yield f"{PARTS}index.js", _script("index", {"version": digest, **_summary(index, begins, words)})
    for folder, name, data in made:
        yield f"{folder}{digest}/{name}.js", data
    sources = resources("generator.search") / "js"
    titles = json.dumps({"kind": KIND_TITLES, "role": dict(words.roles)}, ensure_ascii=False, separators=(",", ":"))
    code = "".join(["const TITLES = ", titles, ";\n", *((sources / name).read_text("utf-8") for name in _SOURCES)])
    yield SCRIPT, f'(function () {{\n"use strict";\n{code}}})();\n'.encode()
    yield STYLE, (sources / "search.css").read_bytes()


def _script(name: str, content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f'portalSearch("{name}",{text})\n'.encode()


def _summary(index: Index, begins: list[str], words: SearchWords) -> dict[str, Any]:
    """What every query needs: the fold table, where the parts begin, and what each page is."""
    pages = [entry.page for entry in index.entries]
    branches = {branch: number for number, branch in enumerate(words.branches, 1)}
    characters = {character for token in index.passages for character in token}
    return {
        "fold": variants(characters),
        "begins": "|".join(begins),
        "sizes": encode(index.sizes),
        "kinds": _stretches(page.kind for page in pages),
        "years": _stretches(page.year or 0 for page in pages),
        "roles": _stretches([role for role in page.roles if role in words.roles] for page in pages),
        "branches": encode(branches.get(page.branch, 0) for page in pages) if any(p.branch for p in pages) else "",
        "synonyms": [[fold(word) for word in group] for group in words.synonyms],
        "text": TEXT_PASSAGES,
    }


def _stretches(values: Iterable[Any]) -> list[list[Any]]:
    """Equal neighbours once, with their number."""
    return [[value, len(list(group))] for value, group in groupby(values)]


def _postings(index: Index) -> Iterator[tuple[str, str]]:
    """Tokens in order with their passages, cut into parts: (a text that divides it from the part before, the part)."""
    pieces: list[str] = []
    begin = last = ""
    size = 0
    for token in sorted(index.passages):
        piece = f"{token}|{gaps(index.passages[token])}"
        if pieces and size + len(piece) > PART_BYTES:
            yield begin, "|".join(pieces)
            pieces, size = [], 0
            begin = next(token[:end] for end in range(1, len(token) + 1) if token[:end] > last)
        pieces.append(piece)
        size += len(piece) + 4
        last = token
    if pieces:
        yield begin, "|".join(pieces)


def _texts(index: Index) -> Iterator[tuple[str, list[Any]]]:
    """Passages in order: a page as [title, path, kind], a section as [anchor, heading], a passage as its text.

    A part begins with the page and the section it goes on with; a page's own passages are 0.
    """
    part: list[Any] = []
    number = 0
    for entry in index.entries:
        head: list[Any] = [[entry.page.title, entry.page.path, entry.page.description]]
        part += head
        steps: list[Any] = [0] * OWN
        for section in entry.sections:
            steps.append([section.anchor, section.heading])
            steps += [" · ".join(passage) for passage in section.passages] or ([0] if section.heading else [])
        section_head: list[Any] = []
        for step in steps:
            if isinstance(step, list):
                section_head = [step]
                part.append(step)
                continue
            part.append(step)
            number += 1
            if number % TEXT_PASSAGES == 0:
                yield f"t{number // TEXT_PASSAGES - 1}", part
                part = [*head, *section_head]
    if number % TEXT_PASSAGES:
        yield f"t{number // TEXT_PASSAGES}", part


def _pinyin(index: Index) -> dict[str, Any]:
    stretches = pinyin.runs(term for entry in index.entries for own in entry.terms for term in own)
    pairs = pinyin.neighbours(stretches)
    follow: dict[str, str] = {}
    for pair, weight in pairs.items():
        follow[pair[0]] = follow.get(pair[0], "") + pair[1] + str(weight)
    return {"read": pinyin.readings(stretches), "follow": follow}
