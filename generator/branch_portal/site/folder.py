"""A `Site` written as an ordinary documentation tree, for any other site builder.

Gives `docs/` (Markdown, with ready HTML bodies inside), the assets, the theme's own files, and an `mkdocs.yml` that
needs no plugin of ours: ProperDocs builds it as it is, Zensical as far as it reads MkDocs settings. A tree is one
edition: whatever a reader sees is in its script. Builders print titles and settings as the HTML that they find, so
these are written as HTML.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from markupsafe import escape

from branch_portal.editions.edition import LANGUAGES
from branch_portal.editions.files import CONVERT
from branch_portal.editions.html import convert_page
from branch_portal.editions.markdown import convert_markdown
from branch_portal.editions.publish import SHARED, conversion_into
from branch_portal.ground.output import Render, write_files
from branch_portal.ground.problems import InputProblems
from branch_portal.project.input_files import published
from branch_portal.project.settings import Script
from branch_portal.search.index import Reader
from branch_portal.search.publish import write_search
from branch_portal.site.page import NavItem, Page, Site
from branch_portal.site.urls import source_name
from branch_portal.source.comments import without_comments

Words = Callable[[str], str]

_NOT_FILES = shutil.ignore_patterns("*.py", "__pycache__", "mkdocs_theme.yml")
"""What makes a folder a theme of a package, and is no file of the theme."""

_HEAD = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)


def write_folder(
    site: Site,
    target: Path,
    content: Path,
    settings: Mapping[str, Any],
    themes: Sequence[Path] = (),
    script: Script | None = None,
) -> None:
    """Write the tree to `target`, which must be empty or absent; raises FileExistsError otherwise.

    `settings` are the theme's and Markdown's settings of `mkdocs.yml`, without plugins and nav; `themes` are the
    folders of the theme's files, later ones over earlier ones. The tree is in `script`, or in that of the source.
    Raises `InputProblems`, and leaves nothing behind, where it holds what must not be published.
    """
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(target)
    script = script or site.editions.source
    words: Words = conversion_into(script, site.editions) or str
    printed: Words = partial(_printed, words=words)
    docs = target / "docs"
    reader = Reader()
    extensions = settings.get("markdown_extensions", [])
    write_files(docs, _copied(content, words))
    write_files(docs, (_page(page, words) for page in reader.watch(site).pages))
    for page in site.pages + site.written:
        if page.markdown:
            reader.read(page, _html(page.render(), extensions))
    write_files(docs, ((asset.path, partial(_made, asset.path, asset.render, words)) for asset in site.assets))
    write_search(docs, reader, site.words)
    _turn(docs / "search", docs, words)
    theme = dict(settings["theme"])
    for folder in themes:
        shutil.copytree(folder, target / "theme", ignore=_NOT_FILES, dirs_exist_ok=True)
    if themes:
        _turn(target / "theme", target / "theme", words)
        _name_language(target / "theme", theme, LANGUAGES[script])
        theme["custom_dir"] = "theme"
    config = {
        **_settings({**settings, "theme": theme}, words),
        "site_name": printed(site.name),
        "site_url": site.url,
        "site_description": printed(site.description),
        "docs_dir": "docs",
        "nav": [nav(item, printed) for item in site.nav],
        "plugins": [],
    }
    config["extra"] = {**config.get("extra", {}), "notice": printed(site.notice)}
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=10**9)
    (target / "mkdocs.yml").write_text(text, encoding="utf-8", newline="\n")
    if problems := list(site.inspect(docs, ())):
        shutil.rmtree(target)
        raise InputProblems(problems)


def files_made(site: Site) -> list[str]:
    """The files that `write_folder` writes for the pages and assets of `site`, and the settings."""
    sources = [source_name(page.path) for page in site.pages]
    return ["mkdocs.yml", *(f"docs/{path}" for path in (*sources, *(asset.path for asset in site.assets)))]


def _copied(content: Path, words: Words) -> Iterable[tuple[str, Render]]:
    """What people put into `content/`, but for the guides, which are pages of ours."""
    for path in published(content):
        relative = path.relative_to(content)
        if relative.parts[0] != "guide":
            yield relative.as_posix(), partial(_copy, path, words)


def _copy(path: Path, words: Words) -> bytes:
    content = path.read_bytes()
    if path.suffix != ".md":
        return content
    return _with_head(convert_markdown(without_comments(content.decode("utf-8-sig")), words)).encode()


def _with_head(text: str) -> str:
    """A hand-written page with the words of its front matter as HTML."""
    found = _HEAD.match(text)
    try:
        about = yaml.safe_load(found[1]) if found else None
    except yaml.YAMLError:  # then no builder finds words in it either
        return text
    if found is None or not isinstance(about, dict):
        return text
    printed = {key: str(escape(value)) if isinstance(value, str) else value for key, value in about.items()}
    if printed == about:
        return text
    return f"---\n{yaml.safe_dump(printed, allow_unicode=True, sort_keys=False, width=10**9)}---\n{text[found.end() :]}"


def _page(page: Page, words: Words) -> tuple[str, Render]:
    def render() -> bytes:
        about = {"title": _printed(page.title, words), "description": _printed(page.description, words)}
        head = yaml.safe_dump(about, allow_unicode=True, width=10**9)
        body = convert_markdown(page.render(), words) if page.markdown else convert_page(page.render(), words)
        return f"---\n{head}---\n\n{body}".encode()

    return source_name(page.path), render


def _printed(text: str, words: Words) -> str:
    """The text in the script of `words`, as HTML."""
    return str(escape(words(text)))


def _made(path: str, render: Render, words: Words) -> bytes:
    """A file in the script of `words`; those of other kinds than `CONVERT` knows hold no words."""
    convert = CONVERT.get(Path(path).suffix)
    return convert(render(), words) if convert and words is not str else render()


def _turn(folder: Path, top: Path, words: Words) -> None:
    """The finished files in `folder` in the script of `words`, but for what all editions share."""
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file.relative_to(top).as_posix().startswith(SHARED):
            continue
        if file.suffix == ".html":
            file.write_text(words(file.read_text("utf-8")), "utf-8", newline="\n")
        else:
            file.write_bytes(_made(file.name, file.read_bytes, words))


def _name_language(folder: Path, theme: dict[str, Any], language: str) -> None:
    """The theme's words under the name of the language that they are in now."""
    words = folder / "partials" / "languages" / f"{theme.get('language')}.html"
    if words.is_file():
        text = words.read_text("utf-8").replace(f'"language": "{theme["language"]}"', f'"language": "{language}"')
        words.unlink()
        words.with_stem(language).write_text(text, "utf-8", newline="\n")
        theme["language"] = language


def _settings(value: Any, words: Words) -> Any:
    """Settings with their words converted; names in them are ASCII."""
    if isinstance(value, Mapping):
        return {key: _settings(one, words) for key, one in value.items()}
    if isinstance(value, list):
        return [_settings(one, words) for one in value]
    return words(value) if isinstance(value, str) else value


def _html(text: str, extensions: Sequence[str | Mapping[str, Any]]) -> str:
    """What a site builder makes of Markdown, near enough to be searched."""
    from markdown import Markdown  # only needed here

    options = {name: value for one in extensions if isinstance(one, Mapping) for name, value in one.items()}
    names = [one for one in extensions if isinstance(one, str)]
    body = re.sub(r"\A---\n.*?^---\n", "", text, flags=re.DOTALL | re.MULTILINE)
    return str(Markdown(extensions=[*names, *options], extension_configs=options).convert(body))


def nav(item: NavItem, words: Words = str) -> dict[str, Any]:
    """A navigation line as MkDocs writes it."""
    if item.path is not None:
        return {words(item.title): source_name(item.path)}
    return {words(item.title): [nav(child, words) for child in item.children]}
