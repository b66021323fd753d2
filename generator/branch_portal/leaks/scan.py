"""The scan of texts, attachments and every source file; a message says where and what, never the value."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path

from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.redaction import KIND_TITLES, Leak, LeakKind, leaks
from branch_portal.leaks import attachments, office, pictures
from branch_portal.leaks.allowed import Allowed
from branch_portal.leaks.bounded import looked_at
from branch_portal.leaks.carried import carried
from branch_portal.leaks.rules import HIDDEN, OPAQUE, RULES
from branch_portal.leaks.sound import SOUND, known
from branch_portal.project.input_files import input_files
from branch_portal.project.reading import Folders, Reading

TEXT = frozenset((".html", ".htm", ".md", ".yml", ".yaml", ".ics", ".json", ".svg", ".xml", ".csv", ".txt", ".js", ".css", ".webmanifest", ".map"))  # fmt: skip
"""Suffixes of the files that are read as text whatever is in them."""
MOST_REPORTED = 200
"""Leaks that are told of one text."""
_LONGEST, _LONGEST_LEDGER = 4_000_000, 12_000_000
"""Characters of a text that is looked into: whatever stands in a million, it takes two seconds; in the ledger, one."""
_PIECE, _OVERLAP = 400_000, 500
"""Characters that are looked at together, as each needs up to 300 bytes of memory, and how many of them twice."""
_PROSE = (".md", ".yml", ".yaml", ".txt")
"""Of these, what is written over several lines is looked at as one as well."""


def scan_text(text: str, path: str, allowed: Allowed) -> Iterator[Problem]:
    """The leaks of one text file, each at its line and column; the first `MOST_REPORTED`."""
    found: set[str] = set()
    for leak in first_leaks(text, allowed):
        found.add(leak.value)
        yield _told(text, path, leak.start, leak)
    sentences = _sentences(text) if path.endswith(_PROSE) else ()
    for start, sentence in chain(sentences, carried(text)):
        for leak in first_leaks(sentence, allowed):
            if leak.value not in found:
                found.add(leak.value)
                yield _told(text, path, start, leak)


def _told(text: str, path: str, start: int, leak: Leak) -> Problem:
    before = text.rfind("\n", 0, start) + 1
    place = Place(path, text.count("\n", 0, start) + 1, start - before + 1)
    return RULES[leak.kind].problem(place, f"這裡有{KIND_TITLES[leak.kind]}（不顯示內容）")


_GOES_ON = re.compile(r"[ \t]*(?![-*+>|#`~:]|[0-9]{1,3}[.)] |[^\s:：]{1,40}:(?:\s|$))\S")
_JOINED = re.compile(r"[ \t]*\n[ \t]*")


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """What is written over several lines, as it is read: joined, with where it begins."""
    start, lines, at = 0, 0, 0
    for line in text.splitlines(keepends=True):
        if lines and _GOES_ON.match(line):
            lines += 1
        else:
            if lines > 1:
                yield start, _JOINED.sub("", text[start:at])
            start, lines = at, 1 if line.strip() else 0
        at += len(line)
    if lines > 1:
        yield start, _JOINED.sub("", text[start:])


@lru_cache(10_000)
def _scanned(text: str, path: str, allowed: Allowed) -> tuple[Problem, ...]:
    """The same, kept: whoever reads a portal again finds nearly every file as it was."""
    key = known(text.encode("utf-8", "surrogatepass"), "prose" if path.endswith(_PROSE) else "text", allowed)
    if SOUND.get(key):
        return ()
    if not (found := tuple(scan_text(text, path, allowed))):
        SOUND.put(key, True)
    return found


def _bounded(text: str, path: str, allowed: Allowed, longest: int = _LONGEST) -> Iterator[Problem]:
    """The leaks of a text, or that it is too long to be looked into."""
    if len(text) > longest:
        message = f"這個文件有{len(text)}個字符，大得沒有辦法檢查，最多{longest}個"
        yield OPAQUE.problem(Place(path), message, mend="拆成小文件，或者刪去用不著的內容。")
    else:
        yield from _scanned(text, path, allowed)


def first_leaks(text: str, allowed: Allowed) -> Iterator[Leak]:
    """The first leaks of one text that may not pass: looking up the places of a million takes minutes."""
    found = (
        leak if not start else replace(leak, start=start + leak.start)
        for start, piece in _pieces(text)
        for leak in leaks(piece, allowed.own_hosts)
    )
    return islice((leak for leak in found if not allowed.passes(leak)), MOST_REPORTED)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text in pieces of whole lines where it has any, each with where it begins."""
    start = 0
    while len(text) - start > _PIECE:
        line = text.rfind("\n", start + _PIECE // 2, start + _PIECE) + 1
        end = line or start + _PIECE
        yield start, text[start:end]
        start = line or end - _OVERLAP
    yield start, text[start:]


def scan_attachment(
    data: bytes, path: str, allowed: Allowed, seen: attachments.Seen | None = None
) -> Iterator[Problem]:
    """The leaks of one attachment, and what it hides; the place is the file.

    `seen` are the parts of our own files that were looked at already; without it the file is from outside.
    """
    key = known(data, "attachment", allowed)  # a build meets it among the sources and on the site
    if SOUND.get(key):
        return
    look = partial(_kinds, allowed=allowed)
    try:
        held, found = (
            looked_at(data, look) if seen is None else look(attachments.contents(data, seen, attachments.OWN_LIMIT))
        )
    except attachments.UnreadableError:
        yield OPAQUE.problem(Place(path), "這個附件打不開：壞了、加了密碼，或者大得沒有辦法檢查")
        return
    if seen is None and not held.hidden and not found:
        SOUND.put(key, True)
    for hidden in held.hidden:
        yield HIDDEN.problem(Place(path), f"附件裡有{hidden}")
    for kind in sorted(found):
        yield RULES[kind].problem(Place(path), f"附件裡有{KIND_TITLES[kind]}（不顯示內容）")


def _kinds(held: attachments.Contents, allowed: Allowed) -> tuple[attachments.Contents, set[LeakKind]]:
    texts = (text for part in held.parts for text in (part, *(piece for _, piece in carried(part))))
    return held, {leak.kind for text in texts for leak in first_leaks(text, allowed)}


def scan_names(paths: list[str], allowed: Allowed) -> Iterator[Problem]:
    """The leaks in the names of files and folders, each name once."""
    told: set[str] = set()
    every = "\n\n".join(path.replace("/", "\n") for path in paths)  # what none of them together holds, none does alone
    for path in paths if _scanned(every, "", allowed) else ():
        for leak in first_leaks(path.replace("/", "\n"), allowed):
            if leak.value not in told:
                told.add(leak.value)
                yield RULES[leak.kind].problem(Place(path), f"文件名裡有{KIND_TITLES[leak.kind]}（不顯示內容）")


def scan_sources(folders: Folders, reading: Reading, allowed: Allowed) -> Iterator[Problem]:
    """Every file below the input folders: texts as they were written, comments too, attachments, and names."""
    names = []
    for folder in (folders.data, folders.content, folders.settings.parent):
        for path in input_files(folder) if folder.is_dir() else ():
            shown = folders.shown(path)
            names.append(shown)
            if path == folders.ledger:
                ledger = _without_marks(path.read_text("utf-8", "replace"))
                yield from _bounded(ledger, shown, allowed, _LONGEST_LEDGER)
            else:
                yield from _scan_source(path, shown, reading.lines.get(shown), allowed)
    if folders.builder.is_file():
        yield from _scan_source(folders.builder, folders.shown(folders.builder), None, allowed)
    yield from scan_names(names, allowed)


_MARK = re.compile(r'(?<="hash":")[0-9]{16}(?=")')


def _without_marks(ledger: str) -> str:
    """The ledger as it is, but for hashes that happen to have no letter: of thousands one looks like a bank card's number."""
    return _MARK.sub("x" * 16, ledger)


def _scan_source(path: Path, shown: str, lines: tuple[str, ...] | None, allowed: Allowed) -> Iterator[Problem]:
    if lines is not None:
        yield from _bounded("\n".join(lines), shown, allowed)
    else:
        yield from scan_file(path.read_bytes(), shown, allowed)


def scan_file(data: bytes, shown: str, allowed: Allowed) -> Iterator[Problem]:
    """The leaks of a file's bytes, which say themselves what they are; `shown` is its path."""
    suffix = Path(shown).suffix.lower()
    if suffix in attachments.OPAQUE:
        yield OPAQUE.problem(Place(shown), f"{suffix} 文件沒有辦法檢查")
    elif suffix in attachments.NAMED or attachments.is_opened(data):
        yield from scan_attachment(data, shown, allowed)
    else:
        text = office.text_of(data)
        yield from _bounded("\n".join(pictures.strings(data)) if text is None else text, shown, allowed)
