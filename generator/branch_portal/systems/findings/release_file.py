"""The file that closing a quarter writes: what is frozen, and what is left for people to fill in."""

import re
from collections.abc import Iterable

from branch_portal.systems.findings.frozen import Closing
from branch_portal.systems.findings.release_model import Balance, Correction, FrozenItem, Totals

_HEAD = """\
# 季度通報：由 portal quarter close 寫出；totals、balance、items、seal 不要手改，更正寫在 corrections
id: {id}
cutoff: {cutoff}
# 走完公開四步以後，去掉下面各行的 # 填好，再運行 portal check；沒有 published_on 就不會發布
# published_on: YYYY-MM-DD        發布日期，與 disclosure 的實施日期相同
# comments_until: YYYY-MM-DD      意見截止日，可不寫
# by_unit: {{role: 角色編號, on: YYYY-MM-DD}}      批准按單位晾曬才寫
# summary:
#   - 主要情況一兩段，不寫百分比，不寫人名
# good_practice:
#   - 好的做法，可不寫
# disclosure:
#   proposed: {{role: 角色編號, on: YYYY-MM-DD}}
#   reviewed: {{role: 角色編號, on: YYYY-MM-DD}}
#   approved: {{role: 角色編號, on: YYYY-MM-DD}}
#   published: {{role: 角色編號, on: YYYY-MM-DD}}
"""


def release_file(id: str, closing: Closing) -> str:
    """The text of `data/releases/<id>.yml` for a quarter that has just been closed."""
    lines = [
        f"totals: {_flow(closing.totals)}",
        "balance:" if closing.balance else "balance: []",
        *(f"  - {_flow(row)}" for row in closing.balance),
        "items:" if closing.items else "items: []",
        *(f"  - {_item(item)}" for item in closing.items),
        f"seal: {closing.seal}",
    ]
    return _HEAD.format(id=id, cutoff=closing.cutoff) + "\n".join(lines) + "\n"


def with_corrections(text: str, corrections: Iterable[Correction]) -> str:
    """The text of a release with more corrections after those it has.

    Raises ValueError where the list stands on one line, so that nothing can be put after its end.
    """
    added = [_correction(entry) for entry in corrections]
    lines = text.rstrip("\n").split("\n")
    start = next((number for number, line in enumerate(lines) if line.startswith("corrections:")), None)
    if start is None:
        return "\n".join([*lines, "corrections:", *(f"  {line}" for line in added)]) + "\n"
    beside = lines[start].partition(":")[2].partition("#")[0].strip()
    if beside not in ("", "[]"):
        raise ValueError("corrections")
    lines[start] = "corrections:"
    end = next((number for number in range(start + 1, len(lines)) if re.match(r"[A-Za-z_]", lines[number])), len(lines))
    indent = next((line[: line.index("-")] for line in lines[start + 1 : end] if re.match(r" *- ", line)), "  ")
    return "\n".join([*lines[:end], *(f"{indent}{line}" for line in added), *lines[end:]]) + "\n"


def _correction(entry: Correction) -> str:
    quoted = "'" + entry.what.replace("'", "''") + "'"
    now = f", now: {_item(entry.now)}" if entry.now else ""
    return f"- {{on: {entry.on}, item: {entry.item}, what: {quoted}, by: {entry.by}{now}}}"


def _item(item: FrozenItem) -> str:
    return (
        f"{{id: {item.id}, tier: {item.tier}, level: {item.level}, unit: {item.unit},"
        f" state: {item.state}, text: {item.text}}}"
    )


def _flow(row: Totals) -> str:
    where = f"tier: {row.tier}, level: {row.level}, " if isinstance(row, Balance) else ""
    return "{" + where + ", ".join(f"{name}: {getattr(row, name)}" for name in Totals.model_fields) + "}"
