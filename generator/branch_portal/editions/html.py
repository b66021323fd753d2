"""A finished page in another script.

Only what a reader sees is converted. Scripts, styles, comments, elements marked `translate="no"`, and
attributes that are names or addresses (`id`, `href`, `value` …) stay byte by byte as they are. Of a text to copy into
a file (`textarea`) the remarks after `#` are read and converted, but for the choices in them; the rest goes into the
repository in the script of its files. The page goes
through the conversion in one piece, each protected piece replaced by one mark.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from branch_portal.editions.conversion import HAN

_MARK = "\U0010fffd"  # the last character left to private use: nobody writes it

_PROTECTED = re.compile(
    rf"<(?:!--.*?-->|(script|style|textarea)\b.*?</\1\s*>|[a-zA-Z][^<>{HAN}]*+[{HAN}][^<>]*+>)", re.DOTALL
)
_ATTRIBUTE = re.compile(rf"""([a-zA-Z][\w:-]*)(\s*=\s*)("[^"{HAN}]*+[{HAN}][^"]*+"|'[^'{HAN}]*+[{HAN}][^']*+')""")
_WORDS = re.compile(r"title|alt|placeholder|label|content|summary|abbr|aria-\w+|data-[\w-]+")
"""Attributes that hold words; Han in any other attribute is a name or an address."""

_UNTRANSLATED = re.compile(r"<([a-zA-Z][\w-]*)\b[^<>]*\stranslate=\"no\"[^<>]*>")
_CHOICES = re.compile(r"(.*?)((?:：[^：；]*／.*)?)", re.DOTALL)
"""A remark, and what in it has to be written exactly so: 「：甲／乙」 as the feedback's template has it."""
_THEME_WORDS = re.compile(r'(<script id="__config" type="application/json">)(.*?)(</script>)', re.DOTALL)


def convert_page(text: str, conversion: Callable[[str], str]) -> str:
    """The page with every word in the other script."""
    if _MARK in text:
        raise ValueError("the page holds the character that stands for protected pieces")
    kept: list[str] = []

    def keep(piece: str) -> str:
        kept.append(_theme_words(piece, conversion) if "__config" in piece else piece)
        return _MARK

    def protect(found: re.Match[str]) -> str:
        piece = found[0]
        if found[1] == "textarea":
            return "".join(keep(part) if stays else part for stays, part in _file_text(piece))
        return keep(piece) if found[1] or piece.startswith("<!--") else _ATTRIBUTE.sub(name_or_words, piece)

    def name_or_words(found: re.Match[str]) -> str:
        return found[0] if _WORDS.fullmatch(found[1]) else found[1] + found[2] + keep(found[3])

    words = "".join(
        keep(piece) if untranslated else _PROTECTED.sub(protect, piece) for untranslated, piece in _pieces(text)
    )
    pieces = iter(kept)
    return re.sub(_MARK, lambda _: next(pieces), conversion(words))


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """The page cut at its elements marked `translate="no"`: (whether it is one, the text)."""
    end = 0
    if 'translate="no"' in text:
        while found := _UNTRANSLATED.search(text, end):
            yield False, text[end : found.start()]
            end = _element_end(text, found)
            yield True, text[found.start() : end]
    yield False, text[end:]


def _file_text(piece: str) -> Iterator[tuple[bool, str]]:
    """A `textarea` with the text of a file: (whether it stays as it is, the part)."""
    for line in piece.splitlines(keepends=True):
        code, sign, remark = line.partition("#")
        words, choices = _CHOICES.fullmatch(remark).groups() if sign else ("", "")  # type: ignore[union-attr]
        yield from ((True, code + sign), (False, words), (True, choices))


def _element_end(text: str, opened: re.Match[str]) -> int:
    """Where the element that `opened` begins has its end; elements of the same name may lie inside."""
    depth = 1
    for tag in re.compile(rf"<(/?){opened[1]}\b[^<>]*>").finditer(text, opened.end()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return opened.end()


@lru_cache(maxsize=64)
def _theme_words(script: str, conversion: Callable[[str], str]) -> str:
    """The theme's settings with its words for copying, searching and so on in the other script."""

    def replace(found: re.Match[str]) -> str:
        settings = json.loads(found[2])
        settings["translations"] = json.loads(conversion(json.dumps(settings["translations"], ensure_ascii=False)))
        text = json.dumps(settings)
        for sign in "<>&'":  # as Jinja's tojson writes them
            text = text.replace(sign, f"\\u{ord(sign):04x}")
        return found[1] + text + found[3]

    return _THEME_WORDS.sub(replace, script)
