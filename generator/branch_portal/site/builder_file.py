"""mkdocs.yml: what people write for the site builder, judged before it is asked; its own words are English."""

import difflib
from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from branch_portal.ground.problems import Place, Problem, ProblemLog
from branch_portal.ground.rules import rule
from branch_portal.project.reading import Folders, Reading
from branch_portal.source.messages import ALIAS
from branch_portal.source.places import Source
from branch_portal.source.text import decode
from branch_portal.source.yaml_source import read_text, split_lines

NAME = "mkdocs.yml"
BUILDER = rule(
    "SITE-02",
    title="mkdocs.yml 寫對",
    why="它告訴生成器內容在哪裡、用哪個主題；寫錯了，檢查通過也生成不了網站，或者生成出來沒有門戶的頁面。",
    mend="最少寫這幾行：docs_dir: content、theme: {name: portal}、plugins: [portal]；其餘見文件開頭的說明。",
)

IDLE = rule(
    "SITE-04",
    title="mkdocs.yml 裡不寫門戶自己定的",
    why="導航、網址和名稱由門戶的設置和內容排出來，寫在這裡不起作用，改的人會以為改了。",
    mend="刪去這一項；網址和名稱寫在 site_config/portal.yml。",
    severity="warning",
)

ABSENT = rule(
    "SITE-05",
    title="倉庫裡有 mkdocs.yml",
    why="沒有它，檢查通過也生成不了網站。",
    mend="從倉庫的歷史恢復它：在倉庫網頁的提交歷史裡打開刪去它的那一次，點「還原」；沒有歷史的，在別處運行 portal init，把新門戶裡的這個文件複製過來。",
)

_KNOWN = (
    "site_name", "site_url", "site_description", "site_author", "site_dir", "docs_dir", "repo_url", "repo_name", "edit_uri",
    "edit_uri_template", "exclude_docs", "draft_docs", "not_in_nav", "nav", "theme", "plugins", "hooks", "markdown_extensions",
    "extra", "extra_css", "extra_javascript", "extra_templates", "validation", "use_directory_urls", "strict", "dev_addr",
    "copyright", "remote_branch", "remote_name", "watch", "INHERIT",
)  # fmt: skip
"""What MkDocs 1.6 reads (its documentation, Configuration)."""
_OF_THEME = ("name", "palette", "features", "custom_dir", "language")


def absent(folders: Folders) -> Iterator[Problem]:
    """That the file is not there: for a build and for whoever checks whether one would be made, not for records alone."""
    if not folders.builder.is_file():
        alike = next(
            (one for one in ("mkdocs.yaml", "mkdocs.YML", "mkdocs.yml.txt") if (folders.root / one).is_file()), ""
        )
        mend = f"把 {alike} 改名為 {NAME}。" if alike else None
        yield ABSENT.problem(Place(NAME), f"這裡沒有 {NAME}", mend=mend)


def check(folders: Folders, reading: Reading) -> Iterator[Problem]:
    """What is wrong in the settings of the site builder, where the portal has them."""
    file = folders.builder
    if not file.is_file():
        return
    text = decode(file.read_bytes(), NAME)
    if isinstance(text, Problem):
        yield text
        return
    if not text.strip():
        yield ABSENT.problem(Place(NAME), "文件是空的")
        return
    log = ProblemLog()
    source = read_text(text, NAME, log)
    found = [problem for problem in log if problem.rule != ALIAS.id]  # MkDocs has tags of its own, as !ENV
    if found:
        reading.lines[NAME] = split_lines(text)
        yield from found
        return
    if source is None or len(list(log)) > len(found):
        return
    if wrong := list(_wrong(source, folders)):
        reading.lines[NAME] = split_lines(text)
        yield from wrong


