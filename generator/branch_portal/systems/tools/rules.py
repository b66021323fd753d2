"""小工具: rules over the papers that the settings give a countdown."""

import re
from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Records
from branch_portal.source.mends import in_digits
from branch_portal.systems.alerts.kinds import COUNTDOWNS
from branch_portal.systems.tools.settings import TOOL_SETTINGS

STEP = rule(
    "TOOL-01",
    title="文稿裡的 {數} 是倒排的一步",
    why="{3} 會換成第3步的日子；不是步數的換不了，照原樣印在請示、報告上。",
    mend="花括號裡寫半角的數字，從1到倒排步驟的步數。",
)

_MARK = re.compile(r"[{｛]\s*([^{}｛｝\n]{0,6}?)\s*[}｝]|[{｛}｝]")


def check(records: Records) -> Iterator[Problem]:
    for number, tool in enumerate(records.settings.record[TOOL_SETTINGS].countdowns):
        countdown = records[COUNTDOWNS].get(tool.countdown)
        most = len(countdown.record.steps) if countdown else 0
        for index, paper in enumerate(tool.papers if most else ()):
            place = records.settings.at("tools", "countdowns", number, "papers", index, "text")
            for found in _MARK.finditer(paper.text):
                if not re.fullmatch(r"\{[1-9][0-9]*\}", found[0]) or int(found[1]) > most:
                    message = f"「{paper.title}」裡的「{found[0]}」不是這個倒排的一步"
                    yield STEP.problem(place, message, value=found[0], mend=_mend(found, most))


def _mend(found: re.Match[str], most: int) -> str:
    """The step that was most likely meant, or which there are."""
    meant = re.sub(r"[^0-9]", "", in_digits(found[1] or "")).lstrip("0")
    if meant and int(meant) <= most:
        return f"改成 {{{meant}}}。"
    return f"改成 {{1}} 至 {{{most}}} 中的一個，是第幾步就寫幾；不要日子的，刪去它。"
