"""An edition of the site: one script, one place below the site's root."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from branch_portal.editions.model import WordList
from branch_portal.project.settings import SCRIPT_TITLES, EditionSettings, Script

LANGUAGES: Mapping[Script, str] = {"hant": "zh-Hant", "hans": "zh-Hans"}
"""The script's language tag (BCP 47), for `lang` and `hreflang`."""

LETTERS: Mapping[Script, str] = {"hant": "繁", "hans": "简"}
"""What stands on the switch that leads to the edition."""

INVITATIONS: Mapping[Script, str] = {"hant": "換成繁體版", "hans": "换成简体版"}
"""The switch in words, in the script it leads to."""


@dataclass(frozen=True)
class Edition:
    """`folder` is "" for the edition at the site's root, else ends with "/"."""

    script: Script
    folder: str

    @property
    def language(self) -> str:
        return LANGUAGES[self.script]


@dataclass(frozen=True)
class Editions:
    """What is published, the edition at the root first, from files written in the script `source`.

    `words` are the exceptions from conversion into each script: as written → as wanted.
    """

    source: Script
    published: tuple[Edition, ...]
    words: Mapping[Script, Mapping[str, str]]


def editions(settings: EditionSettings, lists: Iterable[WordList]) -> Editions:
    """The first script is at the root, the other in a folder of its own name."""
    pairs = [pair for words in lists for pair in words.pairs]
    return Editions(
        source=settings.source,
        published=tuple(
            Edition(script, f"{script}/" if number else "") for number, script in enumerate(settings.published)
        ),
        words=MappingProxyType(
            {script: dict(entry for pair in pairs if (entry := pair.entry(script))) for script in SCRIPT_TITLES}
        ),
    )
