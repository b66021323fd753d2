"""手寫頁面: what people write in `content/` beside what our own pages are made of."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from branch_portal.ground.problems import InputProblems, Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.project.input_files import published
from branch_portal.project.reading import Folders, Reading
from branch_portal.site.link_rules import Target, Targets, check_links
from branch_portal.site.page import Page, Site
from branch_portal.site.urls import source_name
from branch_portal.source.comments import fences, without_comments
from branch_portal.source.front_matter import read_head
from branch_portal.source.text import as_far_as_readable, decode, invisible
from branch_portal.source.yaml_source import split_lines

COLLISION = rule(
    "SITE-01",
    title="一個網址只有一個頁面",
    why="兩個頁面用同一個網址，其中一個會悄悄不見。",
    mend="給其中一條記錄或一個手寫頁面換編號、換文件名。",
)

HEADED = rule(
    "PAGE-29",
    title="手寫頁面有一個標題",
    why="欄目、搜索和頁面名稱用它；沒有就只能用文件名，有兩個就看不出哪個是頁名。",
    mend="第一行寫「# 」和標題，後面的小標題用「## 」。",
    severity="warning",
)

_HEADING = re.compile(r"# +(.+)")
_TEXTS = frozenset((".md", ".csv", ".txt"))


def hand_written(folders: Folders) -> dict[str, list[str]]:
    """Address → files, seen from the root, of every hand-written page, picture and download; one file, if all is well."""
    found: dict[str, list[str]] = {}
    for path in _files(folders):
        found.setdefault(_address(path, folders), []).append(folders.shown(path))
    return found


def written_pages(folders: Folders) -> tuple[Page, ...]:
    """The pages among them, for the lists and the search; the site builder makes them itself.

    A page renders as its file says, front matter and all.
    """
    return tuple(
        Page(
            path=_address(path, folders).removesuffix("index.html"),
            title=_title(path),
            render=partial(_text, path),
            markdown=True,
            source=folders.shown(path),
        )
        for path in _files(folders)
        if path.suffix == ".md"
    )


def read_written(folders: Folders, reading: Reading) -> None:
    """Read the texts below `content/` that are no guides: how they are written goes to `reading`, mistakes to its log."""
    for path in published(folders.content):
        relative, shown = path.relative_to(folders.content), folders.shown(path)
        if path.suffix.lower() not in _TEXTS or relative.parts[0] == "guide":
            continue
        content = path.read_bytes()
        text = decode(content, shown)
        if isinstance(text, Problem):
            reading.log.add(text)
            text = as_far_as_readable(content)
        elif path.suffix == ".md":
            reading.log.extend(invisible(text, shown, prose=True))
            if relative.parts[0] != "learning":
                reading.log.extend(_headed(text, shown))
        else:  # tables and plain texts may be indented as they like
            reading.log.extend(invisible(re.sub("[\t\u3000]", " ", text), shown, prose=True))
        reading.lines[shown] = split_lines(text)


def targets(site: Site, names: Iterable[str] = ()) -> Targets:
    """What the pages of `site` can link to; `names` are files beside it, seen from `content/`."""
    named = {name: Target() for name in names} | {asset.path: Target() for asset in site.assets}
    named |= {source_name(page.path): Target(page.render) for page in site.pages}
    named |= {page.source.removeprefix("content/"): Target(page.render) for page in site.written if page.source}
    return Targets(named, site.url)


def check_pages(site: Site, folders: Folders, reading: Reading) -> Iterator[Problem]:
    """What every Markdown page below `content/` links to and is not there."""
    names = [path.relative_to(folders.content).as_posix() for path in published(folders.content)]
    there = targets(site, names)
    for name in names:
        lines = reading.lines.get(f"content/{name}") if name.endswith(".md") else None
        if lines is not None:
            yield from check_links(f"content/{name}", name, "\n".join(lines), there)


def refuse_collisions(site: Site, written: dict[str, list[str]]) -> None:
    """Raise `InputProblems` when two pages, a page and a hand-written file, or two such files share an address."""
    doubled = {address for address, files in written.items() if len(files) > 1}
    twice = sorted({*site.collisions(), *(set(site.addresses()) & set(written)), *doubled})
    if twice:
        raise InputProblems(
            COLLISION.problem(Place(written.get(address, ["data"])[-1]), f"網址 /{address} 有兩個頁面", value=address)
            for address in twice
        )


def _headed(text: str, shown: str) -> Iterator[Problem]:
    about, body = read_head(without_comments(text))
    skipped = len(text.split("\n")) - len(body.split("\n"))
    heads = _heads(body)
    if not heads and not about.get("title"):
        first = skipped + 1
        yield HEADED.problem(Place(shown, first), "這一頁沒有標題", mend=f"在第{first}行上面加一行「# 標題」。")
    for number, title in heads[1:]:
        line, better = skipped + number, f"## {title}"
        yield HEADED.problem(Place(shown, line), "這一頁有兩個標題", mend=f"第{line}行改成「{better}」。")


def _heads(body: str) -> list[tuple[int, str]]:
    """(line, title) of every heading of the first level; what stands in fenced code is none."""
    inside = {line for first, last in fences(body) for line in range(first, last + 1)}
    found = ((number, _HEADING.match(line)) for number, line in enumerate(body.split("\n"), 1))
    return [(number, match[1].strip()) for number, match in found if match and number not in inside]


def _files(folders: Folders) -> Iterator[Path]:
    for path in published(folders.content):
        relative = path.relative_to(folders.content)
        ours = relative.parts[0] == "guide" or (relative.parts[0] == "learning" and path.suffix == ".md")
        if not ours:
            yield path


def _address(path: Path, folders: Folders) -> str:
    relative = path.relative_to(folders.content)
    if path.suffix != ".md":
        return relative.as_posix()
    stem = relative.with_suffix("")
    page = stem.parent if stem.name in ("index", "README") else stem
    return "index.html" if page.as_posix() == "." else f"{page.as_posix()}/index.html"


def _text(path: Path) -> str:
    return without_comments(path.read_text("utf-8-sig", errors="replace"))


def _title(path: Path) -> str:
    about, body = read_head(_text(path))
    if title := about.get("title"):
        return str(title)
    heads = _heads(body)
    return heads[0][1] if heads else path.stem
