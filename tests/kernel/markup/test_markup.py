"""Hand-written texts: what must not run, reach out or cover a page is refused with its line and a mend that works."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from branch_portal.ground.problems import Problem, ProblemLog
from branch_portal.markup import allowed
from branch_portal.markup.markdown import EXTENSIONS, OPTIONS, faults, is_plain, judged
from branch_portal.markup.rules import check, check_rendered
from branch_portal.mkdocs.plugin import PortalPlugin
from branch_portal.mkdocs.theme_settings import LABELS, fill_in
from branch_portal.project.attachment import read_attachment
from branch_portal.project.reading import Folders, Reading
from branch_portal.publishing.tree import write_tree
from branch_portal.site.hand_written import written_pages
from branch_portal.site.page import Page, Site
from branch_portal.source.comments import without_comments
from branch_portal.source.front_matter import read_front_matter

GUIDE = "---\nid: g01\ntitle: 甲\n---\n"
PAGE = "---\ntitle: 甲\n---\n"
PLACES = {"content/guide/g01.md": GUIDE, "content/learning/talk.md": "", "content/notices/first.md": PAGE}

SCRIPTS = (
    "<script>alert(1)</script>",
    '<script src="https://example.org/x.js"></script>',
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<svg><animate onbegin="alert(1)" attributeName="x"></animate></svg>',
    '<details open ontoggle="alert(1)"><summary>甲</summary>乙</details>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<a href="javascript:alert(1)">甲</a>',
    "[甲](javascript:alert(1))",
    "<math><mi xlink:href='javascript:alert(1)'>甲</mi></math>",
    '<form action="javascript:alert(1)"><button>甲</button></form>',
    "<object data='javascript:alert(1)'></object>",
)
REFUSED = (
    ("PAGE-11", "<base href=//example.org>"),
    ("PAGE-11", '<meta http-equiv="refresh" content="0;url=https://example.org">'),
    ("PAGE-11", "<style>body{display:none}</style>"),
    ("PAGE-11", '<link rel="stylesheet" href="https://example.org/x.css">'),
    ("PAGE-11", '<video src="a.mp4"></video>'),
    ("PAGE-11", '<input autofocus onfocus="alert(1)">'),
    ("PAGE-11", "文件存到 <path> 裡"),
    ("PAGE-12", '<div style="position:fixed;inset:0">蓋住</div>'),
    ("PAGE-12", '<div class="md-overlay">蓋住</div>'),
    ("PAGE-12", '<span id="__search">甲</span>'),
    ("PAGE-12", '<IMG SRC="a.png" ONERROR="alert(1)">'),
    ("PAGE-12", '<a href="https://example.org" target="_top">甲</a>'),
    ("PAGE-12", '<img src="a.png" srcset="https://example.org/a.png 2x">'),
    ("PAGE-13", '<a href="JaVaScRiPt:alert(1)">甲</a>'),
    ("PAGE-13", '<a href="java\nscript:alert(1)">甲</a>'),
    ("PAGE-13", '<a href="java&#x73;cript:alert(1)">甲</a>'),
    ("PAGE-13", '<a href="&Tab;javascript&colon;alert(1)">甲</a>'),
    ("PAGE-13", '<a href="data:text/html,x">甲</a>'),
    ("PAGE-13", '<a href="//example.org">甲</a>'),
    ("PAGE-14", '<img src="https://example.org/a.png">'),
    ("PAGE-14", '<img src="data:image/svg+xml,x">'),
    ("PAGE-14", "<img src='/\\example.org/a.png'>"),
    ("PAGE-14", "<img alt='甲'>"),
    ("PAGE-15", "<div>沒有結束"),
    ("PAGE-15", "甲 <b>乙"),
    ("PAGE-15", "</article>"),
    ("PAGE-16", "<javascript:alert(1)>"),
    ("PAGE-16", '<p title="甲"class="乙">丙</p>'),
    ("PAGE-16", "<!doctype html>"),
    ("PAGE-16", "<?php echo 1 ?>"),
)
"""Tags as people write them: every one shows as it is once its < are &lt;."""
BY_MARKDOWN = (
    ("PAGE-12", "## 甲 {: onclick=alert(1) }", "## 甲"),
    ("PAGE-12", '甲\n{ style="position:fixed" }', "甲"),
    ("PAGE-12", "甲\n{: .md-overlay }", "甲"),
    ("PAGE-12", "!!! md-overlay\n    甲", '!!! note "說明"\n    甲'),
    ("PAGE-12", "``` {.yaml onclick=alert(1)}\n甲\n```", "``` {.yaml}\n甲\n```"),
    ("PAGE-12", "![甲](a.png){ onload=alert(1) }", "![甲](a.png)"),
    ("PAGE-13", "[甲](java&#x73;cript:alert(1))", "[甲](https://example.org)"),
    ("PAGE-13", "[甲](<javascript:alert(1)>)", "[甲](../notices/first.md)"),
    ("PAGE-13", "[甲][乙]\n\n[乙]: javascript:alert(1) '丙'", "[甲][乙]\n\n[乙]: #anchor '丙'"),
    ("PAGE-13", "[甲](vbscript:x)", "甲"),
    ("PAGE-13", "[甲](C:\\docs\\a.docx)", "[甲](a.docx)"),
    ("PAGE-14", "![甲](https://example.org/a.png)", "![甲](images/a.png)"),
    ("PAGE-14", "![甲](//example.org/a.png)", "![甲](../images/a.png)"),
    ("PAGE-14", "![甲][乙]\n\n[乙]: https://example.org/a.png", "![甲][乙]\n\n[乙]: images/a.png"),
    ("PAGE-15", "<div>沒有結束", "<div>沒有結束</div>"),
    ("PAGE-15", "甲 <b>乙", "甲 <b>乙</b>"),
    ("PAGE-16", "甲 <!-- 乙\n\n丙", "甲 <!-- 乙\n\n丙-->"),
    ("PAGE-16", "甲 <!-- 乙", "甲 `<!--` 乙"),
    ("PAGE-16", "- 甲\n\n    <!-- 乙 -->", "- 甲\n\n<!-- 乙 -->"),
)
"""(rule, what is written, the same after its mend)."""
FREE = (
    "甲 `<script>` 乙",
    "```\n<script>alert(1)</script>\n<!-- 註釋 -->\n```",
    "~~~ html\n<div onclick='x'>\n~~~",
    "甲：\n\n    <script>alert(1)</script>",
    "[甲](https://example.org) [乙](../guide/g01.md#step-a) [丙](#who) [丁](mailto:office@example.org) [戊](tel:95598)",
    "<https://example.org> <office@example.org>",
    "![甲](images/a.png '說明') <img src='/images/a.png' alt='乙' width='300'>",
    '甲<span translate="no">「繁」</span>',
    '!!! warning "注意"\n    甲\n\n!!! 提示\n    乙',
    "## 甲 {#who}\n\n甲{ .note title=乙 }\n\n[TOC]",
    "<details open><summary>甲</summary>乙</details>",
    '<table><tr><td align="center" colspan="2">甲<br>乙</td></tr></table>',
    "5 < 6，<單位名稱> 填全稱，a<b",
    "| 甲 | 乙 |\n| :-: | --: |\n| 1 | 2 |",
)


def problems(folder: Path, path: str, text: str) -> list[Problem]:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return list(check(Folders(folder), Reading()))


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("payload", SCRIPTS)
def test_no_script_passes_in_any_kind_of_text(tmp_path: Path, path: str, payload: str) -> None:
    text = f"{PLACES[path]}第一段。\n\n{payload}\n\n末段。\n"
    found = problems(tmp_path, path, text)
    assert found
    assert {problem.place.path for problem in found} == {path}
    assert {problem.place.line for problem in found} == {text[: text.index(payload)].count("\n") + 1}
    assert all(problem.severity == "error" and problem.mend and problem.why for problem in found)


@pytest.mark.parametrize(("rule", "written"), REFUSED)
def test_a_tag_is_refused_and_shows_as_written_once_escaped(tmp_path: Path, rule: str, written: str) -> None:
    found = problems(tmp_path, "content/a.md", f"甲。\n\n{written}\n")
    assert found[0].rule == rule
    assert found[0].place.line == 3
    assert problems(tmp_path, "content/a.md", f"甲。\n\n{written.replace('<', '&lt;')}\n") == []
    assert problems(tmp_path, "content/a.md", f"甲。\n\n`{written}`\n") == []


@pytest.mark.parametrize(("rule", "written", "mended"), BY_MARKDOWN)
def test_what_markdown_makes_is_refused_until_mended(tmp_path: Path, rule: str, written: str, mended: str) -> None:
    assert [problem.rule for problem in problems(tmp_path, "content/a.md", f"甲。\n\n{written}\n")] == [rule]
    assert problems(tmp_path, "content/a.md", f"甲。\n\n{mended}\n") == []


@pytest.mark.parametrize("text", FREE)
def test_what_editors_need_passes(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, "content/a.md", f"{text}\n") == []


def test_the_place_is_the_tag_that_is_published_and_not_the_one_shown_as_code(tmp_path: Path) -> None:
    text = "`<b onclick=x>`\n\n```\n<b onclick=x>\n```\n\n<b onclick=x>甲</b>\n\n乙\n\n<b onclick=x>丙</b>\n"
    assert [(one.place.line, one.place.column) for one in problems(tmp_path, "content/a.md", text)] == [(7, 1), (11, 1)]


def test_an_unclosed_tag_is_named_where_it_opens(tmp_path: Path) -> None:
    text = f"{GUIDE}<div>甲</div>\n\n<div>\n\n## 怎麼做 {{#steps}}\n\n<p>乙</p>\n"
    (found,) = problems(tmp_path, "content/guide/g01.md", text)
    assert (found.rule, found.place.line, found.value) == ("PAGE-15", 7, "<div>")


def test_a_tag_left_open_at_the_end_is_refused_for_what_follows_on_the_page(tmp_path: Path) -> None:
    """Below a guide we put parts that begin with a tag, whose end would become the end of this one."""
    (found,) = problems(tmp_path, "content/a.md", "甲\n\n<div onclick=alert(1)\n")
    assert (found.rule, found.place.line) == ("PAGE-16", 3)


@pytest.mark.parametrize(
    ("front", "mended"),
    [
        ("---\ntemplate: redirect.html\n---\n", "---\ntitle: 甲\n---\n"),
        ("---\ntitle: '甲\" onload=\"x'\n---\n", "---\ntitle: 甲「乙」\n---\n"),
        ("---\ndescription: 甲<script>\n---\n", "---\ndescription: 甲〈乙〉\n---\n"),
        ("---\ntitle: 2026\n---\n", "---\ntitle: '2026'\n---\n"),
        ("---\n- 甲\n---\n", "---\nhide: [navigation]\n---\n"),
        ("description: 甲\n", "---\ndescription: 甲\n---\n"),
        ("Note: 甲\n", "\nNote: 甲\n"),
    ],
)
def test_the_front_matter_of_a_page_names_it_and_nothing_else(tmp_path: Path, front: str, mended: str) -> None:
    assert [one.rule for one in problems(tmp_path, "content/a.md", f"{front}\n# 甲\n")] == ["PAGE-17"]
    assert problems(tmp_path, "content/a.md", f"{mended}\n# 甲\n") == []


def test_comments_are_for_editors_alone(tmp_path: Path) -> None:
    secret = (
        "# 甲 <!-- 密語 -->\n\n<!-- 密語\n\n密語 -->\n乙 `<!-- 示例 -->` <!--密語--> 丙\n\n```\n<!-- 示例 -->\n```\n"
    )
    assert "密語" not in without_comments(secret)
    assert without_comments(secret).count("<!-- 示例 -->") == 2
    assert without_comments(secret).count("\n") == secret.count("\n")
    assert problems(tmp_path, "content/a.md", secret) == []
    (page,) = written_pages(Folders(tmp_path))
    assert page.title.strip() == "甲"
    assert "密語" not in page.render()
    lesson = tmp_path / "content" / "learning" / "talk.md"
    lesson.parent.mkdir()
    lesson.write_text(secret, "utf-8")
    assert "密語" not in read_attachment(lesson).text
    guide = read_front_matter(f"---\nid: g01\n---\n{secret}".encode(), "content/guide/g01.md", ProblemLog())
    assert guide
    assert "密語" not in guide.body


def test_comments_stay_out_of_the_folder_for_other_builders(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("# 甲\n\n乙 <!-- 密語 -->\n", "utf-8")
    site = Site("甲", "https://example.org/", "乙", pages=(), assets=(), nav=())
    write_tree(site, tmp_path / "out", tmp_path / "content", {"theme": {"name": "material"}})
    assert "乙" in (tmp_path / "out" / "docs" / "a.md").read_text("utf-8")
    assert "密語" not in (tmp_path / "out" / "docs" / "a.md").read_text("utf-8")


def test_texts_are_judged_with_the_extensions_that_build_them(root: Path) -> None:
    config = load_config(str(root / "mkdocs.yml"))
    fill_in(config)
    assert tuple(config.markdown_extensions) == (*EXTENSIONS, LABELS)  # which adds an attribute, no element
    assert config.mdx_configs["tables"] == OPTIONS["tables"]


def test_what_gets_through_is_stopped_in_the_finished_page() -> None:
    rendered = "<h1>甲</h1><p>乙<script>alert(1)</script></p>"
    (found,) = check_rendered(rendered, "content/a.md", ours=False)
    assert (found.rule, found.place.path) == ("PAGE-11", "content/a.md")
    assert check_rendered('<div class="portal"><p data-a="1" aria-label="甲">乙</p></div>', "x", ours=True) == []
    assert check_rendered('<div class="portal">乙</div>', "x", ours=False) != []
    assert check_rendered('<div class="portal" style="x">乙</div>', "x", ours=True) != []


@pytest.mark.parametrize("path", ["a/", "guide/g01/"])
def test_the_build_stops_before_anything_is_written(caplog: pytest.LogCaptureFixture, path: str) -> None:
    plugin = PortalPlugin()
    ours = Page("guide/g01/", "甲", str, source="content/guide/g01.md", searched=False, kind="guide")
    plugin.website.site = SimpleNamespace(pages=(ours,), by_path={ours.path: ours})  # type: ignore[assignment]
    plugin.website.nav = SimpleNamespace()  # type: ignore[assignment]
    plugin.website.proven = SimpleNamespace()  # type: ignore[assignment]
    page = SimpleNamespace(file=SimpleNamespace(url=path, src_uri=f"{path.strip('/')}.md"), title="甲", toc=[])
    files = Files([])
    given: dict[str, Callable[..., object]] = {"config": None, "files": files}  # type: ignore[dict-item]
    plugin.on_page_content("<p>乙</p>", page=page, **given)  # type: ignore[arg-type]
    plugin.on_env(SimpleNamespace(), **given)  # type: ignore[arg-type]
    plugin.on_page_content("<p onclick='x'>乙</p>", page=page, **given)  # type: ignore[arg-type]
    with pytest.raises(PluginError, match="正文裡有1處不能發布的內容"):
        plugin.on_env(SimpleNamespace(), **given)  # type: ignore[arg-type]
    assert f"content/{path.strip('/')}.md" in caplog.text


PIECES = st.sampled_from(
    (
        *("<", ">", "</", "/>", "<!--", "-->", "<!", "<?", "<b", "</b>", "<div", "<div>", "</div>", "<p>", "<a href=", "<script"),
        *("<script>", "</script>", "<img src=", "<svg", "<svg/onload=x>", "onclick=x", ' style="x"', " class='md-overlay'"),
        *("javascript:", "data:", "java&#x73;cript:", "&colon;", "&lt;", "&", "https://example.org", "//a", "a.png", "x", "甲"),
        *("](", "[x", "![", ")", "[x]: ", "{: ", "{", "}", ".y", "`", "``", "```\n", "~~~\n", "!!! ", "    ", "\t", "\\", "*", "|"),
        *("\n", "\n\n", "\n> ", "\n- ", "\n# ", " ", '"', "'", "=", ":", "\x0b", "\x0c", "\x00", "\x02", "\x03", "\u2028"),
    )
)  # fmt: skip
FOOT = '\n\n<div class="portal">\n<p>丙</p>\n</div>\n'


class Seen(HTMLParser):
    """What the standard library's reader of HTML sees, which knows nothing of ours."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in allowed.ELEMENTS:
            self.bad.append(tag)
        for name, value in attrs:
            address = "".join(one for one in value or "" if one > " ").lower()
            foreign = tag == "img" and re.match("[a-z][a-z0-9+.-]*:|//", address)
            if name.startswith("on") or name == "style" or address.startswith(("javascript:", "data:")) or foreign:
                self.bad.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.bad.append(f"<!--{data}")


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(PIECES, min_size=1, max_size=14).map("".join))
def test_what_passes_holds_nothing_that_another_reader_would_run(text: str) -> None:
    assert not is_plain(text) or judged(text) == ()
    if not faults(text):
        html = Markdown(extensions=list(EXTENSIONS), extension_configs=OPTIONS).convert(without_comments(text) + FOOT)
        assert Seen(html).bad == []


