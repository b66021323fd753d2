"""What a unit stands on: the package's library, other portals, and what comes from where."""

import datetime as dt
import re
import runpy
from pathlib import Path

import pytest

from branch_portal.build import build_site
from branch_portal.check import read_records
from branch_portal.editions.source_files import scripts
from branch_portal.gather import front
from branch_portal.ground.problems import InputProblems, Problem, format_problem
from branch_portal.project.citation import named_by
from branch_portal.project.handbook import handbook, publish
from branch_portal.project.kind import Kind
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Records
from branch_portal.rooms import KINDS
from branch_portal.site import urls
from branch_portal.systems.book.kinds import GUIDES
from branch_portal.year.kinds import DUTIES
from tests.sample import ROOT
from tests.units import unit

AS_OF = dt.date(2026, 11, 24)


def read(root: Path) -> Records:
    return load(Folders(root), Reading(), KINDS, scripts)


def check(root: Path) -> list[Problem]:
    reading = Reading()
    try:
        read_records(Folders(root), reading, AS_OF)
    except InputProblems as error:
        return error.problems
    return list(reading.log)


def wrong(root: Path, *rules: str) -> list[Problem]:
    return [problem for problem in check(root) if problem.rule in rules or problem.severity == "error"]


def duty(id: str) -> str:
    return (ROOT / f"data/duties/{id}.yml").read_text("utf-8")


def test_a_unit_of_three_files_is_sound_and_has_its_year(tmp_path: Path) -> None:
    root = unit(tmp_path)
    assert wrong(root) == []
    site = build_site(root, AS_OF, Reading(), preview=True)
    pages = {page.path: page for page in site.pages}
    assert {"guide/g08/", "branches/b01/", urls.term(2026, "lichun"), "forms/"} <= set(pages)
    assert "示例" not in "".join(page.render() for page in site.pages if not page.markdown)
    assert {page.source for page in site.pages if page.source} <= {
        "data/branches", "data/branches/b01.yml", "site_config/portal.yml",
    }  # fmt: skip
    assert any(address.endswith("b01.ics") for address in site.addresses())


def test_records_know_who_wrote_them_and_messages_say_so(tmp_path: Path) -> None:
    own = duty("m01").replace("id: m01", "id: m01 # 本單位")
    records = read(unit(tmp_path, files={"data/duties/m01.yml": own}))
    duties = records[DUTIES]
    assert duties["m01"].own
    assert not duties["m02"].own
    assert str(duties["m02"].at("title")).startswith("基礎庫/data/duties/m02.yml:")
    assert str(records[GUIDES]["g08"].at()).startswith("基礎庫/content/guide/g08.md:")
    assert records.layering.is_own("duties", "m01")
    assert [one.source.path for one in records.layering.replaced["duties", "m01"]] == ["基礎庫/data/duties/m01.yml"]
    assert list(duties) == sorted(duties)


def test_nothing_of_the_sample_is_in_the_library() -> None:
    """What the library's records name is in the library, so that it stands without the sample's own records."""
    records = load(Folders(ROOT), Reading(), KINDS, scripts)
    shared = {kind.name for kind in KINDS if kind.shared}
    allowed = shared | {name for name, part in KINDS.parts.items() if part.kind.shared}
    for kind, group in records:
        if kind.shared:
            for located in group.values():
                assert {refers for _, refers, _ in named_by(kind, located.record)} <= allowed, located.source.path
                assert "示例" not in "\n".join(located.source.lines), located.source.path


def test_the_wheel_takes_the_folders_of_the_shared_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("setuptools.setup", lambda **_: None)
    folders = set(runpy.run_path(str(ROOT / "setup.py"))["shared_folders"]())

    def folder(kind: Kind[object, object]) -> str:
        return "content/guide" if kind is GUIDES else f"data/{kind.name}"

    assert folders == {folder(kind) for kind in KINDS if kind.shared}
    assert all((ROOT / folder).is_dir() for folder in folders - {"data/withdrawals"}), "the sample withdraws nothing"


