"""Attachments that would take all time or memory: each ends with a message, soon."""

import bz2
import os
import resource
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from branch_portal.check import read_handbook
from branch_portal.ground.problems import InputProblems, Place, code_frame
from branch_portal.ground.redaction import redacted
from branch_portal.leaks import bounded
from branch_portal.leaks.allowed import Allowed
from branch_portal.leaks.attachments import Contents, contents
from branch_portal.leaks.scan import scan_file, scan_text
from branch_portal.project.reading import Folders, Reading
from branch_portal.source.text import MAX_BYTES
from tests.kernel.leaks.leaky import PHONE, archive
from tests.portal import Portal
from tests.sample import AS_OF

M = 1_000_000
REPEATED = "<worksheet><sheetData>" + '<row><c r="A1" t="s"><v>0</v></c></row>' * 60_000 + "</sheetData></worksheet>"


def pdf(stream: bytes) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )


def png(*parts: bytes) -> bytes:
    """A picture of pairs of a part's name and what it holds."""
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(held)) + name + held + bytes(4) for name, held in pairs
    )


BOMBS: dict[str, Callable[[], bytes]] = {
    "a.xlsx names a long text": lambda: archive(xl__sharedStrings_xml=f"<sst><si><t>{'王五' * 9000}</t></si></sst>", xl__worksheets__sheet1_xml=REPEATED),
    "a.xlsx far cell": lambda: archive(xl__worksheets__sheet1_xml='<row><c r="XFD1048576"><v>1</v></c></row>'),
    "a.docx brackets": lambda: archive(word__document_xml="<" * M),
    "a.docx digits": lambda: archive(word__document_xml="<w:t>" + "7" * (5 * M) + "</w:t>"),
    "a.pdf brackets": lambda: pdf(zlib.compress(b"(" * (4 * M))),
    "a.zip expands": lambda: archive(a_txt="7" * (25 * M)),
    "a.docx long text": lambda: archive(word__document_xml="<w:t>" + "*" * (19 * M) + "</w:t>"),
    "a.txt long text": lambda: b"*" * (5 * M),
    "a.txt stars in names": lambda: "張*".encode() * 100_000,
    "a.txt names": lambda: "、張三".encode() * 60_000,
    "a.txt names in full": lambda: "、張建國、周志遠、李英海".encode() * 12_000,
    "a.txt single figures": lambda: b"1 2-" * 480_000,
    "a.txt spoken figures": lambda: "一、".encode() * 330_000,
    "a.csv long text": lambda: b"1390,5912,468\n" * 1_400_000,
    "a.csv floats": lambda: b"1.3905912468e10 kWh," * 30_000,
    "a.eml in one another": lambda: b"".join(
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (one, one) for one in range(3000)
    ),
    "a.rtf braces": lambda: b"{\\rtf1" + b"{" * (4 * M),
    "a.png words": lambda: png(b"iTXt", b"a\0\0\0\0\0" + b"7" * (19 * M)),
    "a.png packed words": lambda: png(*[b"zTXt", b"a\0\0" + zlib.compress(b"1" * (50 * M), 1)] * 4),
    "a.png points": lambda: png(b"IHDR", struct.pack(">IIBBBBB", 100_000, 100_000, 8, 6, 0, 0, 0), b"IDAT", zlib.compress(bytes(100 * M), 1)),
    "a.bz2 expands": lambda: bz2.compress(b"7" * (25 * M)),
}  # fmt: skip
"""Each is made for its test: together they take a second of every run."""


def test_a_leak_in_a_long_text_is_named_where_it_stands() -> None:
    """It is looked at in pieces, of whole lines and of one line without an end."""
    text = "甲 乙 丙\n" * 100_000 + f"電話{PHONE}\n" + "丁" * 700_000 + f" {PHONE} " + "戊" * 700_000
    found = {(problem.place.line, problem.place.column) for problem in scan_text(text, "data/a.yml", Allowed())}
    assert found == {(100_001, 3), (100_002, 700_002)}


def processor_seconds() -> float:
    return sum(
        resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_with_a_message_or_with_nothing_to_say(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 2)  # what is ended for its time need not take all that a reader is given
    start = processor_seconds()
    found = list(scan_file(BOMBS[name](), f"content/notes/{name.split()[0]}", Allowed()))
    assert processor_seconds() - start < 15  # ten on an idle machine; without bounds these take minutes
    assert {problem.rule for problem in found} <= ({"LEAK-17"} if name.startswith("a.txt names") else {"LEAK-11"})
    if "text" in name or "expands" in name:
        assert found


@pytest.mark.parametrize("end", ["time", "memory", "abort"])
def test_a_reader_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    def reader(data: bytes, seen: object) -> Contents:
        if end == "abort":
            os.abort()
        kept = [b"x" * M]
        while True:
            kept += [b"x" * M] if end == "memory" else []

    monkeypatch.setattr(bounded, "contents", reader)
    monkeypatch.setattr(bounded, "SECONDS", 1)
    (problem,) = scan_file(pdf(end.encode()), "content/notes/a.pdf", Allowed())
    assert (problem.rule, problem.place.path) == ("LEAK-11", "content/notes/a.pdf")


def test_what_is_opened_apart_is_found_as_ever() -> None:
    large = archive(word__document_xml=f"<w:t>{'a ' * (3 * M)}</w:t></w:p><w:p><w:t>{PHONE}</w:t></w:p>")
    assert [problem.rule for problem in scan_file(large, "content/notes/a.docx", Allowed())] == ["LEAK-03"]
    assert contents(large, set()) == bounded.contents_in_bounds(large)


def test_a_line_of_megabytes_is_not_looked_through_for_the_words_beside_a_message(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []

    def looked_at(text: str) -> str:
        asked.append(len(text))
        return redacted(text)

    monkeypatch.setattr("branch_portal.ground.problems.redacted", looked_at)
    line = "甲" * 112 + "電話 13800001234" + "、張三" * 100_000
    shown = "\n".join(code_frame(Place("data/a.yml", 1, 1), (line,)))
    assert "1380" not in shown  # it ends where nothing is shown any more
    assert len(shown) < 400
    assert max(asked) < 1000


def test_of_a_file_that_is_too_large_no_more_lines_are_kept_than_of_the_largest(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    for path in ("data/branches/b98.yml", "content/guide/g98.md", "content/a.md"):
        (portal.root / path).write_bytes(b"# a\n" * (MAX_BYTES // 2))
        reading = Reading()
        with suppress(InputProblems):
            read_handbook(Folders(portal.root), reading, AS_OF)
        assert [one.rule for one in reading.log if one.place.path == path][:1] == ["YAML-10"], path
        assert len(reading.lines[path]) <= MAX_BYTES // 4 + 1
        (portal.root / path).unlink()
