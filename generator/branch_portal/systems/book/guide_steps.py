"""A guide's sections and numbered steps, whose anchors are addresses for good."""

import re
from collections.abc import Iterator

from branch_portal.ground.problems import Place, ProblemLog
from branch_portal.ground.rules import rule
from branch_portal.systems.book.model import Step

STEPS = rule(
    "GUIDE-01",
    title="指引的小節和步驟格式",
    why="小節和步驟的錨點是固定網址，任務、提醒單和日曆都鏈到這裡。",
    mend="照「## 怎麼做 {#steps}」「### 1. 步驟名 {#step-名稱}」的樣子寫，步驟從1起依次編號，錨點不重複。",
)

SECTIONS = ("purpose", "who", "when", "steps", "keep", "mistakes")
"""Anchors every guide page has, in this order; `risks` may follow."""

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_ANCHOR = re.compile(r"\{#([^{}\s]+)\}$")
_STEP = re.compile(r"^([0-9]+)\.\s+(.+)$")
_STEP_ANCHOR = re.compile(r"step-[a-z0-9]+(?:-[a-z0-9]+)*")


def read_steps(body: str, shown: str, body_line: int, log: ProblemLog) -> Iterator[Step]:
    """The numbered steps of a guide; wrong sections and anchors go to the log."""
    sections: list[str] = []
    anchors: set[str] = set()
    expected = 1
    fenced = False
    for line_number, line in enumerate(body.splitlines(), start=body_line):
        fenced ^= line.startswith("```")
        heading = None if fenced else _HEADING.match(line)
        if not heading:
            continue
        marks, title = heading[1], heading[2].rstrip()
        end = _ANCHOR.search(title)
        anchor = end[1] if end else None
        title = title[: end.start()].rstrip() if end else title
        problem = None
        if anchor is None:
            problem = f"標題「{title}」沒有錨點"
        elif anchor in anchors:
            problem = f"錨點「{anchor}」重複"
        elif len(marks) == 1:
            problem = "正文不寫一級標題，頁名取自開頭的 title"
        elif len(marks) == 2:
            sections.append(anchor)
        elif len(marks) == 3 and sections[-1:] == ["steps"]:
            step = _STEP.match(title)
            if not step or int(step[1]) != expected or not _STEP_ANCHOR.fullmatch(anchor):
                problem = f"第{expected}步應寫成「### {expected}. 步驟名 {{#step-…}}」"
            else:
                yield Step(number=expected, title=step[2], anchor=anchor)
            expected += 1
        anchors.add(anchor or "")
        if problem:
            log.add(STEPS.problem(Place(shown, line_number), problem, value=line.strip()))
    wanted = [*SECTIONS, *(["risks"] if sections[-1:] == ["risks"] else [])]
    if sections != wanted:
        log.add(
            STEPS.problem(
                Place(shown, body_line),
                "小節應依次是 " + "、".join(SECTIONS) + "（最後可加 risks）",
                value="、".join(sections) or "沒有小節",
            )
        )
    elif expected == 1:
        log.add(STEPS.problem(Place(shown, body_line), "「怎麼做」下面一步也沒有"))
