"""季度通報: a closed quarter, frozen as it stood at its cutoff, and the corrections made since."""

from typing import Annotated

from pydantic import Field

from branch_portal.project.base import Date, Id, InYear, Record, Text
from branch_portal.project.since import Since
from branch_portal.systems.findings.disclosure import Disclosure, DisclosureStep
from branch_portal.systems.findings.model import LEVEL_TITLES, TIER_TITLES, Level, State, Tier

RELEASE_ID = r"^[0-9]{4}-q[1-4]$"

FLOW = ("opening", "new", "closed", "carried")
"""Fields of `Totals` that make up the balance."""

STATUS_NAMES = ("registered", "done", "continuing", "not_done")
"""Fields of `Totals` that say how far what is registered has come: the first is the sum of the others."""


class Totals(Record):
    """What a closed quarter declared, to be checked against its items and the records."""

    opening: int = Field(title="期初", ge=0)
    new: int = Field(title="新增", ge=0)
    closed: int = Field(title="銷號", ge=0)
    carried: int = Field(title="結轉", ge=0)
    registered: int = Field(title="累計登記", ge=0)
    done: int = Field(title="完成", ge=0)
    continuing: int = Field(title="基本完成並持續", ge=0)
    not_done: int = Field(title="未完成", ge=0)


class Balance(Totals):
    """The totals of one level inside one tier."""

    tier: Tier = Field(title="問題庫")
    level: Level = Field(title="層次")


def row_title(row: Totals) -> str:
    """What a message calls a row."""
    return f"{TIER_TITLES[row.tier]}庫{LEVEL_TITLES[row.level]}：" if isinstance(row, Balance) else "合計："


class FrozenItem(Record):
    """One problem as it stood at the cutoff; `text` is the fingerprint of its public words.

    `unit` is called as it was called then: a branch that has another id since has this one in its `old_ids`.
    """

    id: Id = Field(title="問題編號")
    tier: Tier = Field(title="問題庫")
    level: Level = Field(title="層次")
    unit: Id = Field(title="責任主體", json_schema_extra={"refers": "organisations_then"})
    state: State = Field(title="截止日狀態")
    text: str = Field(title="公開表述的指紋", pattern=r"^h[0-9a-f]{16}$")


class Correction(Record):
    """更正: a dated, visible change to one item of a closed quarter; without `now` the item is taken out."""

    on: Since = Field(title="更正日期")
    item: Id = Field(title="問題編號")
    what: Text = Field(title="更正什麼、為什麼")
    by: str = Field(title="批准角色", json_schema_extra={"refers": "roles"})
    now: FrozenItem | None = Field(default=None, title="更正後")


class Release(Record):
    """季度通報: one closed quarter (`2026-q1.yml`), written by `portal quarter close`.

    Without `published_on` it is a draft: frozen, but on no page.
    """

    id: Annotated[str, Field(pattern=RELEASE_ID), InYear] = Field(title="編號")
    cutoff: Date = Field(title="統計截止日")
    published_on: Date | None = Field(default=None, title="發布日期")
    comments_until: Date | None = Field(default=None, title="意見截止日")
    by_unit: DisclosureStep | None = Field(default=None, title="按單位晾曬的審批")
    summary: tuple[Text, ...] = Field(default=(), title="主要情況")
    good_practice: tuple[Text, ...] = Field(default=(), title="好的做法")
    outside: tuple[Text, ...] = Field(default=(), title="對外的話")
    disclosure: Disclosure | None = Field(default=None, title="公開四步")
    totals: Totals = Field(title="合計")
    balance: tuple[Balance, ...] = Field(title="按問題庫和層次")
    items: tuple[FrozenItem, ...] = Field(title="截止日的問題")
    seal: str = Field(title="凍結指紋", pattern=r"^h[0-9a-f]{16}$")
    corrections: tuple[Correction, ...] = Field(default=(), title="更正")
