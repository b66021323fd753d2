"""A `Site` written as an ordinary documentation tree, for any other site builder.

Gives `docs/` (Markdown, with ready HTML bodies inside), the assets, and an `mkdocs.yml` that needs no
plugin of ours: ProperDocs builds it as it is, Zensical as far as it reads MkDocs settings.
"""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from generator.search.index import Reader
from generator.search.publish import write_search
from generator.site import NavItem, Site


def write_folder(site: Site, target: Path, content: Path, settings: Mapping[str, Any]) -> None:
    """Write the tree to `target`, which must be empty or absent; raises FileExistsError otherwise.

    `settings` are the theme's and Markdown's settings of `mkdocs.yml`, without plugins and nav.
    """
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(target)
    docs = target / "docs"
    docs.mkdir(parents=True)
    for path in sorted(content.rglob("*")):
        relative = path.relative_to(content)
        if path.is_file() and relative.parts[0] != "guide":
            copy = docs / relative
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    reader = Reader()
    for page in reader.watch(site).pages:
        file = docs / source_name(page.path)
        file.parent.mkdir(parents=True, exist_ok=True)
        head = yaml.safe_dump({"title": page.title, "description": page.description}, allow_unicode=True, width=10**9)
        body = page.render()
        if page.markdown:
            reader.read(page, _html(body, settings.get("markdown_extensions", [])))
        file.write_text(f"---\n{head}---\n\n{body}", encoding="utf-8", newline="\n")
    for asset in site.assets:
        file = docs / asset.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(asset.render())
    write_search(docs, reader, site.words)
    config = {
        **settings,
        "site_name": site.name,
        "site_url": site.url,
        "site_description": site.description,
        "extra": {**settings.get("extra", {}), "notice": site.notice},
        "docs_dir": "docs",
        "nav": [nav(item) for item in site.nav],
        "plugins": [],
    }
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=10**9)
    (target / "mkdocs.yml").write_text(text, encoding="utf-8", newline="\n")


def _html(text: str, extensions: Sequence[str | Mapping[str, Any]]) -> str:
    """What a site builder makes of Markdown, near enough to be searched."""
    from markdown import Markdown  # only needed here

    options = {name: value for one in extensions if isinstance(one, Mapping) for name, value in one.items()}
    names = [one for one in extensions if isinstance(one, str)]
    return str(Markdown(extensions=[*names, *options], extension_configs=options).convert(text))


def source_name(path: str) -> str:
    """The Markdown file that becomes the address `path`.

    Guides and the pages for editors keep the names their editors link to; every other page is the index of its folder.
    """
    name = path.rstrip("/")
    return f"{name}.md" if name.startswith(("guide/", "learning/", "editing/")) else f"{name}/index.md".lstrip("/")


def nav(item: NavItem) -> dict[str, Any]:
    """A navigation line as MkDocs writes it."""
    if item.path is not None:
        return {item.title: source_name(item.path)}
    return {item.title: [nav(child) for child in item.children]}
