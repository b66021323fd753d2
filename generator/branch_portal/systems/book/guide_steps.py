"""A guide's sections and numbered steps, whose anchors are addresses for good."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from branch_portal.ground.problems import Place, ProblemLog
from branch_portal.ground.rules import rule
from branch_portal.markup.marks import unfinished
from branch_portal.systems.book.model import Step

STEPS = rule(
    "GUIDE-01",
    title="指引的小節和步驟格式",
    why="小節和步驟的錨點是固定網址，任務、提醒單和日曆都鏈到這裡。",
    mend="照「## 怎麼做 {#steps}」「### 1. 步驟名 {#step-名稱}」的樣子寫，步驟從1起依次編號，錨點不重複。",
)

SECTIONS = ("purpose", "who", "when", "steps", "keep", "mistakes")
"""Anchors every guide page has, in this order; `risks` may follow."""
_TITLES = {
    "purpose": "用途",
    "who": "誰來做",
    "when": "什麼時候做",
    "steps": "怎麼做",
    "keep": "留存什麼、放在哪裡",
    "mistakes": "常見差錯",
    "risks": "風險與控制",
}

_HEADING = re.compile(r"([#＃]{1,6})[ \t]*(.*)")
_ANCHOR = re.compile(r"[ ]*[{｛(（\[【][ ]*[#＃][ ]*([^{}｛｝()（）\[\]【】\s]*)[ ]*[}｝)）\]】]?$")
_LONGEST = 200
"""Characters at the end of a heading among which its anchor is looked for."""
_SOUND = re.compile(r"\{#([^{}\s]+)\}$")
_STEP = re.compile(r"^([0-9]+)\.\s+(.+)$")
_NEARLY_STEP = re.compile(r"^(?:第)?([0-9０-９一二三四五六七八九十]+)(?:步)?[.．、:： ]*(.*)$")
_STEP_ANCHOR = re.compile(r"step-[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class _Heading:
    """One heading: its line as counted in the file and as written, its level, its words, its anchor if it has a sound one."""

    number: int
    line: str
    level: int
    title: str
    anchor: str | None


def read_steps(body: str, shown: str, body_line: int, log: ProblemLog, named: Iterable[str] = ()) -> Iterator[Step]:
    """The numbered steps of a guide; wrong sections and anchors go to the log. `named` are the anchors that its front
    matter names: one of them that no heading has is what a heading with another's anchor was called."""
    if any(unfinished(body.split("\n"), body_line - 1, shown)):
        return  # the sections are there, inside of a piece of code that does not end: that is told by itself
    headings = list(_headings(body, body_line))
    lost = [anchor for anchor in dict.fromkeys(named) if anchor not in {one.anchor for one in headings}]
    wrong: list[tuple[int, str, str, str | None]] = []  # line, message, value, mend
    sections: list[tuple[str, int]] = []
    anchors: set[str] = set()
    steps: list[Step] = []
    renumbered: list[tuple[int, str]] = []
    for one in headings:
        anchor = one.anchor
        twice = anchor in anchors
        if one.level == 1:
            section = anchor if anchor in _TITLES else _section(one.title)
            better = f"## {one.title}" + (f" {{#{section}}}" if section else "")
            message = "正文不寫一級標題，頁名取自開頭的 title"
            wrong.append((one.number, message, one.line, _line(one.number, better)))
            sections += [(section, one.number)] if section else []
        elif one.level == 2:
            meant = anchor or _section(one.title) or ""
            if anchor is None:
                sound = f"## {one.title} {{#{meant}}}" if meant else f"### {one.title} {{#note-{one.number}}}"
                wrong.append((one.number, f"標題「{one.title}」沒有錨點", one.line, _line(one.number, sound)))
            elif twice:
                wrong.append((one.number, f"錨點「{anchor}」重複", one.line, "刪去多出的這個小節，內容併到前一個裡。"))
            sections += [(meant, one.number)] if meant and not twice else []
        elif one.level == 3 and [name for name, _ in sections][-1:] == ["steps"]:
            number = len(steps) + 1
            step = _STEP.match(one.title)
            nearly = _NEARLY_STEP.match(one.title)
            words = step[2] if step else nearly[2] if nearly and nearly[2] else one.title
            good = (
                anchor
                if anchor and _STEP_ANCHOR.fullmatch(anchor) and not twice
                else lost[0]
                if (twice or anchor is None) and len(lost) == 1 and _STEP_ANCHOR.fullmatch(lost[0])
                else _step_anchor(anchor, number, anchors)
            )
            better = f"### {number}. {words} {{#{good}}}"
            if anchor is None or good != anchor:
                message = f"標題「{one.title}」沒有錨點" if anchor is None else f"錨點「{anchor}」重複"
                message = message if anchor is None or twice else f"第{number}步的錨點應以 step- 開頭"
                wrong.append((one.number, message, one.line, _line(one.number, better)))
            elif not step or int(step[1]) != number:
                renumbered.append((one.number, better))
            steps.append(Step(number=number, title=words, anchor=good))
        elif one.level > 3 and anchor and _STEP_ANCHOR.fullmatch(anchor) and not twice and _STEP.match(one.title):
            better = f"### {one.title} {{#{anchor}}}"
            wrong.append((one.number, "步驟用三級標題「###」", one.line, _line(one.number, better)))
            steps.append(Step(number=len(steps) + 1, title=one.title.partition(". ")[2], anchor=anchor))
        elif anchor is None:
            mend = f"第{one.number}行末尾加上錨點，例如「{one.line} {{#note-{one.number}}}」。"
            wrong.append((one.number, f"標題「{one.title}」沒有錨點", one.line, mend))
        elif twice:
            again = _line(one.number, one.line.replace(f"#{anchor}}}", f"#{anchor}-2}}"))
            wrong.append((one.number, f"錨點「{anchor}」重複", one.line, again))
        anchors.add(anchor or "")
    if renumbered:
        number = renumbered[0][0]
        message = "步驟的編號應從1起依次寫成「### 1. 步驟名 {#step-…}」"
        wrong.append((number, message, "", "；".join(_line(*one).rstrip("。") for one in renumbered) + "。"))
    wrong += _order(sections, body_line, body_line + body.count("\n"))
    for number, message, value, told in wrong:
        log.add(STEPS.problem(Place(shown, number), message, value=value, mend=told))
    if not steps and any(name == "steps" for name, _ in sections):
        log.add(STEPS.problem(Place(shown, body_line), "「怎麼做」下面一步也沒有"))
    yield from steps


