"""What a leak looks like in a line of text, in either script and in full-width or ordinary characters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from branch_portal.ground.leak_forms import NUMBERS, WORDS, Form
from branch_portal.ground.leak_hints import HintKind, hints
from branch_portal.ground.leak_kinds import FOLD
from branch_portal.ground.leak_kinds import KIND_TITLES as KIND_TITLES
from branch_portal.ground.leak_kinds import LeakKind as LeakKind
from branch_portal.ground.leak_numbers import numbers
from branch_portal.ground.plain_text import normal

_FORMS: dict[HintKind, tuple[Form, ...]] = {
    kind: tuple(form for form in WORDS if form.kind == kind) for kind in KIND_TITLES
}
_FORMS["numbers"] = NUMBERS
_RESERVED_HOSTS = frozenset(("example.com", "example.org", "example.net"))
_DIGIT_RUN = bytes.maketrans(b"0123456789*Xx", b"0000000000***")


@dataclass(frozen=True)
class Leak:
    """One find in a text: its kind, where it stands, and its value without separators (never to be printed)."""

    kind: LeakKind
    start: int
    end: int
    value: str


def leaks(text: str, own_hosts: frozenset[str] = frozenset()) -> Iterator[Leak]:
    """Everything in `text` that looks like a leak; what has "@" and one of `own_hosts` is an identifier, not mail.

    It is looked for in the text's normal form; places are those of the text as it was written.
    """
    for host in own_hosts:
        text = text.replace(f"@{host}", f"#{host}")
    plain_form = normal(text)
    if plain_form is None:
        yield from _found(text)
        return
    for leak in _found(plain_form.text):
        start, end = plain_form.place(leak.start), plain_form.place(leak.end - 1) + 1
        yield Leak(leak.kind, start, max(start + 1, end), leak.value)


def _found(text: str) -> Iterator[Leak]:
    """The leaks of a text in normal form. A quick look for hints comes first: nearly every line holds none."""
    for number in numbers(text):
        yield Leak(number.kind, number.start, number.end, number.value)
    for start, end, forms in _suspicious(text):
        piece = text[start:end].translate(FOLD)
        cut_before, cut_after = text[start - 1 : start] not in ("", "\n"), text[end : end + 1] not in ("", "\n")
        for form in forms:
            for match in form.found(piece):
                value = plain(match[1])
                if (cut_before and match.start(1) == 0) or (cut_after and match.end(1) == len(piece)):
                    continue
                if not form.fits(match) or (form.kind == "mail" and _is_reserved(value.rpartition("@")[2])):
                    continue
                yield Leak(form.kind, start + match.start(1), start + match.end(1), value)


_AROUND = 80
"""How far around a hint a leak may reach: longer than any of the forms."""


def _suspicious(text: str) -> Iterator[tuple[int, int, tuple[Form, ...]]]:
    """The pieces of lines around hints, without overlap, with the forms to look for in each."""
    spans: dict[HintKind, list[tuple[int, int]]] = {}
    for kind, start, end in hints(text):
        spans.setdefault(kind, []).append((start, end))
    for kind, found in spans.items():
        yield from ((start, end, _FORMS[kind]) for start, end in _pieces(text, found))


def may_hold_numbers(data: bytes) -> bool:
    """Whether a text has a run of eleven digits, or of three masking characters, in ordinary width: a fast no."""
    squeezed = data.translate(_DIGIT_RUN, b" -()")
    return b"00000000000" in squeezed or b"***" in squeezed


def _pieces(text: str, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Pieces of lines around the hints; a look for a line's ends goes no further than a piece reaches."""
    spans = []
    for hint_start, hint_end in found:
        first, last = max(0, hint_start - _AROUND), min(len(text), hint_end + _AROUND)
        line_start, line_end = text.rfind("\n", first, hint_start), text.find("\n", hint_end, last)
        spans.append((first if line_start < 0 else line_start + 1, last if line_end < 0 else line_end))
    start = end = -1
    for first, last in sorted(spans):
        if first > end:
            yield from [(start, end)] if start >= 0 else []
            start = first
        end = max(end, last)
    yield from [(start, end)] if start >= 0 else []


def _is_reserved(host: str) -> bool:
    """Whether a host is kept for examples (RFC 2606)."""
    return host in _RESERVED_HOSTS or host.endswith((".example", ".test", ".invalid", ".example.com"))


def plain(value: str) -> str:
    """A value as it is compared: folded, without separators, in lower case."""
    return re.sub(r"[\s()\-]", "", value.translate(FOLD)).lower()


def redacted(text: str) -> str:
    """The text with every leak blotted out, for messages and logs."""
    for leak in sorted(leaks(text), key=lambda leak: leak.start, reverse=True):
        text = text[: leak.start] + "（已隱去）" + text[leak.end :]
    return text
