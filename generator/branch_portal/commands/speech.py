"""用哪種字說話: what the command line prints, in the script that people write.

The generator's own words are Traditional. Where the settings say that the source is Simplified, everything printed is
turned on its way out; what is shown from a file stays as it is written there.
"""

import io
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from branch_portal.project.reading import Folders

_SIMPLIFIED = re.compile(r"\bsource: *[\"']?hans\b")
_FROM_A_FILE = re.compile(r"( *)(>? *[0-9]* \| .*|寫的是：)(.*)", re.DOTALL)
_TOLD = ("message", "why", "mend")


class Spoken(io.TextIOWrapper):
    """A stream like `plain` that prints in Simplified."""

    def __init__(self, plain: io.TextIOWrapper, conversion: Callable[[str], str]) -> None:
        super().__init__(plain.buffer, plain.encoding, "replace", line_buffering=True)
        self.conversion = conversion

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError("a text stream")  # click asks with bytes what kind of stream this is
        super().write("".join(map(self._line, text.splitlines(keepends=True))))
        return len(text)

    def _line(self, line: str) -> str:
        if line.startswith('{"path":'):
            fields = json.loads(line)
            fields.update({name: self.conversion(fields[name]) for name in _TOLD})
            return json.dumps(fields, ensure_ascii=False) + "\n"
        if found := _FROM_A_FILE.fullmatch(line):
            label = found[2] if "|" in found[2] else self.conversion(found[2])
            return found[1] + label + found[3]
        return self.conversion(line)


@contextmanager
def speech(arguments: Sequence[str]) -> Iterator[None]:
    """While the block runs, what is printed is in the script of the portal that the command line names."""
    conversion = _conversion(_root(arguments))
    kept = (sys.stdout, sys.stderr)
    if conversion:
        for name in ("stdout", "stderr"):
            stream = getattr(sys, name)
            if isinstance(stream, io.TextIOWrapper):
                stream.flush()
                setattr(sys, name, Spoken(stream, conversion))
    try:
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, Spoken):
                stream.detach()  # or it would close what it writes to when it is thrown away
        sys.stdout, sys.stderr = kept


def _root(arguments: Sequence[str]) -> Path:
    for number, argument in enumerate(arguments):
        if argument == "--root" and number + 1 < len(arguments):
            return Path(arguments[number + 1])
        if argument.startswith("--root="):
            return Path(argument.removeprefix("--root="))
    return Path()


def _conversion(root: Path) -> Callable[[str], str] | None:
    """Read with forgiveness: what is wrong in these files has to be told, too."""
    folders = Folders(root)
    try:
        settings = folders.settings.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    if not _SIMPLIFIED.search(settings):
        return None
    # Only who needs them waits for them.
    import yaml

    from branch_portal.editions.conversion import Conversion
    from branch_portal.editions.edition import editions
    from branch_portal.editions.model import WordList
    from branch_portal.project.settings import EditionSettings

    lists = []
    for file in sorted((folders.data / "conversions").glob("*.yml")):
        try:
            written = yaml.safe_load(file.read_text("utf-8"))
            lists.append(WordList.model_validate_json(json.dumps(written)))  # in JSON a list may become a tuple
        except (OSError, ValueError, TypeError, yaml.YAMLError):
            continue
    return Conversion("hans", editions(EditionSettings(source="hans"), lists).words["hans"], mixed=True)
