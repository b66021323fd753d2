"""Words that stand in Markdown as themselves."""

import re

_SIGNS = re.compile(r"[\\`*_{}\[\]<>&#!|~^=$\"':]|\s+")
"""What Markdown or an extension of it may read as more than itself inside a line."""


def heading(title: str) -> str:
    """A first heading that says `title`, whatever signs are in it; a line break in it is a space."""
    return f"# {as_itself(title)}"


def as_itself(text: str) -> str:
    """The text for a line of Markdown or for an attribute of a tag in it, where Markdown looks for links too."""
    return _SIGNS.sub(_as_itself, text.strip())


def _as_itself(sign: re.Match[str]) -> str:
    return " " if sign[0].isspace() else f"&#{ord(sign[0])};"
