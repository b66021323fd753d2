"""The parts of `mkdocs.yml` that another site builder can use: the theme and Markdown, not our plugin."""

import re
from pathlib import Path
from typing import Any

import yaml

_KEPT = ("theme", "markdown_extensions", "extra", "extra_css", "extra_javascript", "validation")


def theme_settings(root: Path) -> dict[str, Any]:
    """Settings with paths made absolute; tags such as `!!python/name` stay out (we use none)."""
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    settings = yaml.safe_load(re.sub(r"!!python/\S+|!ENV \S+", "null", text))
    kept = {key: settings[key] for key in _KEPT if key in settings}
    if custom := kept["theme"].get("custom_dir"):
        kept["theme"]["custom_dir"] = str(root / custom)
    return kept
