"""The preview shows what a build would write, reads what is saved, and keeps the last sound state beside a mistake."""

import datetime as dt
import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from branch_portal.mkdocs import preview_server
from branch_portal.mkdocs.preview import Preview
from branch_portal.mkdocs.preview_server import PreviewServer
from branch_portal.mkdocs.run import build
from branch_portal.publishing.target import MARKER, files_below
from tests.clerk.records import FINDING
from tests.portal import GUIDE, Portal
from tests.sample import AS_OF

BRANCH = "data/branches/b01.yml"


@pytest.fixture
def preview(mini: Portal) -> Preview:
    mini.change("site_config/portal.yml", editions={"source": "hant", "published": ["hant", "hans"]})
    mini.put("content/house.md", "# 關於\n\n見[大會](guide/g13.md)。\n")
    mini.to_be_built()
    made = Preview(mini.root, lambda: AS_OF)
    made.begin()
    assert made.problems == ()
    return made


def text(preview: Preview, address: str) -> str:
    return (preview.answer(address) or b"").decode()


def test_every_file_is_the_one_that_a_build_writes(preview: Preview, mini: Portal) -> None:
    site = build(mini.root, mini.root / "site", AS_OF.isoformat()).folder
    differ = [name for name in files_below(site) if preview.answer(name) != (site / name).read_bytes()]
    assert differ == [MARKER]
    assert preview.answer("nothing/index.html") is None


def test_what_stands_around_a_page_follows_its_setting(preview: Preview, mini: Portal) -> None:
    forge = {"kind": "github", "repository": "https://forge.example.com/office/portal", "branch": "main"}
    for report in (False, True):
        mini.change("site_config/portal.yml", forge={**forge, "report": report})
        assert preview.changed()
        assert ("issues/new" in text(preview, "guide/g13/index.html")) == report


def test_what_is_saved_is_shown(preview: Preview, mini: Portal) -> None:
    before = preview.shown
    mini.change(BRANCH, title="第一示範支部")
    assert preview.changed()
    assert preview.shown > before
    for address in ("branches/b01/index.html", "branches/index.html"):
        assert "第一示範支部" in text(preview, address)
    assert "第一示范支部" in text(preview, "hans/branches/b01/index.html")
    assert not preview.judge()
    (mini.root / GUIDE).write_text((mini.root / GUIDE).read_text("utf-8").replace("定議題", "先定議題"), "utf-8")
    (mini.root / "content/house.md").write_text("# 關於本站\n", "utf-8")
    assert preview.changed()
    assert "先定議題" in text(preview, "guide/g13/index.html")
    assert "關於本站" in text(preview, "house/index.html")


def test_a_new_record_has_its_page(preview: Preview, mini: Portal) -> None:
    mini.put("data/branches/b04.yml", (mini.root / BRANCH).read_text("utf-8").replace("b01", "b04"))
    assert preview.changed()
    assert "第一支部" in text(preview, "branches/b04/index.html")
    preview.judge()
    (mini.root / "data/branches/b04.yml").unlink()
    assert preview.changed()
    assert preview.answer("branches/b04/index.html") is None


def test_the_id_of_what_is_not_published_is_not_offered_again(preview: Preview, mini: Portal) -> None:
    assert "public: false" in FINDING
    mini.put("data/findings/p2601.yml", FINDING)
    mini.change("site_config/portal.yml", form_page=True)
    assert preview.changed()
    (offered,) = [
        one[4]
        for one in json.loads(text(preview, "edit/index.js")[len('portalForm("index",') : -2])["kinds"]
        if one[0] == "findings"
    ]
    assert offered == "p2602"