def test_a_portal_on_a_portal_on_the_library(tmp_path: Path) -> None:
    ours = duty("m01").replace("track:", "season: 縣公司\ntrack:", 1)
    theirs = duty("m01").replace("track:", "season: 市公司\ntrack:", 1)
    mine = duty("m02").replace("track:", "season: 市公司\ntrack:", 1)
    unit(tmp_path / "county" / "city", files={"data/duties/m01.yml": theirs, "data/duties/m02.yml": mine,
         "data/branches/b77.yml": "id: b77\n"}, organisation="市供電公司")  # fmt: skip
    root = unit(tmp_path / "county", "layers: [city]\n", {"data/duties/m01.yml": ours})
    records = read(root)
    assert [layer.title for layer in records.layering.layers] == ["基礎庫", "市供電公司", "本單位"]
    assert records[DUTIES]["m01"].record.season == "縣公司"
    assert records[DUTIES]["m02"].record.season == "市公司"
    assert str(records[DUTIES]["m02"].at()).startswith("city/data/duties/m02.yml:")
    assert len(records.layering.replaced["duties", "m01"]) == 2
    assert list(records["branches"]) == ["b01"], "only the shared kinds of a layer are read"
    assert wrong(root) == []


def test_leaks_in_a_layer_that_is_a_folder_are_found(tmp_path: Path) -> None:
    leaky = duty("m01") + "# 電話 13912345678\n"
    unit(tmp_path / "city", files={"data/duties/m01.yml": leaky})
    found = wrong(unit(tmp_path, "layers: [city]\n"))
    assert [(one.rule, one.place.path) for one in found] == [("LEAK-03", "city/data/duties/m01.yml")]


def test_a_layer_that_is_missing_or_no_portal_is_told(tmp_path: Path) -> None:
    root = unit(tmp_path, "layers: [library, ../city]\n")
    (found,) = check(root)
    assert (found.rule, found.place.path, found.value) == ("LAYER-01", "site_config/portal.yml", "../city")
    assert "沒有這個文件夾" in found.message
    (root / "city").mkdir()
    (found,) = check(unit(tmp_path, "layers: [city]\n"))
    assert "不是一個門戶" in found.message
    unit(root / "city")
    assert wrong(root) == []


def test_layers_that_come_back_to_themselves_are_told(tmp_path: Path) -> None:
    unit(tmp_path / "city", "layers: [../county]\n")
    (found,) = check(unit(tmp_path / "county", "layers: [../city]\n"))
    assert (found.rule, found.place.path) == ("LAYER-02", "../city/site_config/portal.yml")
    assert "本單位 → ../city → 本單位" in found.message
    unit(tmp_path / "city", "layers: [library]\n")
    assert wrong(tmp_path / "county") == []


def hide(kind: str, id: str) -> str:
    return f"hide: [{{kind: {kind}, id: {id}, reason: 本單位不辦}}]\n"


def test_what_is_hidden_is_gone_and_remembered(tmp_path: Path) -> None:
    root = unit(tmp_path, hide("duties", "a49"))
    assert wrong(root) == []
    records = read(root)
    assert "a49" not in records[DUTIES]
    assert ("duties", "a49") in records.layering.hidden


@pytest.mark.parametrize(
    ("kind", "id", "message"),
    [
        ("duties", "a99", "下層沒有編號為「a99」的年度任務"),
        ("duty", "a49", "不認識類別「duty」"),
        ("branches", "b01", "下層的支部本來就不會用到"),
        ("duties", "m01", "「m01」是本單位自己的記錄"),
    ],
)
def test_hiding_what_is_not_below_is_a_mistake(tmp_path: Path, kind: str, id: str, message: str) -> None:
    root = unit(tmp_path, hide(kind, id), {"data/duties/m01.yml": duty("m01")})
    (found,) = wrong(root)
    assert (found.rule, found.place.path, found.message) == ("LAYER-03", "site_config/portal.yml", message)
    assert wrong(unit(tmp_path)) == []  # the line taken away, as the mend says


