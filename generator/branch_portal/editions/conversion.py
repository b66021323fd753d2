"""From one script to the other with OpenCC and the unit's own list of words.

Only configurations that change characters: t2s, and s2tw for its common forms (為, 群, 裡; s2t writes 爲, 羣, 裏). The ones
that end in p (tw2sp, s2twp) also swap words (文件 becomes 檔案), which must never happen to official terms. The own words come before OpenCC's dictionaries, as an inline
dictionary in the same group, so they are matched in the same pass.
"""

import json
import re
import sys
import tempfile
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import opencc
from opencc.clib import __path__ as _clib

from branch_portal.ground.beside import code_of, kept_beside
from branch_portal.ground.patterns import pattern
from branch_portal.project.settings import Script

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The Han characters, for a class in a regular expression."""

_CONFIGURATIONS: Mapping[Script, str] = {"hans": "t2s", "hant": "s2tw"}
_REPERTOIRES: Mapping[Script, str] = {"hant": "big5", "hans": "gb2312"}
_DICTIONARIES = Path(_clib[0]) / "share" / "opencc"
_KEPT = "\U0010fffc"


class Conversion:
    """A function from text to text in the script `target`; `words` are the exceptions, as written → as wanted.

    Text without Han characters comes back as it is, so markup, addresses and code in ASCII are safe. With
    `mixed` the text may hold both scripts: what is plainly in the target script already is left alone. `first` is
    another conversion that the text goes through before.
    """

    def __init__(
        self,
        target: Script,
        words: Mapping[str, str] = MappingProxyType({}),
        *,
        mixed: bool = False,
        first: "Conversion | None" = None,
    ) -> None:
        self.target = target
        self.mixed = mixed
        self.first = first
        self._convert = _converter(_CONFIGURATIONS[target], tuple(sorted(words.items()))).convert

    def __call__(self, text: str) -> str:
        text = self.first(text) if self.first else text
        return self._convert_mixed(text) if self.mixed else str(self._convert(text))

    def _convert_mixed(self, text: str) -> str:
        other: Script = "hant" if self.target == "hans" else "hans"
        ready, foreign = _run_with(self.target), pattern(f"[{evidence(other)}]")
        kept: list[str] = []

        def keep(found: re.Match[str]) -> str:
            if foreign.search(found[0]):
                return found[0]
            kept.append(found[0])
            return _KEPT

        if _KEPT in text:
            raise ValueError("the text holds the character that stands for finished words")
        pieces = iter(kept)
        converted = str(self._convert(ready.sub(keep, text)))
        return re.sub(_KEPT, lambda _: next(pieces), converted)


def _made_by() -> str:
    return f"{sys.version} {opencc.__version__} {code_of(Path(__file__))}"


_EVIDENCE = kept_beside(__file__, ".evidence", _made_by, most=9)


@cache
def evidence(script: Script) -> str:
    """The characters that only a text in `script` holds: OpenCC changes them, the other script's repertoire lacks them."""
    if (found := _EVIDENCE.get(script)) is None:
        _EVIDENCE.put(script, found := _evidence(script))
    return str(found)


def _evidence(script: Script) -> str:
    convert = _converter(_CONFIGURATIONS["hans" if script == "hant" else "hant"], ()).convert
    other = _REPERTOIRES["hans" if script == "hant" else "hant"]
    characters = [chr(code) for code in range(0x3400, 0xA000)]
    changed = str(convert("\n".join(characters))).split("\n")
    pairs = zip(characters, changed, strict=True)
    return "".join(one for one, two in pairs if one != two and not one.encode(other, "ignore"))


@cache
def _run_with(script: Script) -> re.Pattern[str]:
    """A run of Han characters with at least one that only `script` has."""
    return pattern(f"[{HAN}]*[{evidence(script)}][{HAN}]*")


@lru_cache(maxsize=8)
def _converter(name: str, words: tuple[tuple[str, str], ...]) -> Any:
    config = json.loads((_DICTIONARIES / f"{name}.json").read_text(encoding="utf-8"))
    config.pop("segmentation", None)  # it would cut the own words apart; s2t works without it too
    for step in (*config.get("normalization", ()), *config["conversion_chain"]):
        _place(step["dict"])
    if words:
        group = config["conversion_chain"][0]["dict"]
        assert group["match_policy"] == "short_circuit"
        group["dicts"].insert(0, {"type": "inline", "entries": dict(words)})
        for later in config["conversion_chain"][1:]:  # a region's own forms of characters: not in our words
            later["dict"]["dicts"].insert(0, {"type": "inline", "entries": {wanted: wanted for _, wanted in words}})
    # OpenCC reads its configuration from a file; the file is gone as soon as it is read.
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "portal.json"
        file.write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
        return opencc.OpenCC(str(file))


def _place(dictionary: dict[str, Any]) -> None:
    """Name OpenCC's own dictionaries by their whole path, in place."""
    if "file" in dictionary:
        dictionary["file"] = str(_DICTIONARIES / dictionary["file"])
    for part in dictionary.get("dicts", ()):
        _place(part)
