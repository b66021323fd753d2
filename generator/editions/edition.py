"""An edition of the site: one script, one place below the site's root."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.settings import Script

LANGUAGES: dict[Script, str] = {"hant": "zh-Hant", "hans": "zh-Hans"}
"""The script's language tag (BCP 47), for `lang` and `hreflang`."""

LETTERS: dict[Script, str] = {"hant": "繁", "hans": "简"}
"""What stands on the switch that leads to the edition."""

INVITATIONS: dict[Script, str] = {"hant": "換成繁體版", "hans": "换成简体版"}
"""The switch in words, in the script it leads to."""


@dataclass(frozen=True)
class Edition:
    """`folder` is "" for the edition at the site's root, else ends with "/"."""

    script: Script
    folder: str

    @property
    def language(self) -> str:
        return LANGUAGES[self.script]


def editions(published: Sequence[Script]) -> tuple[Edition, ...]:
    """The first script is at the root, the other in a folder of its own name."""
    return tuple(Edition(script, f"{script}/" if number else "") for number, script in enumerate(published))