@pytest.mark.parametrize(
    ("fields", "rule_is_read"),
    [({"title": ""}, False), ({"parent": "nowhere"}, True)],
    ids=["a field that cannot be read", "a rule across records"],
)
def test_beside_a_mistake_the_last_sound_state_stays(
    preview: Preview, mini: Portal, fields: dict[str, str], rule_is_read: bool
) -> None:
    sound = (mini.root / BRANCH).read_bytes()
    before = preview.answer("branches/b01/index.html")
    mini.change(BRANCH, **fields)
    assert preview.changed() is rule_is_read
    if rule_is_read:
        assert preview.judge()
    (problem,) = preview.problems
    assert problem.place.path == BRANCH
    assert preview.lines[BRANCH]
    assert preview.answer("branches/b01/index.html") == before
    (mini.root / BRANCH).write_bytes(sound)
    assert preview.changed()
    assert preview.judge()
    assert preview.problems == ()
    assert preview.answer("branches/b01/index.html") == before


def test_settings_change_what_stands_around_a_page(preview: Preview, mini: Portal) -> None:
    mini.change("site_config/portal.yml", name="另一個門戶")
    assert preview.changed()
    assert "<title>第一支部 - 另一個門戶</title>" in text(preview, "branches/b01/index.html")


class TestServer:
    @pytest.fixture
    def server(self, preview: Preview) -> Iterator[PreviewServer]:
        server = PreviewServer(preview, "127.0.0.1", 0)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()
        server.stop()

    def get(self, server: PreviewServer, path: str, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
        connection.request("GET", path, headers=headers)
        return connection.getresponse()

    def test_every_page_says_that_it_is_a_preview(self, server: PreviewServer) -> None:
        for path in ("/", "/branches/b01/", "/hans/guide/g13/", "/nothing/"):
            answer = self.get(server, path)
            page = answer.read().decode()
            assert (answer.status == 404) is (path == "/nothing/")
            assert page.count('id="preview-banner"') == page.count("preview.js") == 1
            assert f"預覽：{AS_OF}" in page
        assert self.get(server, "/branches").getheader("Location") == "/branches/"
        assert b"preview" not in self.get(server, "/calendar/all.ics").read()

    def test_another_host_s_page_is_not_answered(self, server: PreviewServer) -> None:
        assert self.get(server, "/", Host="evil.example").status == 403

    def test_the_browser_is_told_of_mistakes_and_of_their_mend(
        self, server: PreviewServer, mini: Portal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(preview_server, "_BEFORE_JUDGING", 0.01)
        server.watch([mini.root / "data"])
        events = self.get(server, "/.preview/events")
        assert json.loads(events.readline()[6:])["problems"] == []
        sound = (mini.root / BRANCH).read_text("utf-8")
        (mini.root / BRANCH).write_text(sound.replace("parent: city", "parent: nowhere"), "utf-8")
        told = self.until(events, lambda said: said["problems"])
        (problem,) = told["problems"]
        assert (problem["path"], problem["line"]) == (BRANCH, 5)
        assert problem["mend"]
        assert "nowhere" in problem["frame"]
        assert problem["open"].startswith(f"vscode://file{mini.root}/{BRANCH}:5")
        shown = self.get(server, problem["view"].partition("#")[0]).read().decode()
        assert "parent: nowhere" in shown
        (mini.root / BRANCH).write_text(sound.replace("第一支部", "示範支部"), "utf-8")
        self.until(events, lambda said: not said["problems"])
        assert "示範支部" in self.get(server, "/branches/b01/").read().decode()

    def until(self, events: http.client.HTTPResponse, holds: object) -> dict[str, object]:
        while line := events.readline():
            if line.startswith(b"data: ") and holds(said := json.loads(line[6:])):  # type: ignore[operator]
                return said  # type: ignore[no-any-return]
        raise AssertionError("the server has ended")


def test_nothing_is_written(mini: Portal, preview: Preview, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    preview.answer("index.html")
    preview.answer("search/parts/index.js")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_the_day_is_the_reader_s() -> None:
    days = iter([dt.date(2026, 11, 30), dt.date(2026, 12, 1)])
    assert Preview(Path("nowhere"), lambda: next(days)).day == dt.date(2026, 11, 30)
