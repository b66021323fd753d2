"""The index as files: what a browser loads first, then only the parts that a query needs.

Every file is a script that hands its content to `portalSearch`, because a page opened from a folder may load scripts
but not fetch data. Names of parts carry a hash of everything, so they never change and never mix.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from importlib.resources import files as resources
from itertools import chain, groupby
from typing import Any

from branch_portal.search import pinyin
from branch_portal.search.fold import fold, variants
from branch_portal.search.index import OWN, Index
from branch_portal.search.numbers import encode, steps
from branch_portal.search.parts import Shelf, beginnings, frequent, shelves, singles
from branch_portal.search.passages import CELL
from branch_portal.site.bundle import bare
from branch_portal.site.page import SearchWords, YearPlan

PARTS = "search/parts/"
"""What all editions of a site share: folded words."""
TEXTS = "search/texts/"
"""What each edition has in its own script."""
SCRIPT = "search/search.js"
HIGHLIGHT = "search/highlight.js"
STYLE = "search/parts/search.css"
TEXT_PASSAGES = 24
"""Passages in a part with texts."""

_SOURCES = (
    "tuned.js",
    "fold.js",
    "parts.js",
    "matching.js",
    "question.js",
    "pinyin.js",
    "near.js",
    "ranking.js",
    "card.js",
    "before.js",
    "box.js",
)
_LATER = {
    f"{PARTS}dates.js": (("dates.js",), "byDate, dueIn, narrowed, monthDay"),
    "search/facts.js": (("records.js", "speech.js", "features.js", "weights.js", "facts.js"), "fact, weighed"),
}
"""Scripts that are loaded for queries about days, and after the first hits of questions: their sources, and what they give.

