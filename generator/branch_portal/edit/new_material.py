"""放學習材料: the file without its makers' names, and its record with size and hash."""

import datetime as dt
import re
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from branch_portal.edit.known_ids import taken_ids
from branch_portal.edit.new_record import NewRecord
from branch_portal.edit.places import Refused
from branch_portal.edit.schemas import header
from branch_portal.edit.written_values import checked_id
from branch_portal.editions.door import own_words
from branch_portal.ground.problems import Problem
from branch_portal.leaks.allowed import Allowed
from branch_portal.leaks.cleaned import cleaned
from branch_portal.leaks.kinds import EXEMPTIONS
from branch_portal.leaks.scan import scan_file
from branch_portal.project.attachment import Attachment, read_attachment
from branch_portal.project.kind import Kind
from branch_portal.project.reading import Folders
from branch_portal.project.records import Records
from branch_portal.writing.change import change

_KINDS = {"md": "lesson", "pptx": "courseware", "png": "picture", "jpg": "picture", "mp4": "video"}
"""What a file most likely is; a person looks at it."""
_NUMBERED = "material-"
_PICTURE, _TEXT = "用看圖或畫圖軟件打開，另存為 png 或 jpg。", "用 Word 或 WPS 打開，另存為 docx 或 PDF。"
_INSTEAD = {
    **dict.fromkeys((".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic"), _PICTURE),
    **dict.fromkeys((".txt", ".rtf", ".odt", ".html", ".htm", ".ofd"), _TEXT),
    **dict.fromkeys((".mov", ".avi", ".wmv", ".flv", ".mkv"), "用視頻軟件轉成 mp4。"),
    **dict.fromkeys((".zip", ".rar", ".7z"), "解開壓縮包，裡面的文件一份一份放。"),
}
"""What a person does with a file of a sort that is not taken, by its suffix."""


@dataclass(frozen=True)
class Made:
    """What is to be written, by path; `cleaned` is what went, `next` what a person does then, `problems` why not."""

    files: Mapping[str, str | bytes]
    cleaned: tuple[str, ...]
    next: str
    problems: tuple[Problem, ...] = ()


class NewMaterial:
    """A file that comes into the portal whose `records` these are, as a record of `kind`; `types` are those it may be."""

    def __init__(
        self, kind: Kind[str, Any], types: Collection[str], records: Records, folders: Folders, today: dt.date
    ) -> None:
        self.kind, self.types = kind, types
        self.records, self.folders, self.today = records, folders, today

    def result(self, file: Path, id: str | None) -> Made:
        """The files to write; raises `Refused` or `NotCleaned` with what to do instead."""
        before = read_attachment(file)
        if not before.size:
            raise Refused(f"「{file.name}」是空的：從原來的地方再複製一份。")
        if before.kind not in self.types:
            cleaned(file.read_bytes())  # what cannot be opened is told as that
            instead = _INSTEAD.get(file.suffix.lower(), "")
            raise Refused(
                f"「{file.name}」不能放：學習材料只收 {'、'.join(self.types)}，看的是內容，不是後綴。{instead}"
            )
        limit = self.records.settings.record.learning_max_mb
        if before.size > limit * 1024 * 1024:
            raise Refused(
                f"「{file.name}」有 {before.size / 1024 / 1024:.1f} MB，上限 {limit} MB：壓縮、拆分，或者改設置的 learning_max_mb。"
            )
        there = file.parent == self.folders.content / "learning"
        content = cleaned(file.read_bytes())
        id = self._id(file, id, there)
        name = f"{id}.{before.kind}"
        after = _facts(name, content)
        path = f"content/learning/{name}"
        written: dict[str, str | bytes] = {} if there and content == file.read_bytes() else {path: content}
        known = self.records[self.kind].get(id)
        record = f"data/materials/{id}.yml"
        if known:
            text = (self.folders.root / record).read_text("utf-8")
            written[record] = change(text, {"size": after.size, "sha256": after.sha256})
            then = "文件換過的，重新做保密審查和覆核，改 secrecy_review 和 reviewed_on；再運行 portal check。"
        else:
            written[record] = self._record(id, file, after)
            then = f"打開 {record}，填好標著「必填」的，再運行 portal check。"
        if after.traces == ("拍攝地點",):
            raise Refused(f"「{file.name}」裡有拍攝地點，去不掉。用視頻軟件另存一份不帶位置的再放。")
        if after.kind == "pptx" and b"ppt/notesSlides/" in content:
            then = f"幻燈片下面的備註會一起公開，先看一遍。{then}"
        gone = tuple(trace for trace in before.traces if trace not in after.traces)
        return Made(written, gone, then, tuple(self._leaks(path, content)))

    def _id(self, file: Path, id: str | None, there: bool) -> str:
        if there and (id is None or id == file.stem):
            checked_id(self.kind, file.stem)
            return file.stem
        taken = {*taken_ids(self.kind, self.records, self.folders)} | {
            one.stem for one in (self.folders.content / "learning").glob("*.*")
        }
        stem = re.sub("[^a-z0-9]+", "-", file.stem.lower()).strip("-")
        usable = re.sub("[^a-z0-9 _.-]", "", file.stem.lower()) == file.stem.lower() and len(stem) > 2
        chosen = id or (stem if usable else "")
        if chosen:
            checked_id(self.kind, chosen)
            if chosen in taken:
                raise Refused(
                    f"編號「{chosen}」已經用過，用 --id 另寫一個；要換掉原來的文件，把新的放到 content/learning 再運行一次。"
                )
            return chosen
        row = [one for one in taken if re.fullmatch(f"{_NUMBERED}[0-9]+", one)]
        return next(f"{_NUMBERED}{number:02d}" for number in range(1, 1000) if f"{_NUMBERED}{number:02d}" not in row)

    def _record(self, id: str, file: Path, facts: Attachment) -> str:
        title = file.stem if re.search("[\u4e00-\u9fff]", file.stem) else ""
        given = {
            **({"title": title} if title else {}),
            "kind": _KINDS.get(facts.kind, "reading"),
            "file": facts.name,
            "size": facts.size,
            "sha256": facts.sha256,
        }
        text = own_words(self.records)(NewRecord(self.kind, id, given, self.today, self.records).text())
        return header(self.kind, self.folders.root) + text

    def _leaks(self, path: str, content: bytes) -> list[Problem]:
        exempted = [item.record for item in self.records[EXEMPTIONS].values()]
        host = self.records.settings.record.calendar.uid_host
        return list(scan_file(content, path, Allowed.of(exempted, self.today, host)))


def _facts(name: str, content: bytes) -> Attachment:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(content)
        return read_attachment(file)