def _headings(body: str, body_line: int) -> Iterator[_Heading]:
    fenced = False
    for number, line in enumerate(body.splitlines(), start=body_line):
        fenced ^= line.startswith("```")
        found = None if fenced else _HEADING.match(line)
        if found and found[2].strip():
            title = found[2].rstrip()
            start = max(0, len(title) - _LONGEST)
            sound = _SOUND.search(title, start)
            nearly = _ANCHOR.search(title, start)
            bare = title[: nearly.start()].rstrip() if nearly else title
            yield _Heading(number, line.strip(), len(found[1]), bare, sound[1] if sound else None)


def _section(title: str) -> str:
    """The anchor of the section that has this title, or one like it; empty for none."""
    plain = re.sub(r"[\s、，]", "", unicodedata.normalize("NFKC", title))
    by_title = {re.sub("、", "", words): anchor for anchor, words in _TITLES.items()}
    near = difflib.get_close_matches(plain, by_title, n=1, cutoff=0.5)
    return by_title[near[0]] if near else ""


def _step_anchor(anchor: str | None, number: int, taken: set[str]) -> str:
    """A sound anchor for a step, as near as can be to the one that is written."""
    plain = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKC", anchor or "").lower()).strip("-")
    plain = re.sub(r"^(?:step-?)+", "", plain)
    good = f"step-{plain or number}"
    return good if good not in taken else f"{good}-{number}"


def _line(number: int, text: str) -> str:
    return f"第{number}行改成「{text}」。"


def _order(sections: list[tuple[str, int]], first: int, last: int) -> Iterator[tuple[int, str, str, str | None]]:
    """Sections that are missing, unknown, or not in their order."""
    names = [name for name, _ in sections]
    wanted = [*SECTIONS, *(["risks"] if "risks" in names else [])]
    missing = [name for name in wanted if name not in names]
    unknown = [(name, number) for name, number in sections if name not in wanted]
    if len(unknown) == len(missing) == 1:  # one section under another name
        (name, number), right = unknown[0], missing[0]
        message = f"指引沒有「{name}」這個小節，少了小節「{_TITLES[right]}」（{right}）"
        yield number, message, name, _line(number, f"## {_TITLES[right]} {{#{right}}}")
        return
    for name, number in sections:
        if name not in wanted:
            mend = "改成三級標題「###」，放在上面六個小節裡；或刪去。"
            yield number, f"指引沒有「{name}」這個小節", name, mend
    for name in missing:
        after = wanted[wanted.index(name) + 1 :]
        before = next((number for one, number in sections if one in after), None)
        where = f"在第{before}行前面" if before else "在末尾"
        mend = f"{where}加上這一節：「## {_TITLES[name]} {{#{name}}}」一行，空一行，再寫內容。"
        yield before or last, f"少了小節「{_TITLES[name]}」（{name}）", "", mend
    known = [name for name in names if name in wanted]
    if not missing and known != wanted:
        order = "、".join(_TITLES[name] for name in wanted)
        yield first, f"小節的次序不對，應依次是 {order}", "、".join(known), f"把各節依次排成：{order}。"
