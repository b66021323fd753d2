"""A `Site` written as an ordinary documentation tree, for any other site builder.

Gives `docs/` (Markdown, with ready HTML bodies inside), the assets, the theme's own files, and an `mkdocs.yml` that
needs no plugin of ours: ProperDocs builds it as it is, Zensical as far as it reads MkDocs settings. A tree is one
edition: whatever a reader sees is in its script. Builders print titles and settings as the HTML that they find, so
these are written as HTML.
"""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import escape

from branch_portal.editions.door import Words, in_script
from branch_portal.editions.html import convert_page
from branch_portal.editions.markdown import convert_markdown
from branch_portal.ground.output import Render, write_files
from branch_portal.ground.problems import InputProblems
from branch_portal.project.input_files import published
from branch_portal.project.settings import Script
from branch_portal.publishing.publication import finish
from branch_portal.publishing.tree_frame import converted, turn, write_frame
from branch_portal.search.index import Reader
from branch_portal.site.page import Asset, Page, Site
from branch_portal.site.urls import source_name
from branch_portal.source.comments import without_comments
from branch_portal.source.front_matter import read_head
from branch_portal.writing.standard import standard


@dataclass(frozen=True)
class Tree:
    """The tree of one site in one script; `content` is where people write, `settings` are the builder's.

    `settings` are the theme's and Markdown's settings of `mkdocs.yml`, without plugins and nav; `themes` are the
    folders of the theme's files, later ones over earlier ones.
    """

    site: Site
    content: Path
    settings: Mapping[str, Any]
    themes: Sequence[Path]
    script: Script
    words: Words

    @property
    def foreign(self) -> Collection[str]:
        return ()

    def pages_in(self, folder: Path) -> Path:
        return folder / "docs"

    def made_of(self, asset: Asset) -> bytes:
        return converted(asset.path, asset.render, self.words)

    def write_assets(self, pages: Path, files: Iterable[tuple[str, Render]]) -> Mapping[str, bytes]:
        write_files(pages, files)
        return {}

    def take_over(self, folder: Path, assets: Mapping[str, bytes]) -> bool:
        return True

    def write_pages(self, pages: Path, reader: Reader) -> None:
        write_files(pages, self._copied())
        write_files(pages, map(self._page, self.site.pages))
        extensions = self.settings.get("markdown_extensions", [])
        for page in self.site.pages + self.site.written:
            if page.markdown:
                reader.read(page, _html(page.render(), extensions))

    def write_frame(self, folder: Path) -> None:
        write_frame(self.site, folder, self.settings, self.themes, self.script, self.words)

    def write_scripts(self, folder: Path) -> None:
        turn(folder / "docs" / "search", folder / "docs", self.words)

    def made(self) -> Iterable[str]:
        sources = [source_name(page.path) for page in self.site.pages]
        return ["mkdocs.yml", *(f"docs/{path}" for path in (*sources, *(asset.path for asset in self.site.assets)))]

    def _copied(self) -> Iterator[tuple[str, Render]]:
        """What people put into `content/`, but for the guides, which are pages of ours."""
        for path in published(self.content):
            relative = path.relative_to(self.content)
            if relative.parts[0] != "guide":
                yield relative.as_posix(), partial(_copy, path, self.words)

    def _page(self, page: Page) -> tuple[str, Render]:
        def render() -> bytes:
            words = self.words
            about = {name: str(escape(words(getattr(page, name)))) for name in ("description", "title")}
            body = convert_markdown(page.render(), words) if page.markdown else convert_page(page.render(), words)
            return f"---\n{standard(about)}---\n\n{body}".encode()

        return source_name(page.path), render


def write_tree(
    site: Site,
    target: Path,
    content: Path,
    settings: Mapping[str, Any],
    themes: Sequence[Path] = (),
    script: Script | None = None,
) -> Tree:
    """Write the tree to `target`, which must be empty or absent; raises FileExistsError otherwise.

    It is in `script`, or in that of the source. Raises `InputProblems`, and leaves nothing behind, where it holds what
    must not be published.
    """
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(target)
    script = script or site.editions.source
    reader = Reader()
    tree = Tree(reader.watch(site), content, settings, themes, script, in_script(script, site.editions))
    try:
        finish(tree.site, tree, reader, target)
    except InputProblems:
        shutil.rmtree(target)
        raise
    return tree


def _copy(path: Path, words: Words) -> bytes:
    content = path.read_bytes()
    if path.suffix != ".md":
        return content
    return _with_head(convert_markdown(without_comments(content.decode("utf-8-sig")), words)).encode()


def _with_head(text: str) -> str:
    """A hand-written page with the words of its front matter as HTML."""
    about, body = read_head(text)
    printed = {key: str(escape(value)) if isinstance(value, str) else value for key, value in about.items()}
    return text if printed == about else f"---\n{standard(printed)}---\n{body}"


def _html(text: str, extensions: Sequence[str | Mapping[str, Any]]) -> str:
    """What a site builder makes of Markdown, near enough to be searched."""
    from markdown import Markdown  # only needed here

    options = {name: value for one in extensions if isinstance(one, Mapping) for name, value in one.items()}
    names = [one for one in extensions if isinstance(one, str)]
    body = read_head(text)[1]
    return str(Markdown(extensions=[*names, *options], extension_configs=options).convert(body))
