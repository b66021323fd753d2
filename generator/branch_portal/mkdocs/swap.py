"""How MkDocs' site takes the old one's place: beside it while it grows, and only when it is complete and sound."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from branch_portal.ground.problems import InputProblems, Told
from branch_portal.ground.progress import doing
from branch_portal.mkdocs.website import Website
from branch_portal.publishing.publication import finish
from branch_portal.publishing.target import NotPublished
from branch_portal.publishing.unfinished import Unfinished, begin

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.plugins.portal")


def begin_beside(config: "MkDocsConfig", root: Path) -> Unfinished:
    """Let MkDocs write beside the site that stands there; raises PluginError where that may not be replaced."""
    theme = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    try:
        place = begin(Path(config.site_dir), "site", root, [Path(config.docs_dir), *theme])
    except NotPublished as error:
        raise PluginError(str(error)) from None
    config.site_dir = str(place.fresh)
    return place


def put_in_place(website: Website, config: "MkDocsConfig") -> None:
    """Finish what MkDocs has begun and let it take its place, unless it is a preview.

    Raises PluginError where it may not be published; what stood there then stays.
    """
    place, folder = website.place, Path(config.site_dir)
    if website.untouched:
        website.untouched.validate()
    try:
        finish(website.site, website, website.reader, folder, preview=place is None, apart=place is not None)
        if place:
            refuse_warnings(config)
            doing("換上")
            website.put_in_place(place)
            config.site_dir = str(place.target)
    except InputProblems as error:
        for problem in error.problems:
            log.error("%s", Told(problem))
        count = len(error.problems)
        raise PluginError(f"生成的網站有{count}處不能公開的內容，沒有發布，原有網站沒有改動。") from None
    except NotPublished as error:
        raise PluginError(str(error)) from None


def refuse_warnings(config: "MkDocsConfig") -> None:
    """Raise where strict MkDocs is going to abort: it asks only after every plugin, when the old site would be gone."""
    counters = [one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler)]
    if config.strict and (count := sum(number for one in counters for _, number in one.get_counts())):
        raise PluginError(f"有{count}處提醒（見上面），嚴格檢查不通過；沒有發布，原有網站沒有改動。改好後再生成一次。")
