"""The file that closing a quarter writes: what is frozen, and what is left for people to fill in."""

from collections.abc import Iterable

from branch_portal.systems.findings.frozen import Closing
from branch_portal.systems.findings.release_model import Correction, Totals
from branch_portal.writing.append import append
from branch_portal.writing.patch import Styles, document

_HEAD = """\
# 季度通報：由 portal quarter close 寫出；totals、balance、items、seal 不要手改，更正寫在 corrections
id: {id}
cutoff: {cutoff}
# 走完公開四步以後，去掉下面各行行首的 # 填好，再運行 portal check；沒有 published_on 就不會發布
#published_on: YYYY-MM-DD        # 發布日期，與 disclosure 的實施日期相同
#comments_until: YYYY-MM-DD      # 意見截止日，可不寫，不寫的這一行不去掉 #
#by_unit: {{role: 角色編號, on: YYYY-MM-DD}}      # 批准按單位晾曬才寫
#summary:
#  - 主要情況一兩段，不寫百分比，不寫人名
#good_practice:
#  - 好的做法，可不寫
#outside:
#  - 對外通報開頭的話，可不寫；不提具體問題和單位
#disclosure:                     # 公開四步：提出、審核、審批是三個不同的角色
#  proposed: {{role: 角色編號, on: YYYY-MM-DD}}      # 提出
#  reviewed: {{role: 角色編號, on: YYYY-MM-DD}}      # 審核
#  approved: {{role: 角色編號, on: YYYY-MM-DD}}      # 審批
#  published: {{role: 角色編號, on: YYYY-MM-DD}}      # 實施
"""
PUBLISHED = next(line for line in _HEAD.splitlines() if line.startswith("#published_on"))
"""The first line that waits for a person."""


_LINES: Styles = {("balance",): False, ("items",): False, ("totals",): True}
"""Frozen records stand a line each, so that a change of one is a change of its line."""


def release_file(id: str, closing: Closing) -> str:
    """The text of `data/releases/<id>.yml` for a quarter that has just been closed."""
    frozen = {
        "totals": _numbers(closing.totals),
        "balance": tuple({"tier": row.tier, "level": row.level, **_numbers(row)} for row in closing.balance),
        "items": tuple(item.model_dump() for item in closing.items),
        "seal": closing.seal,
    }
    return _HEAD.format(id=id, cutoff=closing.cutoff) + document(frozen, _LINES)


def with_corrections(text: str, corrections: Iterable[Correction]) -> str:
    """The text of a release with more corrections after those it has; raises ValueError as `append` does."""
    return append(text, "corrections", (entry.model_dump(exclude_none=True) for entry in corrections))


def _numbers(row: Totals) -> dict[str, int]:
    return {name: getattr(row, name) for name in Totals.model_fields}
