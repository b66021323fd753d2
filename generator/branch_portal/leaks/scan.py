"""The rules about leaks, and the scan of every source file; a message says where and what, never the value."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from branch_portal.ground.problems import Place, Problem, Severity
from branch_portal.ground.redaction import KIND_TITLES, Leak, LeakKind, leaks, plain
from branch_portal.ground.rules import Rule, rule
from branch_portal.leaks import attachments
from branch_portal.leaks.model import Exemption
from branch_portal.project.input_files import input_files
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located

_MEND = "刪去；放在線下保管。已經提交過的，倉庫歷史裡還有，按「泄露了怎麼辦」處理。"


def _rule(number: int, title: str, why: str, mend: str = _MEND, severity: Severity = "error") -> Rule:
    return rule(f"LEAK-{number:02}", title, why, mend, severity)


RULES: dict[LeakKind, Rule] = {
    "resident_id": _rule(1, "不寫身份證號", "身份證號一旦公開就收不回來。"),
    "masked": _rule(2, "不寫遮蓋過的號碼和姓名", "各處遮的位置不同，拼起來就是完整的號碼；某某加上單位，也認得出是誰。"),
    "phone": _rule(
        3, "不寫電話號碼", "個人電話不上站；辦公電話要有放行記錄。",
        "刪去個人電話；辦公電話、值班電話經批准後寫進 data/exemptions。",
    ),
    "bank_card": _rule(4, "不寫銀行卡號", "卡號會被冒用。"),
    "passport_plate": _rule(5, "不寫護照號和車牌", "憑它就能找到人。"),
    "mail": _rule(
        6, "不寫個人郵箱", "個人郵箱會招來釣魚郵件；崗位郵箱要有放行記錄。",
        "刪去個人郵箱；崗位郵箱經批准後寫進 data/exemptions。",
    ),
    "amount": _rule(7, "姓名和金額不寫在一起", "誰繳多少黨費、領多少慰問金，是個人信息。"),
    "discipline": _rule(8, "不寫誰受了什麼處分", "立案、處分、誡勉和問題線索只在紀檢機構的系統裡，不在這裡。"),
    "secrecy": _rule(
        9, "沒有密級和內部標誌", "標了密級或內部的文件，不能放進倉庫，也不能摘抄後去掉標誌再放。",
        "撤下文件，請保密審查。只是講解標誌的用法時，寫成「標有秘密字樣的文件」，不單獨成行、不加括號。",
    ),
}  # fmt: skip
RULES["address"] = _rule(
    13, "不寫家庭住址", "住址一公開，誰都能找上門。",
    "刪去；寫到社區或小區為止。辦公地點寫「辦公樓301」這樣的話，或經批准後寫進 data/exemptions。",
)  # fmt: skip
HIDDEN = _rule(
    10, "附件沒有隱藏的內容", "批注、修訂記錄、隱藏的工作表、作者和拍攝信息，打開時不一定看得見，下載的人都拿得到。",
    "在辦公軟件裡用「檢查文檔」刪去後另存；圖片用截圖或「刪除屬性和個人信息」後再放。",
)  # fmt: skip
OPAQUE = _rule(
    11, "附件能夠檢查", "打不開、加了密碼或舊格式的附件，裡面有什麼沒人知道。",
    "另存為 docx、xlsx 或 pdf，不加密碼；壓縮包解開後逐個放。",
)  # fmt: skip
EXPIRED = _rule(
    12, "放行記錄在有效期內", "電話、郵箱換了人，放行就不該再有效；到期以後，用著這個號碼的頁面就發布不了。",
    "核對號碼還對不對，到期前重新批准，改 approved_on 和 expires；不用的刪去。", "warning",
)  # fmt: skip

WARNED_DAYS = 60
"""So long before an exemption ends its editors are told."""

TEXT = frozenset((".html", ".htm", ".md", ".yml", ".yaml", ".ics", ".json", ".svg", ".xml", ".csv", ".txt", ".js", ".css", ".webmanifest", ".map"))  # fmt: skip
"""Suffixes of the files that are read as text."""
MOST_REPORTED = 200
"""Leaks that are told of one text."""


@dataclass(frozen=True)
class Allowed:
    """What may pass: the exempted values, and the hosts of our own identifiers, which look like addresses."""

    values: frozenset[str] = frozenset()
    hashes: frozenset[str] = frozenset()
    own_hosts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, exemptions: Iterable[Exemption], today: dt.date, own_host: str = "") -> "Allowed":
        valid = [one for one in exemptions if one.expires >= today]
        return cls(
            frozenset(plain(one.value) for one in valid if one.value),
            frozenset(one.sha256 for one in valid if one.sha256),
            frozenset((own_host,)) if own_host else frozenset(),
        )

    def passes(self, leak: Leak) -> bool:
        if leak.value in self.values:
            return True
        if leak.kind == "address" and any(leak.value in value for value in self.values):
            return True  # the form leaves out the street's name, which an exemption has
        return bool(self.hashes) and hashlib.sha256(leak.value.encode()).hexdigest() in self.hashes


def check_exemptions(exemptions: Iterable[Located[Exemption]], today: dt.date) -> Iterator[Problem]:
    """Exemptions that run out within `WARNED_DAYS`, or have: what they let pass is then a leak wherever it stands."""
    for item in exemptions:
        expires = item.record.expires
        left = (expires - today).days
        if left <= WARNED_DAYS:
            when = f"{expires} 已到期" if left < 0 else f"{expires} 到期，還有{left}天"
            yield EXPIRED.problem(item.at("expires"), when, value=str(expires))


def scan_text(text: str, path: str, allowed: Allowed) -> Iterator[Problem]:
    """The leaks of one text file, each at its line and column; the first `MOST_REPORTED`."""
    for leak in first_leaks(text, allowed):
        before = text.rfind("\n", 0, leak.start) + 1
        place = Place(path, text.count("\n", 0, leak.start) + 1, leak.start - before + 1)
        yield RULES[leak.kind].problem(place, f"這裡有{KIND_TITLES[leak.kind]}（不顯示內容）")


@lru_cache(10_000)
def _scanned(text: str, path: str, allowed: Allowed) -> tuple[Problem, ...]:
    """The same, kept: whoever reads a portal again finds nearly every file as it was."""
    return tuple(scan_text(text, path, allowed))


def first_leaks(text: str, allowed: Allowed) -> Iterator[Leak]:
    """The first leaks of one text that may not pass: looking up the places of a million takes minutes."""
    return islice((leak for leak in leaks(text, allowed.own_hosts) if not allowed.passes(leak)), MOST_REPORTED)


def scan_attachment(suffix: str, data: bytes, path: str, allowed: Allowed, seen: attachments.Seen) -> Iterator[Problem]:
    """The leaks of one attachment, and what it hides; the place is the file."""
    try:
        held = attachments.contents(suffix, data, seen)
    except attachments.UnreadableError:
        yield OPAQUE.problem(Place(path), "這個附件打不開，或加了密碼")
        return
    for hidden in held.hidden:
        yield HIDDEN.problem(Place(path), f"附件裡有{hidden}")
    found = {leak.kind for part in held.parts for leak in leaks(part, allowed.own_hosts) if not allowed.passes(leak)}
    for kind in sorted(found):
        yield RULES[kind].problem(Place(path), f"附件裡有{KIND_TITLES[kind]}（不顯示內容）")


def scan_sources(folders: Folders, reading: Reading, allowed: Allowed) -> Iterator[Problem]:
    """Every file below the input folders: texts as they were written, comments too, and attachments."""
    for folder in (folders.data, folders.content, folders.settings.parent):
        for path in input_files(folder) if folder.is_dir() else ():
            shown, suffix = folders.shown(path), path.suffix.lower()
            if suffix in TEXT or not suffix:
                lines = reading.lines.get(shown)
                text = "\n".join(lines) if lines is not None else path.read_text("utf-8-sig", "replace")
                yield from _scanned(text, shown, allowed)
            elif suffix in attachments.OFFICE | attachments.PICTURES | {".pdf"}:
                yield from scan_attachment(suffix, path.read_bytes(), shown, allowed, set())
            elif suffix in attachments.OPAQUE:
                yield OPAQUE.problem(Place(shown), f"{suffix} 文件沒有辦法檢查")