def test_hiding_what_others_need_says_who(tmp_path: Path) -> None:
    root = unit(tmp_path, hide("occasions", "major-event"))
    (found,) = wrong(root)
    assert found.rule == "LAYER-04"
    assert "基礎庫/data/duties/a24.yml" in found.message
    both = hide("occasions", "major-event").replace("]", ", {kind: duties, id: a24, reason: 不辦}]")
    assert wrong(unit(tmp_path, both)) == []


def test_a_reason_is_asked_for(tmp_path: Path) -> None:
    (found,) = check(unit(tmp_path, "hide: [{kind: duties, id: a49}]\n"))
    assert "理由" in format_problem(found)


def test_the_page_of_a_record_says_whose_it_is(tmp_path: Path) -> None:
    g08 = (ROOT / "content/guide/g08.md").read_text("utf-8")
    unit(tmp_path / "city", files={"content/guide/g08.md": g08}, organisation="市供電公司")
    root = unit(tmp_path, "layers: [city]\nforge: {kind: gitea, repository: 'https://git.example.com/a/b'}\n")
    site = build_site(root, AS_OF, Reading(), preview=True)
    pages = {page.path: page for page in site.pages}
    told = '<p class="origin">這一頁的記錄出自<a href="../../about/origins/">{}</a></p>'
    for path, whose in (("guide/g08/", "市供電公司"), ("guide/g13/", "基礎庫"), ("branches/b01/", "本單位")):
        assert told.format(whose) in pages[path].render()
    assert 'class="origin"' not in pages["guide/"].render(), "a page of many records has the list of origins"
    assert pages["branches/b01/"].source == "data/branches/b01.yml"
    assert not pages["guide/g13/"].source
    for path, file in (
        ("tasks/", "data/tasks/?filename=rw2601.yml"),
        ("findings/", "data/findings/?filename=p2601.yml"),
    ):
        assert file in site.links(pages[path]).begin, "the first record of a portal is begun where the others are"
        assert not site.links(pages[path]).folder, "a folder that is not there cannot be looked at"


def test_a_simplified_unit_reads_the_library_in_its_script(tmp_path: Path) -> None:
    root = unit(tmp_path, "editions: {source: hans, published: [hans]}\n")
    records = read(root)
    assert records[DUTIES]["a49"].record.title == "宪法宣传：近邻党建+法治建设"
    assert str(records[DUTIES]["a49"].at("title")) == str(read(unit(tmp_path / "t"))[DUTIES]["a49"].at("title"))
    assert records[GUIDES]["g08"].record.title == "支部换届"
    assert records["conversions"]["to-simplified"].record == read(ROOT)["conversions"]["to-simplified"].record
    assert [one for one in check(root) if one.severity == "error"] == []


def test_a_page_tells_where_records_come_from(tmp_path: Path) -> None:
    theirs = {"data/duties/m01.yml": duty("m01"), "data/duties/m02.yml": duty("m02")}
    unit(tmp_path / "city", files=theirs, organisation="市供電公司")
    root = unit(tmp_path, "layers: [city]\n" + hide("duties", "a49"), {"data/duties/m01.yml": duty("m01")})
    site = build_site(root, AS_OF, Reading(), preview=True)
    (page,) = (page for page in site.pages if page.path == urls.ORIGINS)
    shown = re.sub(r"<[^>]+>", " ", page.render())
    assert "本單位以市供電公司以基礎庫為下層" in shown
    assert re.search(r"年度任務 +1 +1 +\d\d ", shown)
    assert re.search(r"年度任務 +[^ ]+ +本單位 +基礎庫、市供電公司", shown)
    assert re.search(r"年度任務 +憲法宣傳[^ ]* +基礎庫 +本單位 +本單位不辦", shown)
    assert "記錄從哪裡來" in str(site.nav)


def test_a_portal_that_stands_on_nothing_has_no_such_page(root: Path) -> None:
    book = handbook(read(root))
    assert not book.layering.layers
    assert urls.ORIGINS not in str(list(front.nav(publish(book, AS_OF))))
