"""From one script to the other with OpenCC and the unit's own list of words.

Only the configurations t2s and s2t: the ones for regions (tw2sp, s2twp) also swap words (文件 becomes 檔案),
which must never happen to official terms. The own words come before OpenCC's dictionaries, as an inline
dictionary in the same group, so they are matched in the same pass.
"""

import json
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import opencc
from opencc.clib import __path__ as _clib

from generator.model.settings import Script

CONFIGURATIONS: dict[Script, str] = {"hans": "t2s", "hant": "s2t"}
_DICTIONARIES = Path(_clib[0]) / "share" / "opencc"


class Conversion:
    """A function from text to text in the script `target`; `words` are the exceptions, as written → as wanted.

    Text that has no Han characters comes back as it is, so markup, addresses and code in ASCII are safe.
    """

    def __init__(self, target: Script, words: Mapping[str, str]) -> None:
        self.target = target
        self._convert = _converter(CONFIGURATIONS[target], tuple(sorted(words.items()))).convert

    def __call__(self, text: str) -> str:
        return str(self._convert(text))


@lru_cache(maxsize=8)
def _converter(name: str, words: tuple[tuple[str, str], ...]) -> Any:
    config = json.loads((_DICTIONARIES / f"{name}.json").read_text(encoding="utf-8"))
    for step in (*config.get("normalization", ()), *config["conversion_chain"]):
        _place(step["dict"])
    if words:
        group = config["conversion_chain"][0]["dict"]
        assert group["match_policy"] == "short_circuit"
        group["dicts"].insert(0, {"type": "inline", "entries": dict(words)})
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
