"""What stands round the pages of a documentation tree: the theme's own files and the builder's settings, in one script."""

import shutil
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import escape

from branch_portal.editions.door import Words
from branch_portal.editions.edition import LANGUAGES
from branch_portal.editions.files import CONVERT
from branch_portal.editions.publish import SHARED
from branch_portal.ground.output import Render
from branch_portal.project.settings import Script
from branch_portal.site.nav import nav_line
from branch_portal.site.page import Site
from branch_portal.writing.standard import standard

_NOT_FILES = shutil.ignore_patterns("*.py", "__pycache__", "mkdocs_theme.yml")
"""What makes a folder a theme of a package, and is no file of the theme."""


def write_frame(
    site: Site, folder: Path, settings: Mapping[str, Any], themes: Sequence[Path], script: Script, words: Words
) -> None:
    """Write the theme and `mkdocs.yml`."""
    theme = dict(settings["theme"])
    for one in themes:
        shutil.copytree(one, folder / "theme", ignore=_NOT_FILES, dirs_exist_ok=True)
    if themes:
        turn(folder / "theme", folder / "theme", words)
        _name_language(folder / "theme", theme, LANGUAGES[script])
        theme["custom_dir"] = "theme"
    printed = partial(_printed, words=words)
    config = {
        **_converted_settings({**settings, "theme": theme}, words),
        "site_name": printed(site.name),
        "site_url": site.url,
        "site_description": printed(site.description),
        "docs_dir": "docs",
        "nav": [nav_line(item, printed) for item in site.nav],
        "plugins": [],
    }
    config["extra"] = {**config.get("extra", {}), "notice": printed(site.notice)}
    (folder / "mkdocs.yml").write_text(standard(config), encoding="utf-8", newline="\n")


def converted(path: str, render: Render, words: Words) -> bytes:
    """A file in the script of `words`; those of other kinds than `CONVERT` knows hold no words."""
    if path.endswith(".html") and words is not str:
        return words(render().decode()).encode()
    convert = CONVERT.get(Path(path).suffix)
    return convert(render(), words) if convert and words is not str else render()


def turn(folder: Path, top: Path, words: Words) -> None:
    """The finished files in `folder` in the script of `words`, but for what all editions share."""
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file.relative_to(top).as_posix().startswith(SHARED):
            continue
        if file.suffix == ".html":
            file.write_text(words(file.read_text("utf-8")), "utf-8", newline="\n")
        else:
            file.write_bytes(converted(file.name, file.read_bytes, words))


def _name_language(folder: Path, theme: dict[str, Any], language: str) -> None:
    """The theme's words under the name of the language that they are in now."""
    words = folder / "partials" / "languages" / f"{theme.get('language')}.html"
    if words.is_file():
        text = words.read_text("utf-8").replace(f'"language": "{theme["language"]}"', f'"language": "{language}"')
        words.unlink()
        words.with_stem(language).write_text(text, "utf-8", newline="\n")
        theme["language"] = language


def _printed(text: str, words: Words) -> str:
    """The text in the script of `words`, as HTML."""
    return str(escape(words(text)))


def _converted_settings(value: Any, words: Words) -> Any:
    """Settings with their words converted; names in them are ASCII."""
    if isinstance(value, Mapping):
        return {key: _converted_settings(one, words) for key, one in value.items()}
    if isinstance(value, list):
        return [_converted_settings(one, words) for one in value]
    return words(value) if isinstance(value, str) else value
