"""What comes from outside may be made to hold the portal up: everything ends soon, with a sentence."""

import datetime as dt
import http.server
import io
import os
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner

from branch_portal.commands.main import portal
from branch_portal.ground.dates import build_day
from branch_portal.ground.problems import InputProblems, ProblemLog
from branch_portal.ground.redaction import leaks
from branch_portal.leaks import attachments
from branch_portal.leaks.attachments import contents
from branch_portal.leaks.built import scan_files
from branch_portal.leaks.scan import MOST_REPORTED, Allowed, scan_text
from branch_portal.lint.address import NoFeedError, fetch
from branch_portal.lint.feed import MOST_FINDINGS, lint
from branch_portal.project.attachment import read_attachment
from branch_portal.project.input_files import unusable
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.settings import Settings
from branch_portal.rooms import KINDS
from branch_portal.sheets.unreadable import UnreadableSheet
from branch_portal.sheets.workbook import read_sheet
from branch_portal.site.hand_written import written_pages
from branch_portal.source import apart
from branch_portal.source.apart import EndedError, done_apart
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_yaml
from branch_portal.systems.book.guide_steps import read_steps
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.grids.model import Agreement, CoManager, GridHalf, Vacancy
from branch_portal.systems.learning.model import Material
from branch_portal.systems.rounds.model import Stage
from branch_portal.year.model import DayRange

LARGE = 400_000
"""Characters: what grows with the square takes minutes for them already."""
SECONDS = 8
MEMORY = 1 << 29
"""Processor time and bytes that anything here may take; before the bounds each took minutes, or gigabytes."""
WAITED = 10
"""Seconds on the clock for what waits for others."""


def soon(work: Callable[[], object]) -> object:
    """What `work` gives, which must come soon."""
    return done_apart(work, seconds=SECONDS, memory=MEMORY)