def _wrong(source: Source, folders: Folders) -> Iterator[Problem]:
    data = source.data
    if not isinstance(data, Mapping):
        yield BUILDER.problem(source.at(), "這裡應是「字段: 內容」")
        return
    for key in data:
        if key in _OF_THEME and not isinstance(data.get("theme"), Mapping):
            place = source.key_at(key)
            mend = f"第{place.line}行行首空兩格，寫在「theme:」下面。"
            yield BUILDER.problem(place, f"「{key}」是主題的設置，要縮進", value=str(key), mend=mend)
            return
        if key not in _KNOWN:
            near = difflib.get_close_matches(str(key), _KNOWN, n=1, cutoff=0.6)
            mend = f"改成 {near[0]}。" if near else f"刪去 {key} 這一項；門戶的設置寫在 site_config/portal.yml。"
            yield BUILDER.problem(source.key_at(key), f"生成器不認識「{key}」", value=str(key), mend=mend)
    if data.get("docs_dir") != "content":
        message = "內容在 content 裡，這裡沒有寫" if "docs_dir" not in data else "內容不在這個文件夾裡"
        mend = "加一行 docs_dir: content。" if "docs_dir" not in data else "改成 docs_dir: content。"
        yield BUILDER.problem(source.at("docs_dir"), message, value=str(data.get("docs_dir", "")), mend=mend)
    theme = data.get("theme")
    named = theme.get("name") if isinstance(theme, Mapping) else theme
    if named != "portal":
        mend = "改成 theme: {name: portal}，自己的 palette、features、custom_dir 寫在 theme 下面。"
        yield BUILDER.problem(
            source.at("theme"), "主題不是 portal，頁面和樣式對不上", value=str(named or ""), mend=mend
        )
    if isinstance(theme, Mapping):
        yield from _theme(source, theme, folders)
    yield from _plugins(source, data)
    yield from _shapes(source, data, folders)
    for key in ("nav", "site_url", "site_description"):
        if key in data:
            gone = "刪去這一項；頁面放進 content，導航由門戶排。" if key == "nav" else None
            yield IDLE.problem(source.key_at(key), f"{key} 由門戶定，寫在這裡不起作用", value=key, mend=gone)
    if data.get("use_directory_urls") is False:
        mend = "刪去這一行：門戶的網址都以 / 結尾。"
        yield BUILDER.problem(source.at("use_directory_urls"), "門戶的頁面不能這樣生成", value="false", mend=mend)
    for key in ("extra_css", "extra_javascript"):
        yield from _files(source, key, data, folders)


def _theme(source: Source, theme: Mapping[Any, Any], folders: Folders) -> Iterator[Problem]:
    own = theme.get("custom_dir")
    if own is not None and not (isinstance(own, str) and (folders.root / own).is_dir()):
        mend = f"在倉庫裡建立這個文件夾，或刪去 custom_dir 這一行；路徑從 {NAME} 所在的文件夾寫起。"
        yield BUILDER.problem(source.at("theme", "custom_dir"), "沒有這個文件夾", value=str(own), mend=mend)
    elif own is not None:
        yield from _templates(folders, folders.root / own)
    palette = theme.get("palette")
    if palette is not None and not isinstance(palette, Mapping | tuple):
        mend = "寫成 palette: {primary: indigo}（顏色用英文名），或刪去這一行。"
        yield BUILDER.problem(source.at("theme", "palette"), "palette 不是這樣寫的", value=str(palette), mend=mend)
    for one in palette if isinstance(palette, tuple) else (palette,):
        for key in ("primary", "accent", "scheme"):
            if isinstance(one, Mapping) and one.get(key) is not None and not str(one[key]).isascii():
                mend = f"{key} 寫英文名，如 red、indigo、teal；不改顏色的，刪去 palette。"
                place = source.at(
                    "theme", "palette", *((palette.index(one),) if isinstance(palette, tuple) else ()), key
                )
                yield BUILDER.problem(place, f"沒有顏色「{one[key]}」", value=str(one[key]), mend=mend)


def _templates(folders: Folders, own: Path) -> Iterator[Problem]:
    """Templates of the unit's own that do not read; what they ask for shows only when pages are made."""
    from jinja2 import Environment, TemplateSyntaxError  # few portals have any

    for file in sorted(own.rglob("*.html")):
        try:
            Environment().parse(file.read_text("utf-8-sig"))  # never rendered here
        except TemplateSyntaxError as error:
            mend = "改好這一行（多半是少了「%}」「}}」或結尾的 {% endblock %}），或刪去這個文件，用程序自帶的模板（文件夾空了，custom_dir 那一行也刪去）。"
            place = Place(folders.shown(file), error.lineno)
            yield BUILDER.problem(place, f"模板讀不出來（原話：{error.message}）", mend=mend)
        except UnicodeDecodeError:
            yield BUILDER.problem(Place(folders.shown(file)), "模板不是 UTF-8 編碼", mend="另存為 UTF-8 編碼。")


