"""A page in Markdown in another script, before any site builder sees it."""

import re
from collections.abc import Callable

from branch_portal.editions.conversion import HAN
from branch_portal.ground.patterns import pattern

_MARK = "\U0010fffd"
_PROTECTED = pattern(
    rf"(?<=\])\([^()\n]*[{HAN}][^()\n]*\)|\{{#[^}}\n]*[{HAN}][^}}\n]*\}}"  # where a link leads, anchors
    r'|^(?P<fence>`{3,})[^\n]*translate="no".*?^(?P=fence)$|<(?P<tag>[a-z]+)[^<>]* translate="no".*?</(?P=tag)>',
    re.DOTALL | re.MULTILINE,
)
"""Names, and what is marked as not to be translated."""


def convert_markdown(text: str, conversion: Callable[[str], str]) -> str:
    """The text with every word in the other script; addresses, anchors and what is marked stay."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return _MARK

    pieces = iter(kept)
    return re.sub(_MARK, lambda _: next(pieces), conversion(_PROTECTED.sub(keep, text)))
