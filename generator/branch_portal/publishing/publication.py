"""The one way from a `Site` to a finished folder, whatever it is written as.

The steps are always the same: files and pages, what goes round them, search, the scan for what must not be published,
the other script. A `Form` says what each of them writes; what is finished then takes the place of what stood there.
"""

from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from branch_portal.ground.output import Render, done_meanwhile
from branch_portal.ground.problems import InputProblems
from branch_portal.ground.progress import doing
from branch_portal.search.index import Reader
from branch_portal.search.publish import write_search
from branch_portal.site.page import Asset, Site

Written = TypeVar("Written")
"""What a form tells of the assets it has written."""


class Form(Protocol[Written]):
    """What a site is written as: the pages of a web site, or a tree for another site builder."""

    @property
    def foreign(self) -> Collection[str]:
        """Files that others have made and published: they are not looked into."""

    def pages_in(self, folder: Path) -> Path:
        """Where in `folder` the site's pages and assets lie."""

    def made_of(self, asset: Asset) -> bytes:
        """What is written as an asset."""

    def write_assets(self, pages: Path, files: Iterable[tuple[str, Render]]) -> Written:
        """Write assets, maybe in a second process; what it gives is given to `take_over`."""

    def write_pages(self, pages: Path, reader: Reader) -> None:
        """Write the pages that are not there yet; `reader` has read every page afterwards."""

    def write_frame(self, folder: Path) -> None:
        """Write what belongs to no page."""

    def take_over(self, folder: Path, assets: Written) -> bool:
        """Take away what stands in its place already; False where all of it has to be written after all."""

    def write_scripts(self, folder: Path) -> None:
        """Bring what is finished into the scripts that are published."""

    def made(self) -> Iterable[str]:
        """The files that must be there at the end."""


def finish(
    site: Site, form: Form[Written], reader: Reader, folder: Path, *, preview: bool = False, apart: bool = False
) -> None:
    """Write all of `site` below `folder`; raises `InputProblems` where it holds what must not be published.

    A preview is seen by its editor alone, and not looked into. With `apart` a second process takes a part of the work.
    """
    pages = form.pages_in(folder)
    assets = [(asset.path, partial(form.made_of, asset)) for asset in site.assets]
    taken = False
    while not taken:
        with done_meanwhile(partial(form.write_assets, pages, assets), apart=apart) as others:
            form.write_pages(pages, reader)
        form.write_frame(folder)
        doing("做搜索")
        write_search(pages, reader, site.words)
        taken = form.take_over(folder, others[0])
    if not preview:  # before the other script, which holds the same in other characters
        doing("查看有沒有不能公開的內容")
        refuse_leaks(site, pages, form.foreign)
    doing("做另一種字體")
    form.write_scripts(folder)


def refuse_leaks(site: Site, pages: Path, foreign: Collection[str]) -> None:
    """Raise `InputProblems` where a finished folder holds what must not be published."""
    if found := sorted(site.inspect(pages, foreign), key=lambda problem: problem.place):
        raise InputProblems(found)