def _plugins(source: Source, data: Mapping[Any, Any]) -> Iterator[Problem]:
    written = data.get("plugins")
    names = (
        list(written) if isinstance(written, Mapping) else list(written) if isinstance(written, tuple) else [written]
    )
    names = [next(iter(one)) if isinstance(one, Mapping) and one else one for one in names]
    if written == "portal":
        mend = "改成兩行：「plugins:」和「  - portal」。"
        yield BUILDER.problem(source.at("plugins"), "plugins 要寫成列表", value="portal", mend=mend)
        return
    if "portal" not in names:
        meant = difflib.get_close_matches("portal", [str(name) for name in names], n=1, cutoff=0.6)
        if meant:
            place = source.at("plugins", names.index(meant[0]) if isinstance(written, tuple) else meant[0])
            yield BUILDER.problem(place, f"沒有插件「{meant[0]}」", value=meant[0], mend="改成 portal。")
            return
        mend = "在 plugins 下面加一行「  - portal」。" if written else "加兩行：「plugins:」和「  - portal」。"
        yield BUILDER.problem(source.at("plugins"), "少了 portal，生成的網站裡沒有門戶的頁面", mend=mend)
    if "search" in names:
        index = names.index("search")
        place = source.at("plugins", index if isinstance(written, tuple) else "search")
        mend = "刪去 search：門戶自己的搜索不用寫在這裡。"
        yield BUILDER.problem(place, "門戶有自己的搜索，這個插件會把全站文字另存一份", value="search", mend=mend)
    others = [(index, name) for index, name in enumerate(names) if name not in ("portal", "search", None)]
    if others:
        installed = {point.name for point in entry_points(group="mkdocs.plugins")}
        for index, name in others:
            if str(name) not in installed and str(name).partition("/")[2] not in installed:
                place = source.at("plugins", index if isinstance(written, tuple) else name)
                mend = f"刪去 {name}；確實要用的，先安裝它，並寫進 requirements。"
                yield BUILDER.problem(place, f"沒有安裝插件「{name}」", value=str(name), mend=mend)


_LISTS = ("markdown_extensions", "hooks", "extra_templates", "watch")
_RECORDS = ("extra", "validation")


def _shapes(source: Source, data: Mapping[Any, Any], folders: Folders) -> Iterator[Problem]:
    """Settings that MkDocs would refuse for their shape, or for what they name."""
    for key in _LISTS:
        if data.get(key) is not None and not isinstance(data[key], tuple | Mapping):
            yield BUILDER.problem(source.at(key), f"{key} 應是列表", mend=f"寫成 {key}: [{data[key]}]，或刪去這一項。")
    for key in _RECORDS:
        if data.get(key) is not None and not isinstance(data[key], Mapping):
            yield BUILDER.problem(
                source.at(key), f"{key} 應是「字段: 內容」", mend="每項另起一行，縮進兩格；不用的刪去。"
            )
    hooks = data.get("hooks")
    for index, one in enumerate(hooks if isinstance(hooks, tuple) else ()):
        if not (isinstance(one, str) and (folders.root / one).is_file()):
            yield BUILDER.problem(source.at("hooks", index), "沒有這個文件", value=str(one), mend="刪去這一項。")
    written = data.get("markdown_extensions")
    if isinstance(written, tuple):
        known = {point.name for point in entry_points(group="markdown.extensions")}
        for index, one in enumerate(written):
            name = next(iter(one), "") if isinstance(one, Mapping) else one
            if str(name) not in known and "." not in str(name):
                place = source.at("markdown_extensions", index)
                yield BUILDER.problem(place, f"沒有安裝擴展「{name}」", value=str(name), mend=f"刪去 {name}。")


def _files(source: Source, key: str, data: Mapping[Any, Any], folders: Folders) -> Iterator[Problem]:
    written = data.get(key)
    if written is None:
        return
    if not isinstance(written, tuple):
        yield BUILDER.problem(source.at(key), f"{key} 應是列表", mend=f"寫成 {key}: [{written}]。")
        return
    for index, one in enumerate(written):
        path = one.get("path") if isinstance(one, Mapping) else one
        if isinstance(path, str) and "://" not in path and not _exists(path, data, folders):
            mend = "刪去這一項；確實要的，把文件放進自己的主題文件夾（theme 下面寫 custom_dir）。"
            yield BUILDER.problem(source.at(key, index), "沒有這個文件", value=path, mend=mend)


def _exists(path: str, data: Mapping[Any, Any], folders: Folders) -> bool:
    theme = data.get("theme")
    own = theme.get("custom_dir") if isinstance(theme, Mapping) else None
    return isinstance(own, str) and (folders.root / own / path).is_file()