What is shown of days is the same in every script, so all editions share the first.
"""


def files(index: Index, words: SearchWords) -> Iterator[tuple[str, bytes]]:
    """Each file's address below the site's root, and its bytes."""
    stand = [*shelves(index.passages)]
    parts = enumerate(chain.from_iterable(shelf.parts for shelf in stand))
    often = frequent(index.passages)
    shared = [
        ("pinyin", _pinyin(index, words)),
        ("sounds", _sounds()),
        *((f"p{number}", text) for number, text in parts),
    ]
    shared += [(f"f{number}", text) for number, text in enumerate(often.values())]
    shared += [(f"s{number}", text) for number, text in enumerate(singles(stand, often, index.single))]
    made = [(PARTS, name, _script(name, content)) for name, content in shared]
    made += [(TEXTS, name, _script(name, content)) for name, content in _texts(index)]
    made.append((TEXTS, "branches", _script("branches", dict(words.branches))))
    made += [(TEXTS, f"days-{plan.year}", _script(f"days-{plan.year}", _days(index, plan))) for plan in words.plans]
    digest = hashlib.sha256(b"".join(data for _, _, data in made)).hexdigest()[:10]
    yield f"{PARTS}index.js", _script("index", {"version": digest, **_summary(index, stand, often, words)})
    for folder, name, data in made:
        yield f"{folder}{digest}/{name}.js", data
    sources = resources("branch_portal.search") / "js"
    titles = json.dumps(
        {"kind": dict(words.kinds), "role": dict(words.roles)}, ensure_ascii=False, separators=(",", ":")
    )
    code = "".join((sources / name).read_text("utf-8") for name in _SOURCES)
    for path, (parts_of, gives) in _LATER.items():
        name = path.rpartition("/")[2].removesuffix(".js")
        own = bare("".join((sources / source).read_text("utf-8") for source in parts_of))
        yield path, f'portalSearch("{name}",function (core) {{\n{own}return {{ {gives} }};\n}})\n'.encode()
    yield SCRIPT, f'(function () {{\n"use strict";\nconst TITLES = {titles};\n{bare(code)}}})();\n'.encode()
    yield HIGHLIGHT, bare((sources / "highlight.js").read_text("utf-8")).encode()
    yield STYLE, (sources / "search.css").read_bytes()


def _script(name: str, content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f'portalSearch("{name}",{text})\n'.encode()


def _summary(index: Index, stand: list[Shelf], often: Iterable[str], words: SearchWords) -> dict[str, Any]:
    """What every query needs: the fold table, where the shelves begin, and what each page is."""
    pages = [entry.page for entry in index.entries]
    branches = {branch: number for number, branch in enumerate(words.branches, 1)}
    return {
        "fold": _fold("".join(index.passages)),
        "begins": beginnings(stand),
        "frequent": "|".join(often),
        "parts": encode(len(shelf.parts) for shelf in stand),
        "sizes": encode(index.sizes),
        "kinds": _stretches(page.kind for page in pages),
        "years": _stretches(page.year or 0 for page in pages),
        "roles": _stretches([role for role in page.roles if role in words.roles] for page in pages),
        "branches": encode(steps(branches.get(page.branch, 0) for page in pages)),
        "synonyms": [[fold(word) for word in group] for group in words.synonyms],
        "near": [[fold(word) for word in group] for group in words.near],
        "asking": [[fold(typed), fold(meant)] for typed, meant in words.asking],
        "text": TEXT_PASSAGES,
        "plans": [plan.year for plan in words.plans],
        "terms": sorted({fold(title) for plan in words.plans for _, title, _ in plan.terms}),
    }


def _days(index: Index, plan: YearPlan) -> dict[str, Any]:
    """A year's pages by their numbers, its terms, each duty's words once, and the days on which it is due."""
    pages = [(place, entry.page) for place, entry in enumerate(index.entries)]
    number = {page.path: place for place, page in pages}
    duties = {words: place for place, words in enumerate(dict.fromkeys(item[1:] for item in plan.due))}
    months = ((f"{plan.year}-{place:02d}", number.get(path)) for place, path in enumerate(plan.months, 1))
    return {
        "year": plan.year,
        "page": number.get(plan.page, -1),
        "months": {month: page for month, page in months if page is not None},
        "terms": [[day, title, number.get(path, -1)] for day, title, path in plan.terms],
        "roles": {
            page.roles[0]: place
            for place, page in pages
            if page.kind == "brief" and len(page.roles) == 1 and not page.branch
        },
        "alerts": [place for place, page in pages if page.kind == "alert"][:1],
        "duties": [list(words) for words in duties],
        "days": [[duties[item[1:]], item[0]] for item in plan.due],
    }


def _fold(characters: Iterable[str]) -> list[str]:
    """What a browser folds, and what of `characters` it folds into: the codes of both as steps, since both mostly follow
    the order of radicals."""
    pairs = variants(characters)
    return [encode(steps(map(ord, side))) for side in zip(*pairs, strict=True)]


def _stretches(values: Iterable[Any]) -> list[list[Any]]:
    """Equal neighbours once, with their number."""
    return [[value, len(list(group))] for value, group in groupby(values)]


def _texts(index: Index) -> Iterator[tuple[str, list[Any]]]:
    """Passages in order: a page as [title, path, kind], a section as [anchor, heading], a passage as its text.

    Lines of a passage stand apart by line ends, the cells of a row by tabs. A part begins with the page and the section it goes on with; a page's own passages are 0.
    """
    part: list[Any] = []
    number = 0
    for entry in index.entries:
        head: list[Any] = [[entry.page.title, entry.page.path, entry.page.description]]
        part += head
        steps: list[Any] = [0] * OWN
        for section in entry.sections:
            steps.append([section.anchor, section.heading])
            steps += ["\n".join(passage).replace("\n" + CELL, CELL) for passage in section.passages] or (
                [0] if section.heading else []
            )
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


def _sounds() -> dict[str, Any]:
    """How frequent characters are read: a syllable for each stretch of those that stand together in GB 2312, and which
    other characters are written for them."""
    stretches = pinyin.frequent()
    return {
        "syllables": [syllable for syllable, _ in stretches],
        "counts": encode(count for _, count in stretches),
        "fold": _fold(pinyin.FREQUENT),
    }


def _pinyin(index: Index, words: SearchWords) -> dict[str, Any]:
    terms = chain(
        (term for entry in index.entries for own in entry.terms for term in own), chain.from_iterable(words.synonyms)
    )
    stretches = pinyin.runs(terms)
    return {"words": "|".join(stretches), "read": pinyin.readings(stretches)}