PLAINER = st.one_of(
    st.sampled_from(
        ("甲", "_", "__", "*", "**", "# ", "- ", "1. ", "| ", "\n", "\n\n", "    ", "===", "---", "[", "](", ")", "]", ":", "x", "//"),
    ),
    st.sampled_from(
        ("clause:", "https://", "!!! note\n", '!!! tip "甲"\n', "```\n", "{#甲}", "{#a-1}", "#", "../", "?a=1", "%6a", "!", "\t", "@"),
    ),
)  # fmt: skip


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(PLAINER, min_size=1, max_size=16).map("".join), st.sampled_from((None, "clause:")))
def test_what_is_plain_needs_no_conversion(text: str, known: str | None) -> None:
    assert not is_plain(text, known) or judged(text, known) == ()


@pytest.mark.parametrize("text", [*SCRIPTS, *(text for _, text in REFUSED), *(text for _, text, _ in BY_MARKDOWN)])
def test_what_is_refused_is_never_plain(text: str) -> None:
    assert not is_plain(f"甲\n\n{text}\n\n乙\n")


def test_guides_as_they_are_written_are_plain() -> None:
    text = '## 怎麼做 {#steps}\n\n1. **甲**，見 [條款](clause:reg-1) 和 [乙](g17.md#step-vote)\n\n!!! note "提示"\n    丙\n'
    assert is_plain(text, "clause:")
    assert not is_plain(text)
