"""Comments in Markdown: what their writer means for editors alone, and never for the site."""

import re

_PIECES = re.compile(
    r"""
    ^(?P<fence>~{3,}|`{3,})[^\n]*\n.*?^(?P=fence)[ ]*$               # fenced code
    | (?<![\\`])(?P<ticks>`++)(?:(?!\n[ ]*\n).)+?(?<!`)(?P=ticks)(?!`) # code in a line
    | ^(?:[ ]{4}|\t)[^\n]*                                            # indented code, or a part of a list
    | <!--
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_FENCE = re.compile(r"^(?P<fence>~{3,}|`{3,})[^\n]*\n.*?^(?P=fence)[ ]*$", re.DOTALL | re.MULTILINE)


def without_comments(markdown: str) -> str:
    """The text without its comments and with as many lines; code keeps them, and so do indented lines."""
    return _split(markdown)[0]


def unfinished(markdown: str) -> int | None:
    """Where the comment begins that has no end."""
    return _split(markdown)[1]


def fences(markdown: str) -> list[tuple[int, int]]:
    """First and last line of every piece of fenced code, from 1."""
    return [
        (markdown.count("\n", 0, one.start()) + 1, markdown.count("\n", 0, one.end()) + 1)
        for one in _FENCE.finditer(markdown)
    ]


def _split(markdown: str) -> tuple[str, int | None]:
    if "<!--" not in markdown:
        return markdown, None
    kept: list[str] = []
    position = done = 0
    while piece := _PIECES.search(markdown, position):
        position = piece.end()
        if piece[0] != "<!--":
            continue
        end = markdown.find("-->", position)
        if end < 0:
            return "".join([*kept, markdown[done:]]), piece.start()
        kept += [markdown[done : piece.start()], "\n" * markdown.count("\n", position, end)]
        position = done = end + 3
    return "".join([*kept, markdown[done:]]), None
