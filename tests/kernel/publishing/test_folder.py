"""The tree for another site builder: one edition, whole, in its own language, and nothing that must not be published."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from branch_portal.editions.edition import editions
from branch_portal.editions.markdown import convert_markdown
from branch_portal.ground.problems import InputProblems, Place, Problem
from branch_portal.project.settings import EditionSettings, Script
from branch_portal.publishing.tree import write_tree
from branch_portal.site.page import Asset, NavItem, Page, Site

SETTINGS: Mapping[str, Any] = {"markdown_extensions": [{"toc": {"permalink": "鏈"}}], "extra": {}}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "editing").mkdir(parents=True)
    (folder / "editing" / "index.md").write_text("# 怎麼修改內容 {#黨}\n\n[看](圖/黨.png)，開「黨課」\n", "utf-8")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Mapping[str, Any]:
    theme = tmp_path / "own" / "partials" / "languages"
    theme.mkdir(parents=True)
    (theme / "zh-Hant.html").write_text('{"language": "zh-Hant", "footer": "頁尾"}', "utf-8")
    return {**SETTINGS, "theme": {"name": "material", "language": "zh-Hant"}}


def site(content: Path, source: Script) -> Site:
    help = content / "editing" / "index.md"
    return Site(
        name="門戶" if source == "hant" else "门户",
        url="https://h.example/",
        description="一書",
        pages=(
            Page("year/", "節氣", lambda: '<h1 id="節">節氣</h1><a href="#節">黨費</a>'),
            Page("guide/g1/", "開黨課", lambda: "## 怎麼做 {#steps}\n\n開黨課", markdown=True),
        ),
        assets=(Asset("api/a.csv", lambda: "黨費\n".encode()),),
        nav=(NavItem("節氣", "year/"),),
        written=(
            Page(
                "editing/", "怎麼修改內容", lambda: help.read_text("utf-8"), markdown=True, source="content/editing/x"
            ),
        ),
        editions=editions(EditionSettings(source=source), ()),
    )


@pytest.mark.parametrize(
    ("source", "script", "language", "words"),
    [
        ("hant", None, "zh-Hant", ("開黨課", "節氣", "怎麼修改內容", "頁尾")),
        ("hant", "hans", "zh-Hans", ("开党课", "节气", "怎么修改内容", "页尾")),
        ("hans", None, "zh-Hans", ("开党课", "节气", "怎么修改内容", "页尾")),
        ("hans", "hant", "zh-Hant", ("開黨課", "節氣", "怎麼修改內容", "頁尾")),
    ],
)
def test_a_tree_is_one_edition(
    tmp_path: Path,
    content: Path,
    settings: Mapping[str, Any],
    source: Script,
    script: Script | None,
    language: str,
    words: tuple[str, ...],
) -> None:
    lesson, term, help, footer = words
    target = tmp_path / "tree"
    write_tree(site(content, source), target, content, settings, [tmp_path / "own"], script)
    written = yaml.safe_load((target / "mkdocs.yml").read_text("utf-8"))
    assert (written["theme"]["language"], written["theme"]["custom_dir"]) == (language, "theme")
    assert written["nav"] == [{term: "year/index.md"}]
    assert footer in (target / "theme" / "partials" / "languages" / f"{language}.html").read_text("utf-8")
    page = (target / "docs" / "year" / "index.md").read_text("utf-8")
    assert page.startswith(f"---\ndescription: ''\ntitle: {term}\n---\n")
    assert f'<h1 id="節">{term}</h1><a href="#節">' in page
    assert lesson in (target / "docs" / "guide" / "g1.md").read_text("utf-8")
    text = (target / "docs" / "editing" / "index.md").read_text("utf-8")
    assert text.startswith(f"# {help} {{#黨}}\n")
    assert "](圖/黨.png)" in text
    assert any(help in file.read_text("utf-8") for file in (target / "docs" / "search" / "texts").rglob("*.js"))


def test_words_outside_bodies_are_written_as_html(tmp_path: Path, content: Path, settings: Mapping[str, Any]) -> None:
    """Builders print titles and settings as they find them."""
    live, printed = "<img src=x>黨", "&lt;img src=x&gt;黨"
    written = content / "editing" / "index.md"
    written.write_text(f"---\ntitle: {live}\nhide: [toc]\n---\n# 甲\n", "utf-8")
    hostile = replace(
        site(content, "hant"),
        name=live,
        description=live,
        notice=live,
        pages=(Page("year/", live, lambda: "<p>節</p>", description=live),),
        nav=(NavItem("節氣", children=(NavItem(live, "year/"),)),),
    )
    write_tree(hostile, tmp_path / "tree", content, settings)
    config = yaml.safe_load((tmp_path / "tree" / "mkdocs.yml").read_text("utf-8"))
    said = [config["site_name"], config["site_description"], config["extra"]["notice"], *config["nav"][0]["節氣"][0]]
    for file in ("year/index.md", "editing/index.md"):
        head = yaml.safe_load((tmp_path / "tree" / "docs" / file).read_text("utf-8").split("---\n")[1])
        said += [word for word in head.values() if isinstance(word, str)]
        assert head.get("hide", ["toc"]) == ["toc"]
    assert said == [printed] * 7


def test_a_tree_with_a_leak_is_not_written(tmp_path: Path, content: Path, settings: Mapping[str, Any]) -> None:
    problem = Problem(Place("year/index.md"), "LEAK-01", "不能公開", "刪去")
    leaking = replace(site(content, "hant"), inspect=lambda folder, foreign: [problem])
    with pytest.raises(InputProblems):
        write_tree(leaking, tmp_path / "tree", content, settings)
    assert not (tmp_path / "tree").exists()


@pytest.mark.parametrize(
    "kept",
    [
        '``` { .yaml translate="no" }\n- {hant: 覆核, hans: 复核}\n```',
        '<span translate="no">「繁」或「简」</span>',
        "[](檔案.md#黨)",
    ],
)
def test_what_is_marked_or_named_in_markdown_stays(kept: str) -> None:
    assert convert_markdown(f"黨\n{kept}\n黨\n", lambda text: text.replace("黨", "党").replace("覆", "复")) == (
        f"党\n{kept}\n党\n"
    )
