"""What the portal sets of MkDocs' settings, so that a unit's `mkdocs.yml` says only what it wants otherwise."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.utils.yaml import yaml_load

from branch_portal.markup.markdown import EXTENSIONS, OPTIONS
from branch_portal.site.bundle import SCRIPTS, STYLES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

THEME = Path(__file__).with_name("theme")
"""The folder of our theme."""

_MARKDOWN: Mapping[str, Mapping[str, Any]] = {
    **{name: {} for name in EXTENSIONS},
    **OPTIONS,
    "toc": {"permalink": "鏈", "permalink_title": "本節鏈接", "toc_depth": 3},
}
LABELS = "branch_portal.markup.labelled"
"""Ours alone: another site builder has no such module."""
_EXTRA = {"scope": "/", "generator": False, "alternate": True}
"""`alternate` makes room for the switch between the editions; what stands there is made after the build."""
_LINKS = ("anchors", "not_found", "unrecognized_links")
"""Links that lead nowhere are warnings, so that a strict build refuses them."""


def fill_in(config: "MkDocsConfig") -> None:
    """Set what the unit's `mkdocs.yml` leaves open; styles and scripts of its own come after ours."""
    config.extra_css = [STYLES, *config.extra_css]
    config.extra_javascript = [SCRIPTS, *config.extra_javascript]
    theirs = [one for one in config.markdown_extensions if one not in _MARKDOWN]
    config.markdown_extensions = [*_MARKDOWN, *theirs, LABELS]
    for name, options in _MARKDOWN.items():
        config.mdx_configs[name] = {**options, **(config.mdx_configs.get(name) or {})}
    for key, value in _EXTRA.items():
        config.extra.setdefault(key, value)
    with Path(config.config_file_path).open("rb") as file:
        written = yaml_load(file).get("validation") or {}
    for key in _LINKS:
        if key not in written and key not in (written.get("links") or {}):
            setattr(config.validation.links, key, logging.WARNING)


class _Untagged(yaml.SafeLoader):
    """Reads a value with a tag such as `!ENV` or `!!python/name` as none."""


for _prefix in ("!", "tag:yaml.org,2002:python/"):
    _Untagged.add_multi_constructor(_prefix, lambda *_: None)


@dataclass(frozen=True)
class ThemeSettings:
    """The settings that another site builder can use, and the folders of the theme's files, later over earlier."""

    settings: dict[str, Any]
    folders: tuple[Path, ...]


def theme_settings(root: Path) -> ThemeSettings:
    """As `fill_in` leaves them, without plugins; what only MkDocs' own loader understands stays out (we use none)."""
    written = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Untagged)
    theme = written.get("theme") or {}
    theme = {"name": theme} if isinstance(theme, str) else dict(theme)
    folders = [root / custom] if (custom := theme.pop("custom_dir", None)) else []
    if theme.get("name") == "portal":
        ours = yaml.safe_load((THEME / "mkdocs_theme.yml").read_text(encoding="utf-8"))
        theme = {**ours, **theme, "name": ours["extends"]}
        del theme["extends"]
        folders.insert(0, THEME)
    validation = written.get("validation") or {}
    links = {**dict.fromkeys(_LINKS, "warn"), **(validation.get("links") or {})}
    settings = {
        "theme": theme,
        "markdown_extensions": _extensions(written.get("markdown_extensions") or []),
        "extra": {**_EXTRA, **(written.get("extra") or {})},
        "extra_css": [STYLES, *(written.get("extra_css") or [])],
        "extra_javascript": [SCRIPTS, *(written.get("extra_javascript") or [])],
        "validation": {**validation, "links": links},
    }
    return ThemeSettings(settings, tuple(folders))


def _extensions(written: list[Any] | dict[str, Any]) -> list[str | dict[str, Any]]:
    """Ours and the unit's, as `mkdocs.yml` lists them."""
    listed = [{name: options} for name, options in written.items()] if isinstance(written, dict) else written
    theirs = {name: options or {} for one in listed for name, options in _named(one)}
    merged = {name: {**_MARKDOWN.get(name, {}), **theirs.get(name, {})} for name in (*_MARKDOWN, *theirs)}
    return [{name: options} if options else name for name, options in merged.items()]


def _named(extension: str | dict[str, Any]) -> list[tuple[str, Any]]:
    return [(extension, {})] if isinstance(extension, str) else list(extension.items())
