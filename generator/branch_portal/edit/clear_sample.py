"""清空示例: a copied sample becomes the beginning of a unit's own portal, which stands on the library."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from branch_portal.edit.places import Refused
from branch_portal.project.kind import Kinds
from branch_portal.project.library import NAME, library_root, sample_roots
from branch_portal.project.reading import Folders, Wording
from branch_portal.project.records import Records
from branch_portal.start.answers import Answers, checked_url
from branch_portal.start.repository import repository
from branch_portal.start.settings import quarter, without_own_parts
from branch_portal.writing.patch import patch

_OF_SAMPLE = re.compile(r"^ *#[^\n]*示例[^\n]*\n| +#[^\n]*示例[^\n]*", re.MULTILINE)
_GONE = ("sample", "sample_notice")


def cleared(
    records: Records, folders: Folders, kinds: Kinds, organisation: str, day: dt.date, wording: Wording
) -> tuple[dict[str, bytes], tuple[str, ...], tuple[str, ...]]:
    """Files to write, files to delete, and which of these are not as the sample has them; raises `Refused`."""
    settings = records.settings.record
    if not settings.sample:
        raise Refused("site_config/portal.yml 裡不是 sample: true，這裡已經不是示例，沒有動。")
    if (library_root()).resolve() == folders.root.resolve():
        raise Refused("這裡是程序的倉庫，示例就在這裡維護，沒有動。")
    gone: list[str] = []
    changed: list[str] = []
    shared = {kind.folder: kind.shared for kind in kinds}
    for top in (folders.data, folders.content / "guide", folders.content / "learning"):
        for file in sorted(top.rglob("*")):
            if not file.is_file() or file.name.startswith("."):
                continue
            shown = folders.shown(file)
            same = _as_in_sample(file, shown, wording)
            if not same and any(shown.startswith(f"{folder}/") for folder, is_shared in shared.items() if is_shared):
                continue  # what the unit has changed of the library's stays its own
            gone.append(shown)
            if not same and file != folders.ledger:
                changed.append(shown)
    answers = Answers(
        name=settings.name,
        organisation=organisation,
        url=checked_url(settings.site_url),
        branches=1,
        forge="none",
        script=settings.editions.source,
        today=day,
    )
    files = {path: text for path, text in repository(answers).items() if path.startswith("data/")}
    files["site_config/portal.yml"] = _settings(records, folders, organisation, day).encode()
    return files, tuple(path for path in gone if path not in files), tuple(changed)


def _as_in_sample(file: Path, shown: str, wording: Wording) -> bool:
    """Whether a file is the sample's own, in whatever script."""
    for root in sample_roots():
        if (root / shown).is_file():
            ours, theirs = (root / shown).read_bytes(), file.read_bytes()
            if ours == theirs:
                return True
            if file.suffix in (".yml", ".md"):
                return wording(shown, ours.decode("utf-8-sig")).encode() == theirs
    return False


def _settings(records: Records, folders: Folders, organisation: str, day: dt.date) -> str:
    text = folders.settings.read_text("utf-8-sig")
    old = records.settings.source.data
    assert isinstance(old, Mapping)
    new: dict[str, Any] = without_own_parts({key: value for key, value in old.items() if key not in _GONE})
    new |= {
        "organisation": organisation,
        "layers": (NAME,),
        "years": (day.year, day.year + 1),
        "first_quarter": quarter(day),
    }
    return _OF_SAMPLE.sub("", patch(text, old, new, {}))