def many(piece: str, size: int = LARGE) -> str:
    return piece * (size // len(piece))


def test_work_that_takes_too_long_too_much_or_dies_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    for work in (partial(os.abort), partial(os._exit, 3)):
        with pytest.raises(EndedError):
            done_apart(work)  # type: ignore[arg-type]
    with monkeypatch.context() as impatient:
        impatient.setattr(apart, "PATIENCE", 1)
        with pytest.raises(EndedError):
            done_apart(partial(time.sleep, 60), seconds=1)
    with pytest.raises(EndedError):
        done_apart(partial(any, iter(int, 1)), seconds=1)
    with pytest.raises(MemoryError):
        done_apart(partial(bytes, 1 << 31), memory=1 << 30)
    assert done_apart(partial(sum, (1, 2))) == 3
    with pytest.raises(KeyError):
        done_apart(partial({}.__getitem__, "a"))


def test_work_that_waits_for_the_processor_is_not_ended() -> None:
    """A busy machine once made a sound attachment one that cannot be opened."""
    assert done_apart(partial(time.sleep, 2.5), seconds=1) is None


TRIGGERS = [
    "機密★",
    "立案",
    "1元 ",
    "1號樓1單元",
    "住址為1",
    "小區1-",
    "1.王*",
    "閩A1",
    "@aa.aa",
    "a甲@aa.",
    "13800001234 ",
]


@pytest.mark.parametrize("piece", TRIGGERS)
def test_a_long_text_of_one_trigger_is_scanned_in_seconds(piece: str) -> None:
    soon(lambda: sum(1 for _ in leaks(many(piece))))


def test_long_lines_of_spaces_and_digits_are_scanned_in_seconds() -> None:
    for text in (f"王一{' ' * LARGE}1元", f"{' ' * LARGE}秘密x", many("1", 3 * LARGE), many("Xxxx")):
        soon(partial(_count, text))


def _count(text: str) -> int:
    return sum(1 for _ in leaks(text))


def test_of_many_leaks_the_first_are_told(tmp_path: Path) -> None:
    text = many("電話 " + "1380" + "0001234\n")
    assert soon(lambda: len(list(scan_text(text, "a.md", Allowed())))) == MOST_REPORTED
    page = tmp_path / "a.html"
    page.write_text("\n".join(f"<p>{n} 機密★</p>" for n in range(12_500)), "utf-8")
    assert soon(lambda: len(scan_files([("a.html", page)], Allowed()))) == MOST_REPORTED


def test_leaks_at_both_ends_of_a_long_line_are_found() -> None:
    phone = "1380" + "0001234"
    text = f"{phone} {'甲' * 300} {phone}，{'乙' * 100}\n丙{phone}"
    assert [leak.start for leak in leaks(text)] == [0, 313, 427]


def office(part: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", part)
        archive.writestr("xl/workbook.xml", b"<sheet " * 40_000)
    return buffer.getvalue()


@pytest.mark.parametrize("piece", [b"<", b"<w:br ", b"<w:ins ", b"</w:", b"1"])
def test_a_small_document_that_expands_is_scanned_in_seconds(piece: bytes) -> None:
    data = office(piece * (2 * LARGE // len(piece)))
    assert len(data) < 30_000
    assert soon(lambda: [len(part) for part in contents(data, set()).parts])


def test_a_damaged_document_gives_its_traces_and_no_traceback(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
        archive.writestr("docProps/core.xml", "<dc:creator>x</dc:creator>")
    whole = (tmp_path / "a.docx").read_bytes()
    (tmp_path / "a.docx").write_bytes(whole.replace(b"<dc:creator>x<", b"<dc:creator>y<"))
    assert read_attachment(tmp_path / "a.docx").traces == ("讀不出屬性的內容（加密、損壞或太大）",)
    with pytest.raises(attachments.UnreadableError):
        contents((tmp_path / "a.docx").read_bytes(), set())


def sheet(change: Callable[[bytes], bytes], part: str = "xl/worksheets/sheet1.xml", also: bool = False) -> bytes:
    """A table of two rows with its XML changed; `also` hides the worksheet from our own look at it."""
    buffer, changed = io.BytesIO(), io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet("支部")
    page.write(0, 0, "編號")
    page.write(1, 1, 1)
    book.close()
    hidden = b'<sheet r:id="rId1" name="\xe6\x94\xaf\xe9\x83\xa8" sheetId="1"/>'
    with zipfile.ZipFile(buffer) as whole, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in whole.namelist():
            content = whole.read(name)
            content = change(content) if name == part else content
            if also and name == "xl/workbook.xml":
                content = content.replace(b'<sheet name="\xe6\x94\xaf\xe9\x83\xa8" sheetId="1" r:id="rId1"/>', hidden)
                assert hidden in content
            target.writestr(name, content)
    return changed.getvalue()


def moved(cell: str) -> Callable[[bytes], bytes]:
    """The cell B2 written as `cell`."""
    return lambda content: content.replace(b'<c r="B2">', cell.encode())


FAR = ['<c r="XFD1048576">', '<c s="0" r="XFD1048576">', "<c r='XFD20000'>", '<c r="ZZZZ99999999">', '<c r="ALL20001">']


@pytest.mark.parametrize("cell", FAR)
def test_a_cell_far_off_is_named_however_it_is_written(cell: str) -> None:
    with pytest.raises(UnreadableSheet, match=r"^[A-Z]+[0-9]+ 也有內容"):
        read_sheet(sheet(moved(cell)), ("支部",))


BAD = [
    '<c r="XFD1048576">',
    '<c r="XFD20000">',
    '<c r="ZZZZZZZZZZZZZZ1">',
    '<c r="A99999999999999999999">',
    '<c r="A0">',
]


@pytest.mark.parametrize("cell", BAD)
def test_a_sheet_that_takes_all_memory_or_kills_the_reader_is_a_sentence(cell: str) -> None:
    with pytest.raises(UnreadableSheet, match="壞了"):
        read_sheet(sheet(moved(cell), also=True), ("支部",))


DATE_FIELDS = [
    (Finding, "next_review"), (Agreement, "until"), (CoManager, "until"), (Vacancy, "until"), (Material, "reviewed_on"),
    (Stage, "to"), (DayRange, "to"),
]  # fmt: skip


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2101-01-01", "2847-05-01", "9999-12-31"])
@pytest.mark.parametrize(("model", "name"), DATE_FIELDS)
def test_a_date_of_another_age_is_refused(model: type, name: str, day: str) -> None:
    log = ProblemLog()
    source = read_yaml(f"{name}: {day}\n".encode(), "data/x.yml", log)
    assert source is not None
    validate(model, source, log)
    (problem,) = [one for one in log if one.rule == "DATA-06"]
    assert (problem.message, problem.mend) == ("年份要在1900至2100之間", "核對四位年份。")
    assert problem.place.line == 1


@pytest.mark.parametrize("day", ["1900-01-01", "2100-12-31"])
def test_the_first_and_the_last_day_are_taken(day: str) -> None:
    log = ProblemLog()
    source = read_yaml(f"{{id: plan, name: 甲, from: {day}, to: {day}, measure: 乙}}".encode(), "data/x.yml", log)
    assert source is not None
    assert validate(Stage, source, log)


@pytest.mark.parametrize(
    ("model", "name", "value"), [(GridHalf, "half", "9999-h2"), (Settings, "first_quarter", "0000-q1")]
)
def test_a_year_in_a_name_is_bounded_too(model: type, name: str, value: str) -> None:
    log = ProblemLog()
    source = read_yaml(f"{name}: {value}\n".encode(), "data/x.yml", log)
    assert source is not None
    validate(model, source, log)
    assert "年份要在1900至2100之間" in [one.message for one in log]


def test_days_off_of_a_year_are_a_slip_of_the_pen() -> None:
    log = ProblemLog()
    source = read_yaml("{from: 2026-01-01, to: 2027-01-03, name: 元旦}".encode(), "data/x.yml", log)
    assert source is not None
    assert validate(DayRange, source, log) is None
    assert [one.message for one in log] == ["連續放假最多60天"]
    fine = read_yaml("{from: 2026-02-15, to: 2026-02-23, name: 春節}".encode(), "data/x.yml", log)
    assert fine is not None
    assert validate(DayRange, fine, log)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_build_is_made_for_another_age(day: str) -> None:
    with pytest.raises(ValueError, match=day):
        build_day(day)
    assert build_day("2026-11-30") == dt.date(2026, 11, 30)


YAML = {
    "aliases": "a: &a 1\nb: [" + "*a," * 400_000 + "]",
    "anchors": "[" + "&a 1," * 200_000 + "]",
    "the same key": "a: 1\n" * 200_000,
    "full-width colons": "a：b\n" * 120_000,
    "no space after the colon": "a:b\n" * 120_000,
    "brackets": "[" * LARGE,
    "invisible characters": '- "\\u200b"\n' * 40_000,
}


@pytest.mark.parametrize("text", YAML.values(), ids=YAML)
def test_much_broken_yaml_is_told_in_seconds(text: str) -> None:
    def told() -> int:
        log = ProblemLog()
        assert read_yaml(text.encode(), "data/x.yml", log) is None
        return len(list(log))

    assert 1 <= int(str(soon(told))) <= 210


def test_a_list_of_very_many_wrong_items_is_told_in_seconds() -> None:
    def told() -> int:
        log = ProblemLog()
        source = read_yaml(("scope: [" + "1," * 80_000 + "]").encode(), "data/x.yml", log)
        assert source is not None
        validate(Settings, source, log)
        validate(Material, source, log)
        return len(list(log))

    assert soon(told)


def test_long_headings_and_front_matter_are_read_in_seconds(tmp_path: Path) -> None:
    for line in (f"# a{' ' * LARGE}x", f"# a{'{#' * 200_000}x", f"#{' ' * LARGE}"):
        soon(lambda line=line: list(read_steps(line, "x.md", 1, ProblemLog())))  # type: ignore[misc]
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("---\n" + "title: a\n" * 40_000 + "# 乙\n", "utf-8")
    assert soon(lambda: [page.title for page in written_pages(Folders(tmp_path))]) == ["乙"]


def test_a_title_stands_in_the_front_matter_or_is_the_first_heading(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for name, text in {
        "a": "---\nx: 1\ntitle: '甲'\n---\n# 乙\n",
        "b": "---\nx: 1\n---\ntitle: 甲\n# 乙\n",
        "c": "丙",
    }.items():
        (tmp_path / "content" / f"{name}.md").write_text(text, "utf-8")
    assert [page.title for page in written_pages(Folders(tmp_path))] == ["甲", "乙", "c"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in folders")
def test_a_pipe_anywhere_is_told_and_not_read(tmp_path: Path, root: Path) -> None:
    for folder in ("data/roles", "content/learning", "content/guide", "site_config"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "site_config" / "portal.yml").write_bytes((root / "site_config" / "portal.yml").read_bytes())
    places = ("data/roles/a.yml", "content/learning/a.pdf", "content/guide/g01.md", "content/a.png", "site_config/b")
    for place in places:
        os.mkfifo(tmp_path / place)
    (tmp_path / "content" / "zero.png").symlink_to("/dev/zero")

    def told() -> list[str]:
        found = unusable(Folders(tmp_path))
        return sorted(one.place.path for one in found if one.rule in ("PAGE-07", "PAGE-08"))

    assert soon(told) == sorted([*places, "content/zero.png"])


def test_settings_in_a_pipe_are_missing(tmp_path: Path) -> None:
    (tmp_path / "site_config").mkdir()
    os.mkfifo(tmp_path / "site_config" / "portal.yml")
    with pytest.raises(InputProblems):
        load(Folders(tmp_path), Reading(), KINDS)


class Hostile(http.server.BaseHTTPRequestHandler):
    """Answers as no server should, by the path asked for."""

    def do_GET(self) -> None:
        if self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
        elif self.path == "/file":
            self.send_response(302)
            self.send_header("Location", "ftp://127.0.0.1/x")
            self.end_headers()
        elif self.path == "/junk":
            self.wfile.write(b"\x00\x01 nothing of HTTP\r\n\r\n")
        elif self.path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"BEGIN")
        elif self.path in ("/drip", "/headers", "/endless"):
            self._long()
        else:
            self.send_error(404)

    def _long(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n" + (b"" if self.path == "/headers" else b"\r\n"))
        try:
            while True:
                self.wfile.write(b"X-A: b\r\n" * (20_000 if self.path == "/endless" else 1))
                self.wfile.flush()
                if self.path != "/endless":
                    time.sleep(0.05)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@pytest.fixture(scope="module")
def hostile() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


ANSWERS = {
    "/drip": "1秒還沒有收完",
    "/headers": "秒還沒有收完|格式",
    "/endless": "超過10MB，不是訂閱日曆",
    "/round": "地址轉來轉去，轉不到日曆",
    "/file": "地址轉到了網頁以外的地方",
    "/junk": "服務器的回答不合 HTTP 格式",
    "/short": "服務器的回答不合 HTTP 格式",
    "/none": "服務器回答404",
}


@pytest.mark.parametrize(("path", "sentence"), ANSWERS.items())
def test_a_server_that_does_not_give_a_feed_is_a_sentence(hostile: str, path: str, sentence: str) -> None:
    begun = time.monotonic()
    with pytest.raises(NoFeedError, match=sentence):
        fetch(hostile + path, 5 if path == "/endless" else 1)
    assert time.monotonic() - begun < WAITED


@pytest.mark.parametrize(
    "address", ["http://", "http://[", "http://a b/", "http://127.0.0.1:x/", "http://\x01/", "http://127.0.0.1:99999/"]
)
def test_a_wrong_address_is_a_sentence(address: str) -> None:
    result = CliRunner().invoke(portal, ["calendar", "lint", address])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "取不到" in result.stderr


def test_a_device_and_a_large_file_are_a_sentence(tmp_path: Path) -> None:
    large = tmp_path / "a.ics"
    with large.open("wb") as file:
        file.truncate(20_000_000)
    os.mkfifo(tmp_path / "pipe.ics")
    for feed, sentence in (
        ("/dev/zero", "這不是文件"),
        (large, "超過10MB"),
        (tmp_path / "pipe.ics", "這不是文件"),
        ("a\0b", ""),
    ):
        result = CliRunner().invoke(portal, ["calendar", "lint", str(feed)])
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit)
        assert "讀不了" in result.stderr
        assert sentence in result.stderr


HEAD = b"BEGIN:VCALENDAR\r\n"
FEEDS = {
    "short lines": b"a\n" * 800_000,
    "nested": b"BEGIN:VEVENT\r\n" * 280_000,
    "events": HEAD + b"BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n" * 26_000,
    "ends": b"END:VEVENT\r\n" * 76_000,
    "parameters": HEAD + b"X-A" + b";A=b" * 200_000,
}


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_a_feed_of_many_faults_is_checked_in_seconds(feed: bytes) -> None:
    found = soon(lambda: len(lint(feed)))
    assert 1 <= int(str(found)) <= MOST_FINDINGS + 1
