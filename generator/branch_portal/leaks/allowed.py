"""What may pass the scan: a few office lines, role mailboxes and office addresses, approved for a year at most."""

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from branch_portal.ground.problems import Problem
from branch_portal.ground.redaction import Leak, leaks, plain
from branch_portal.leaks.model import Exemption
from branch_portal.leaks.rules import APPROVAL, EXPIRED, NEVER
from branch_portal.project.records import Located

WARNED_DAYS = 60
"""So long before an exemption ends its editors are told."""
LONGEST = dt.timedelta(days=366)
"""An exemption holds no longer after its approval, whatever it says."""

_PERSONAL_HOSTS = (
    "qq.com|foxmail.com|163.com|126.com|yeah.net|sina.com|sina.cn|sohu.com|139.com|189.cn|wo.cn|aliyun.com|gmail.com|outlook.com|hotmail.com"
    "|live.com|icloud.com|yahoo.com"
)
_PERSONAL_MAIL = re.compile(rf"[0-9]{{5,}}@|@(?:vip\.)?(?:{_PERSONAL_HOSTS})$|^1[3-9][0-9]{{9}}@")
_HOME = re.compile(
    "小[区區]|花[园園]|新村|公寓|家[园園]|苑|宿舍|家[属屬]|住宅|生活[区區]|[单單]元|[组組]|^[^路街巷道]{0,8}[栋棟幢]"
)


def may_pass(leak: Leak) -> bool:
    """Whether this can be exempted at all: what belongs to a person, and a mark of secrecy, never can."""
    if leak.kind == "phone":
        return not re.fullmatch("1[3-9][0-9]{9}", leak.value)
    if leak.kind == "mail":
        return not _PERSONAL_MAIL.search(leak.value)
    return leak.kind == "address" and not _HOME.search(leak.value)


def ends(exemption: Exemption) -> dt.date:
    """The last day on which an exemption holds."""
    return min(exemption.expires, exemption.approved_on + LONGEST)


@dataclass(frozen=True)
class Allowed:
    """What may pass: the exempted values, and the hosts of our own identifiers, which look like addresses."""

    values: frozenset[str] = frozenset()
    hashes: frozenset[str] = frozenset()
    own_hosts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, exemptions: Iterable[Exemption], today: dt.date, own_host: str = "") -> "Allowed":
        valid = [one for one in exemptions if one.approved_on <= today <= ends(one)]
        return cls(
            frozenset(plain(one.value) for one in valid if one.value),
            frozenset(one.sha256 for one in valid if one.sha256),
            frozenset((own_host,)) if own_host else frozenset(),
        )

    @property
    def told(self) -> str:
        """All of it as text, which shows no value: the same for what lets the same pass."""
        parts = (sorted(self.values), sorted(self.hashes), sorted(self.own_hosts))
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def passes(self, leak: Leak) -> bool:
        if not (self.values or self.hashes) or not may_pass(leak):
            return False
        if leak.value in self.values:
            return True
        if leak.kind == "address" and any(leak.value in value for value in self.values):
            return True  # the form leaves out the street's name, which an exemption has
        return bool(self.hashes) and hashlib.sha256(leak.value.encode()).hexdigest() in self.hashes


def check_exemptions(
    exemptions: Iterable[Located[Exemption]], today: dt.date, upper: Collection[str] = ()
) -> Iterator[Problem]:
    """Exemptions of what must not pass, or badly approved, and those that run out within `WARNED_DAYS`, or have."""
    for item in exemptions:
        one = item.record
        if any(not may_pass(leak) for leak in leaks(f"{one.value or ''}")):
            yield NEVER.problem(item.at("value"), "這樣的內容不能放行（不顯示內容）")
        if upper and one.approved_by not in upper:
            yield APPROVAL.problem(item.at("approved_by"), f"「{one.approved_by}」不是上級角色", value=one.approved_by)
        if one.approved_on > today:
            message = f"批准日期 {one.approved_on} 還沒有到，這條放行還不算數"
            yield APPROVAL.problem(item.at("approved_on"), message, value=str(one.approved_on))
        expires = ends(one)
        if one.expires > expires:
            message = f"批到 {one.expires}，超過一年；只算到 {expires}"
            yield APPROVAL.problem(item.at("expires"), message, value=str(one.expires))
        left = (expires - today).days
        if left <= WARNED_DAYS:
            when = (
                f"{expires} 已到期" if left < 0 else f"{expires} 到期，還有{left}天" if left else f"{expires} 今天到期"
            )
            yield EXPIRED.problem(item.at("expires"), when, value=str(one.expires))
