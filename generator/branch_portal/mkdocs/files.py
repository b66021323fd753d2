"""Which files MkDocs is told of: the theme's, what people put into `content/`, and every page and file of a `Site`."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from markupsafe import escape
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from branch_portal.mkdocs.pages import AssetFile, DataPage, PouredFile
from branch_portal.mkdocs.theme_settings import THEME
from branch_portal.project.input_files import published
from branch_portal.site.page import NavItem, Page, Site
from branch_portal.site.urls import source_name

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def is_poured(page: Page, in_nav: Collection[str]) -> bool:
    """Whether a page is poured into a shell: finished HTML that the navigation does not list."""
    return not page.markdown and page.path not in in_nav


def add_site(site: Site, files: Files, config: "MkDocsConfig") -> list[Page]:
    """Put the pages and assets of `site` among MkDocs' `files`; gives the pages that are to be poured."""
    in_nav = dict(listed(site.nav))
    poured = [page for page in site.pages if is_poured(page, in_nav)]
    for page in site.pages:
        if is_poured(page, in_nav):
            file = PouredFile.generated(config, source_name(page.path), content=b"")
            file.dest_uri = f"{page.path}index.html"
            files.append(file)
        else:
            _add_page(site, page, files, config, in_nav)
    for asset in site.assets:
        files.append(AssetFile.generated(config, asset.path, content=b""))
    return poured


def _add_page(site: Site, page: Page, files: Files, config: "MkDocsConfig", in_nav: Mapping[str, str]) -> None:
    source = source_name(page.path)
    if existing := files.get_file_from_path(source):
        files.remove(existing)
    level = InclusionLevel.INCLUDED if page.path in in_nav else InclusionLevel.NOT_IN_NAV
    called = in_nav.get(page.path, page.title)
    text = markdown_of(page, called) if page.markdown else ""
    file = File.generated(config, source, content=text, inclusion=level)
    files.append(file)
    written = MkDocsPage(escape(called), file, config) if page.markdown else None
    made = written or DataPage(page, file, config)
    file.page = made
    made.edit_url = site.edit_address(page) or None


def markdown_of(page: Page, listed: str) -> str:
    """What MkDocs reads of a page in Markdown that the navigation calls `listed`."""
    text = page.render()
    if listed == page.title:
        return text
    # MkDocs knows one title; what it prints above the page is another.
    return f"---\n{yaml.safe_dump({'title': page.title}, allow_unicode=True)}---\n\n{text}"


def theme_files(files: Files, config: "MkDocsConfig") -> set[str]:
    """The files of Material as its makers published them: what comes from the theme's folders, but for our own."""
    folders = set(config.theme.dirs) - {config.theme.custom_dir, str(THEME)}
    return {file.dest_uri for file in files if file.src_dir in folders}


def leave_unused(files: Files, config: "MkDocsConfig") -> None:
    """Take away what no page asks for: the theme's own search where it is not installed, and maps for reading its scripts."""
    searches = any(name.rpartition("/")[2] == "search" for name in config.plugins)
    for file in list(files):
        place = file.dest_uri
        own = place.startswith(("assets/javascripts/lunr/", "assets/javascripts/workers/"))
        if file.src_dir in config.theme.dirs and (place.endswith(".map") or (own and not searches)):
            files.remove(file)


def keep_published(files: Files, content: Path) -> None:
    """Take away what lies in `content` and is not of a kind that is published, should the check have let it pass."""
    kept = {path.relative_to(content).as_posix() for path in published(content)}
    for file in [one for one in files if one.src_dir == str(content) and one.src_uri not in kept]:
        files.remove(file)


def listed(items: tuple[NavItem, ...]) -> Iterator[tuple[str, str]]:
    """The address and the title of every page in the navigation."""
    for item in items:
        if item.path is not None:
            yield item.path, item.title
        yield from listed(item.children)
