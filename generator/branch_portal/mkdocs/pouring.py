"""Pages that MkDocs never sees: each is poured into a shell, and its body is made when it is written and not kept."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from branch_portal.ground.output import Render
from branch_portal.mkdocs.pages import DataPage
from branch_portal.publishing.proven import Proven, frame_digest, sections_of
from branch_portal.search.index import Reader
from branch_portal.site.page import Page, PageLinks, Site
from branch_portal.site.shell import OUTSIDE, SLOTS, Shell, ShellKey, make_shell, marked_path, shell_key
from branch_portal.site.urls import source_name

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass
class Pouring:
    """The theme as MkDocs has set it up, and the shells that it has made so far."""

    site: Site
    nav: Navigation
    env: Environment
    config: "MkDocsConfig"
    proven: Proven
    reader: Reader
    shells: dict[ShellKey, Shell] = field(default_factory=dict)

    def files(self, pages: Iterable[Page]) -> Iterator[tuple[str, Render]]:
        """The file of every page that must be made; a shell is rendered when the first page needs it."""
        for page in pages:
            address = f"{page.path}index.html"
            frame, render = self._framed(page)
            if part := self.proven.take(address, frame):
                self.reader.keep(page, sections_of(part))
            else:
                yield address, self.proven.watched(address, render, frame)

    def filled(self, page: Page) -> bytes:
        """The file of one page."""
        return self._framed(page)[1]()

    def _framed(self, page: Page) -> tuple[bytes, Render]:
        """The digest of what stands around a page's body, and what makes the whole of it."""
        links = self.site.links(page)
        key = shell_key(page, links)
        if key not in self.shells:
            marked = PageLinks(**{name: SLOTS[name] for name in key.links})
            outside = f"https{OUTSIDE}" if key.begins_outside else ""
            text = self._render_marked(page, replace(marked, begin=outside + marked.begin))
            self.shells[key] = make_shell(
                text.replace(outside + marked.begin, marked.begin) if outside else text, key.depth
            )
        shell = self.shells[key]
        values = {
            "path": page.path.rstrip("/"),
            "title": page.title,
            "description": page.description,
            **asdict(links),
        }
        return frame_digest(shell.pieces, values), lambda: shell.fill({**values, "body": page.render()}).encode()

    def _render_marked(self, page: Page, links: PageLinks) -> str:
        """What the theme makes of a page like this one, with the marks of `SLOTS` for words."""
        path = marked_path(page.path.count("/"))
        marked = replace(
            page,
            path=path,
            title=SLOTS["title"],
            description=SLOTS["description"],
            render=lambda: Markup(f"<h1></h1>{SLOTS['body']}"),
        )
        file = File.generated(self.config, source_name(path), content="", inclusion=InclusionLevel.NOT_IN_NAV)
        made = DataPage(marked, file, self.config)
        made.edit_url = links.edit or None
        made.read_source(self.config)
        made.render(self.config, Files([]))
        made.active = True
        context = get_context(self.nav, [], self.config, made)
        context = self.config.plugins.on_page_context(context, page=made, config=self.config, nav=self.nav)
        context["links"] = links  # type: ignore[typeddict-unknown-key]
        text = self.env.get_template("main.html").render(context)
        return text.replace(f"<h1></h1>{SLOTS['body']}", SLOTS["body"])
