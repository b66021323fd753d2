"""What the package sets of MkDocs' settings, and that a unit's `mkdocs.yml` has the last word."""

import logging
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import DictLoader, Environment
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from branch_portal.markup.markdown import EXTENSIONS
from branch_portal.mkdocs.theme_settings import LABELS, THEME, fill_in, theme_settings

LEAST = {"site_name": "甲", "docs_dir": "content", "theme": {"name": "portal"}, "plugins": []}
OWN = {
    "theme": {"name": "portal", "custom_dir": "own", "features": ["navigation.top"]},
    "extra": {"scope": "/branch/"},
    "extra_css": ["own.css"],
    "extra_javascript": ["own.js"],
    "markdown_extensions": ["footnotes", {"toc": {"permalink": "#"}}],
    "validation": {"links": {"anchors": "info"}},
}


def written(root: Path, settings: dict[str, Any]) -> Path:
    for folder in ("content", "own"):
        (root / folder).mkdir()
    (root / "mkdocs.yml").write_text(yaml.safe_dump({**LEAST, **settings}, allow_unicode=True), "utf-8")
    return root


def filled(root: Path) -> MkDocsConfig:
    config = load_config(str(root / "mkdocs.yml"))
    fill_in(config)
    return config


def test_three_lines_are_enough(tmp_path: Path) -> None:
    config = filled(written(tmp_path, {}))
    assert config.theme.dirs[0] == str(THEME)
    assert (config.theme["language"], config.theme["font"]) == ("zh-Hant", False)
    assert [tone["scheme"] for tone in config.theme["palette"]] == ["default", "slate"]
    assert (config.extra_css, config.extra_javascript) == (["assets/portal.css"], ["assets/portal.js"])
    assert config.extra["scope"] == "/"
    assert config.mdx_configs["toc"]["permalink"] == "鏈"
    links = config.validation.links
    assert {links.anchors, links.not_found, links.unrecognized_links} == {logging.WARNING}


def test_a_unit_s_own_settings_win(tmp_path: Path) -> None:
    config = filled(written(tmp_path, OWN))
    assert config.theme.dirs[:2] == [str(tmp_path / "own"), str(THEME)]
    assert (config.theme["features"], config.theme["language"]) == (["navigation.top"], "zh-Hant")
    assert (config.extra["scope"], config.extra["alternate"]) == ("/branch/", True)
    assert config.extra_css == ["assets/portal.css", "own.css"]
    assert [str(script) for script in config.extra_javascript] == ["assets/portal.js", "own.js"]
    assert config.markdown_extensions == [*EXTENSIONS, "footnotes", LABELS]
    assert (config.mdx_configs["toc"]["permalink"], config.mdx_configs["toc"]["toc_depth"]) == ("#", 3)
    assert config.validation.links.anchors == logging.INFO
    assert config.validation.links.unrecognized_links == logging.WARNING


@pytest.mark.parametrize("settings", [{}, OWN, {"theme": "portal"}])
def test_a_tree_has_the_same_settings(tmp_path: Path, settings: dict[str, Any]) -> None:
    """Another builder knows neither our plugin nor our theme: the tree's own `mkdocs.yml` says it all."""
    config = filled(written(tmp_path, settings))
    theme = theme_settings(tmp_path)
    tree = {**LEAST, **theme.settings}
    assert tree["theme"].pop("name") == "material"
    assert tree["theme"] == {key: config.theme[key] for key in tree["theme"]}
    (tmp_path / "tree.yml").write_text(yaml.safe_dump({**tree, "theme": {"name": "material"}}), "utf-8")
    read = load_config(str(tmp_path / "tree.yml"))
    assert set(read.markdown_extensions) == set(config.markdown_extensions) - {LABELS}
    assert {name: one for name, one in read.mdx_configs.items() if one} == {
        name: one for name, one in config.mdx_configs.items() if one
    }
    assert (read.extra_css, dict(read.extra)) == (config.extra_css, dict(config.extra))
    assert [*map(str, read.extra_javascript)] == [*map(str, config.extra_javascript)]
    assert dict(read.validation.links) == dict(config.validation.links)
    assert [str(folder) for folder in theme.folders] == list(reversed(config.theme.dirs[:-2]))


def test_a_unit_may_keep_material_with_a_folder_of_its_own(tmp_path: Path) -> None:
    theme = theme_settings(written(tmp_path, {"theme": {"name": "material", "custom_dir": "own"}}))
    assert (theme.settings["theme"], theme.folders) == ({"name": "material"}, (tmp_path / "own",))


@pytest.mark.parametrize(("notice", "shown"), [("", False), ("樣例數據", True)])
def test_a_portal_without_a_notice_has_no_bar_for_it(notice: str, shown: bool) -> None:
    theme = Path(str(resources("branch_portal.mkdocs"))) / "theme" / "main.html"
    base = "{% if self.announce() %}<aside>{% block announce %}{% endblock %}</aside>{% endif %}"
    jinja = Environment(loader=DictLoader({"base.html": base, "main.html": theme.read_text("utf-8")}), autoescape=True)
    text = jinja.get_template("main.html").render(config={"extra": {"notice": notice}})
    assert ("<aside>" in text) == shown
