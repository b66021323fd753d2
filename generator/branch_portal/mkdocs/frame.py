"""What stands around a page, set up once as MkDocs sets it up, so that a single page can be made when it is asked for."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_template, _populate_page, get_context
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as MkDocsPage

from branch_portal.mkdocs.files import listed, markdown_of
from branch_portal.mkdocs.pages import AssetFile, DataPage
from branch_portal.mkdocs.plugin import PortalPlugin
from branch_portal.search.index import Reader
from branch_portal.site.page import Page, Site
from branch_portal.site.sitemap import sitemap
from branch_portal.site.urls import source_name


class Frame:
    """The theme around the pages of one `site`; `root` is the project's folder.

    It holds for every later state of the site that has the same frame (`fits`): then only bodies differ.
    """

    def __init__(self, site: Site, root: Path) -> None:
        self.site = site
        (root / "content").mkdir(exist_ok=True)
        config = load_config(str(root / "mkdocs.yml"))
        plugin = config.plugins["portal"]
        assert isinstance(plugin, PortalPlugin)
        plugin.given = site
        config.plugins.on_startup(command="serve", dirty=False)
        self.config = config.plugins.on_config(config)
        plugin.given = None
        self.plugin, self.website = plugin, plugin.website
        files = get_files(self.config)
        env = self.config.theme.get_env()
        files.add_files_from_theme(env, self.config)
        self.files: Files = self.config.plugins.on_files(files, config=self.config)
        set_exclusions(self.files, self.config)
        self.nav = self.config.plugins.on_nav(
            get_navigation(self.files, self.config), config=self.config, files=self.files
        )
        for file in self.files.documentation_pages():
            if file.page is None:
                MkDocsPage(None, file, self.config)
        self.env = self.config.plugins.on_env(env, config=self.config, files=self.files)

        self._called = dict(listed(site.nav))

    @cached_property
    def addresses(self) -> Mapping[str, File]:
        """Every file that MkDocs knows of, as it is published."""
        return {file.dest_uri: file for file in self.files if file.inclusion.is_included()}  # type: ignore[no-untyped-call]

    def fits(self, site: Site) -> bool:
        """Whether what stands around the pages of `site` is the same."""
        return _around(self.site) == _around(site)

    def page(self, page: Page) -> bytes:
        """A page in the frame, in the script of the source."""
        file = self.files.get_file_from_path(source_name(page.path))
        if isinstance(file, AssetFile) or file is None or file.page is None:
            return self.website.pouring.filled(page)
        made = file.page
        if isinstance(made, DataPage):
            made.shows(page)
        elif file.src_dir is None:
            file.content_string = markdown_of(page, self._called.get(page.path, page.title))
        return self._in_theme(made)

    def written(self, address: str) -> bytes | None:
        """A page that people have written, as it now stands in its file."""
        file = self.addresses.get(address)
        return self._in_theme(file.page) if file is not None and file.page is not None else None

    def file(self, address: str) -> bytes | None:
        """A file of the theme, or one that people have put beside their pages."""
        if address in self.config.theme.static_templates:
            template = self.env.get_template(address)
            return _build_template(address, template, self.files, self.config, self.nav).encode()
        file = self.addresses.get(address)
        if file is None or isinstance(file, AssetFile) or file.page is not None:
            return None
        return file.content_bytes

    def sitemap(self, site: Site) -> bytes:
        paths = [*self.website.pages, *(page.path for page in self.website.poured)]
        return sitemap(site.url, paths, site.editions.published).encode()

    def read_all(self, site: Site) -> Reader:
        """What the search reads of every page."""
        reader = self.website.reader = Reader()
        self.website.site = reader.watch(site)
        for page in self.website.site.pages:
            if not page.markdown:
                page.render()
                continue
            file = self.files.get_file_from_path(source_name(page.path))
            assert file is not None
            file.content_string = markdown_of(page, self._called.get(page.path, page.title))
        for file in self.files.documentation_pages():
            if file.page is not None and not isinstance(file.page, DataPage):
                self._populate(file.page)
        return reader

    def _populate(self, page: MkDocsPage) -> None:
        self.plugin.website = self.website  # MkDocs gives every build of a process the same plugin
        _populate_page(page, self.config, self.files)

    def _in_theme(self, page: MkDocsPage) -> bytes:
        self._populate(page)
        page.active = True
        try:
            context = get_context(self.nav, self.files.documentation_pages(), self.config, page)
            template = self.env.get_template(page.meta.get("template", "main.html"))
            context = self.config.plugins.on_page_context(context, page=page, config=self.config, nav=self.nav)
            output = self.config.plugins.on_post_page(template.render(context), page=page, config=self.config)
            return output.encode("utf-8", errors="xmlcharrefreplace")
        finally:
            page.active = False


def _around(site: Site) -> tuple[Any, ...]:
    return (
        site.name,
        site.url,
        site.description,
        site.nav,
        site.notice,
        site.edit,
        site.browse,
        site.report,
        site.editions,
    )
