"""取用: a record of a lower layer that the unit has copied to change it, and what the copy was made from.

The text of that day is kept below `site_config/adopted/`, so that it can be told later who has changed what since.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.project.reading import Folders
from branch_portal.project.records import Located, Records

CHANGED = rule(
    "LAYER-05",
    title="取用的記錄跟得上下層的改動",
    why="取用以後，下層改了期限、依據或步驟，本單位的那份不會自己跟著改。",
    mend="運行 portal adopt --diff 看兩邊各改了什麼；用 --merge 採用不衝突的，或用 --keep 記下「以本單位的為準」。",
    severity="warning",
)
LEFT = rule(
    "LAYER-06",
    title="取用的底本都還有用",
    why="本單位或下層已經沒有這條記錄，底本留著只會讓人誤會。",
    mend="刪去這個底本。",
    severity="warning",
)


@dataclass(frozen=True)
class Adopted:
    """One copied record: its kind's name, its own and the file that keeps what it was copied from."""

    kind: str
    name: str
    path: Path

    def text(self) -> str:
        """What the lower layer's record said when it was copied."""
        return plain(self.path.read_text("utf-8-sig", errors="replace"))


def base_file(folders: Folders, kind: str, name: str, suffix: str) -> Path:
    """Where the base of a copy is kept."""
    return folders.adopted / kind / f"{name}{suffix}"


def adopted(folders: Folders) -> Iterator[Adopted]:
    """Every copy whose base is kept, in order."""
    for path in sorted(folders.adopted.glob("*/*")):
        if path.is_file() and path.suffix in (".yml", ".md") and not path.name.startswith((".", "~")):
            yield Adopted(path.parent.name, path.stem, path)


def lower(records: Records, kind: str, name: str) -> Located[object] | None:
    """The record of the layers below, whether the unit has one in its place, hides it or neither."""
    layering = records.layering
    found = records.groups.get(kind, {}).get(name)
    if found is not None and not found.own:
        return found
    if (kind, name) in layering.hidden:
        below = layering.hidden[kind, name][2]
    else:
        below = layering.replaced.get((kind, name), ())
    return below[-1] if below else None


def lower_text(located: Located[object]) -> str:
    """The whole file of a record, in the unit's script."""
    return plain("\n".join(located.source.lines))


def check(folders: Folders, records: Records) -> Iterator[Problem]:
    """Copies that no longer stand for what the layer below says."""
    for one in adopted(folders):
        below = lower(records, one.kind, one.name)
        own = records.groups.get(one.kind, {}).get(one.name)
        if below is None or own is None or not own.own:
            gone = "本單位沒有取用這條記錄了" if below is not None else "下層已經沒有這條記錄"
            mend = None if below is not None else "核對本單位的那份是否還需要；刪去這個底本。"
            yield LEFT.problem(Place(folders.shown(one.path)), gone, value=one.name, mend=mend)
        elif lower_text(below) != one.text():
            title = records.kinds.title(one.kind)
            assert below.layer
            message = f"{below.layer.title}的{title}「{one.name}」在取用以後改過"
            mend = (
                f"運行 portal adopt {title} {one.name} --diff 看兩邊各改了什麼；"
                "再用 --merge 採用不衝突的，或用 --keep 記下「以本單位的為準」。"
            )
            yield CHANGED.problem(own.at(), message, mend=mend)


def plain(text: str) -> str:
    """A file's text without what editors put in differently: line ends, and empty lines at the end."""
    return text.replace("\r\n", "\n").rstrip("\n") + "\n"
