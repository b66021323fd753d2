"""一書: rules over the guides — who keeps them up, what they link to, and that guide, carrier and duty agree."""

import datetime as dt
import re
from collections.abc import Iterator

from branch_portal.ground.problems import Against, Place, Problem
from branch_portal.ground.rules import nearest, rule
from branch_portal.organisation.kinds import BASIS
from branch_portal.project.called import ids_called
from branch_portal.project.records import Located, Records
from branch_portal.project.references import lost_part
from branch_portal.search.rules import words_apart
from branch_portal.systems.book.kinds import CARRIERS, GUIDES, STEPS
from branch_portal.systems.book.model import Guide
from branch_portal.year.kinds import DUTIES, EVENT_DUTIES

STALE = rule(
    "GUIDE-02",
    "指引按期覆核",
    "過了覆核日期又過三個月還沒有人看，規定可能早就改了；頁面會對讀者標出「已過覆核日期」。",
    "對照依據文件核一遍，改 last_reviewed_on。",
    severity="warning",
)
STATUS = rule(
    "GUIDE-03",
    "指引裡不手寫進度",
    "「已完成」「進行中」寫在指引裡，過幾天就不對了；進度由任務和整改記錄算出來。",
    "刪去；要解釋這個詞的，用引號「」括起來。",
)
LINK = rule(
    "GUIDE-04",
    "指引之間的鏈接有效",
    "鏈接指到沒有的頁或步驟，讀的人就走到半路。",
    "改成已有的指引和錨點，如 g13.md#step-vote。",
)
UNCITED = rule(
    "GUIDE-05",
    "每頁指引都有用處",
    "沒有一項任務照它辦，多半是漏了引用，或者該刪了。",
    "在任務的 guides 裡寫上它；確實不對應任務的，在指引裡寫 standalone（原因）。",
)
STEP = rule(
    "GUIDE-06",
    "引用的步驟在所引的指引裡",
    "任務照這頁辦，步驟卻指到那頁，讀的人不知道看哪裡。",
    "step 寫本任務 guides 裡某頁的步驟。",
)
WORDS = rule(
    "GUIDE-13",
    "關鍵詞一項一個詞",
    "頓號隔開的幾個詞連成一個，沒有人這樣搜，等於沒寫。",
    "每個詞單獨一項，寫成 [甲, 乙]，中間用半角逗號加空格。",
)
SAID = rule(
    "CARR-03",
    "「留存」一節與放哪裡一致",
    "開頭寫的本盒和正文寫的對不上，同一份材料就會放進兩處。",
    "在開頭的 carriers 和「留存什麼、放在哪裡」一節裡寫一樣的本、盒、證。",
)
ARCHIVED = rule(
    "CARR-04",
    "任務和指引說的本盒一致",
    "任務說放這個盒，照著辦的指引說放那個盒，年底就湊不齊。",
    "核對任務的 archive 和指引的 carriers。",
)
SUCCESSOR = rule(
    "BASIS-02",
    "被替代的文件寫明被誰替代",
    "只說失效、不說換成哪份，引用的人不知道改引什麼。",
    "replaced_by 寫新文件的編號；新文件要先建好，且現行有效。",
)
UNVERIFIED = rule(
    "BASIS-03",
    "待核對的文件不標有依據",
    "文件本身還沒有核對，引用它就不能說有依據。",
    "把這條依據的 status 改成 to_verify；核對以後再改回，並改文件的 status。",
)

GRACE_DAYS = 90
_STATUS_WORDS = re.compile("已完成|進行中|进行中|正在辦理|正在办理|已辦結|已办结|已銷號|已销号")
_QUOTED = re.compile(r"`[^`]*`|「[^」]*」|『[^』]*』|“[^”]*”|\]\([^)]*\)")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_OPEN_LINK = re.compile(r"\]\(([\w./-]*\w\.md(?:#[\w-]+)?)(?=[^)\w#./\s\"-]|$)", re.ASCII)
_ANCHOR = re.compile(r"\{#([^}\s]+)\}")
_MADE = frozenset(("duties", "forms", "basis"))
"""Anchors of the sections that the generator adds below a guide."""


def check(records: Records) -> Iterator[Problem]:
    cited = {id for item in _tasks(records) for id in item.record.guides}  # type: ignore[attr-defined]
    anchors = {id: _anchors(item.record) for id, item in records[GUIDES].items()}
    for id, item in records[GUIDES].items():
        if id not in cited and item.record.meta.standalone is None:
            yield UNCITED.problem(item.at("id"), f"沒有任務引用「{item.record.title}」", value=id)
        if (apart := words_apart(item.record.meta.keywords)) != list(item.record.meta.keywords):
            mend = f"改成 [{', '.join(dict.fromkeys(apart))}]。"
            yield WORDS.problem(item.at("keywords"), "幾個關鍵詞寫成了一個", mend=mend)
        yield from _prose(item, anchors, records)
        yield from _kept(item, records)
    yield from _cited_by_tasks(records)
    yield from _basis(records)


def check_day(records: Records, today: dt.date) -> Iterator[Problem]:
    """A guide of a layer below is for those to review who wrote it; its page says that it is overdue."""
    for item in (one for one in records[GUIDES].values() if one.own):
        meta = item.record.meta
        month = meta.last_reviewed_on.year * 12 + meta.last_reviewed_on.month - 1 + meta.review_in_months
        due = dt.date(month // 12, month % 12 + 1, min(meta.last_reviewed_on.day, 28))
        if today > due + dt.timedelta(days=GRACE_DAYS):
            message = f"「{meta.title}」應在 {due} 前覆核，已超過{(today - due).days}天"
            yield STALE.problem(item.at("last_reviewed_on"), message, value=str(meta.last_reviewed_on))


def _tasks(records: Records) -> Iterator[Located[object]]:
    yield from records[DUTIES].values()
    yield from records[EVENT_DUTIES].values()


def _anchors(guide: Guide) -> frozenset[str]:
    return frozenset(_ANCHOR.findall(guide.body)) | _MADE


def _lines(item: Located[Guide]) -> Iterator[tuple[int, str]]:
    """The guide's lines with their numbers, without fenced code."""
    fenced = False
    for number, line in enumerate(item.record.body.splitlines(), start=item.record.body_line):
        fenced ^= line.startswith("```")
        if not fenced:
            yield number, line


def _prose(item: Located[Guide], anchors: dict[str, frozenset[str]], records: Records) -> Iterator[Problem]:
    path = item.at("id").path
    for number, line in _lines(item):
        if found := _STATUS_WORDS.search(_QUOTED.sub("", line)):
            column = line.index(found[0]) + 1
            yield STATUS.problem(Place(path, number, column), f"正文裡手寫了「{found[0]}」", value=found[0])
        for link in _OPEN_LINK.finditer(line):
            at, mend = Place(path, number, link.end() + 1), f"在「{link[1]}」後面補上「)」。"
            yield LINK.problem(at, "這個鏈接少了右括號「)」", value=link[1], mend=mend)
        for link in _LINK.finditer(line):
            target, _, anchor = link[1].partition("#")
            page = item.record.id if not target else target.removesuffix(".md")
            at = Place(path, number, link.start(1) + 1)
            if target and ("/" in target or not target.endswith(".md") or _OPEN_LINK.match(line, link.start())):
                continue  # other pages of the site: MkDocs looks for them when it builds
            if page not in anchors and page.lower() in anchors:
                mend = f"改成 {link[1].replace(page, page.lower(), 1)}。"
                yield LINK.problem(at, f"沒有指引 {target}，文件名用小寫", value=link[1], mend=mend)
            elif page not in anchors:
                called = ids_called(page, "guides", records)
                better = f"文件名就是編號：{called}，寫成 編號.md。" if called else None
                gone = [] if called else [_gone(page)]
                yield LINK.problem(at, f"沒有指引 {target}", value=link[1], mend=better, against=gone)
            elif anchor and anchor not in anchors[page]:
                known = sorted(anchors[page] - _MADE)
                mend = nearest(anchor, known) or f"改成那一頁已有的：{'、'.join(known)}；或刪去「#」和後面的字。"
                lost = lost_part(records, STEPS.name, f"{page}#{anchor}") if anchor.startswith("step-") else ()
                message = f"指引 {page} 沒有錨點「{anchor}」"
                yield LINK.problem(at, message, value=link[1], mend=mend, against=lost)


def _gone(page: str) -> Against:
    """A guide that is not there, where many link to it: most likely somebody has deleted or renamed its file."""
    file = f"content/guide/{page}.md"
    mend = f"誤刪或改了名的，恢復 {file}（在倉庫網頁的提交歷史裡打開刪去它的那一次，點「還原」）"
    return Against(Place(file), "id", page, mend, f"沒有指引 {page}.md", "上面各處換成別的指引，或刪去鏈接只留文字")


def _kept(item: Located[Guide], records: Records) -> Iterator[Problem]:
    """The section on what is kept names the carriers of the front matter, and no others."""
    guide = item.record
    section = re.search(r"\{#keep\}\n(.*?)(?=\n## |\Z)", guide.body, re.S)
    text = section[1] if section else ""
    said = {id for id, one in records[CARRIERS].items() if any(title in text for title in _titles(one.record.title))}
    declared = set(guide.meta.carriers) & set(records[CARRIERS])
    for id in sorted(said - declared):
        title = records[CARRIERS][id].record.title
        yield SAID.problem(item.at("carriers"), f"「留存」一節寫了「{title}」，carriers 裡沒有 {id}", value=id)
    for id in sorted(declared - said):
        title = records[CARRIERS][id].record.title
        yield SAID.problem(item.at("carriers"), f"carriers 有 {id}，「留存」一節沒有寫「{title}」", value=id)


def _titles(title: str) -> tuple[str, str]:
    """A carrier's title in full, and without what stands in brackets."""
    return title, re.sub(r"（[^）]*）", "", title)


def _cited_by_tasks(records: Records) -> Iterator[Problem]:
    for item in (*records[DUTIES].values(), *records[EVENT_DUTIES].values()):
        task = item.record
        guide, _, anchor = (task.step or "").partition("#")
        if guide in records[GUIDES] and anchor and guide not in task.guides:
            ours = "、".join(task.guides)
            mend = f"step 寫 {ours} 裡的步驟；確實照 {guide} 辦的，在 guides 裡加上它。" if ours else None
            message = f"「{task.title}」不照 {guide} 辦"
            yield STEP.problem(item.at("step"), message, value=task.step or "", mend=mend)
        guides = [records[GUIDES][id].record.meta for id in task.guides if id in records[GUIDES]]
        kept = {carrier for meta in guides for carrier in meta.carriers}
        for index, carrier in enumerate(task.archive):
            if guides and carrier in records[CARRIERS] and carrier not in kept:
                message = f"「{task.title}」放進 {carrier}，照著辦的指引沒有這樣說"
                told = "、".join(sorted(kept)) or "（沒有）"
                mend = f"archive 改成指引放的：{told}；確實放 {carrier} 的，在指引 {task.guides[0]} 的 carriers 裡加上，並寫進它的「留存」一節。"
                yield ARCHIVED.problem(item.at("archive", index), message, value=carrier, mend=mend)


def _basis(records: Records) -> Iterator[Problem]:
    for item in records[BASIS].values():
        document = item.record
        successor = records[BASIS].get(document.replaced_by or "")
        if (document.status == "replaced") != (document.replaced_by is not None):
            yield SUCCESSOR.problem(item.at("status"), f"{document.title}的 status 和 replaced_by 對不上")
        elif successor and successor.record.status == "replaced":
            yield SUCCESSOR.problem(item.at("replaced_by"), f"{successor.record.title}也已被替代")
    citing = [
        *((located, located.record.basis) for located in records[DUTIES].values()),
        *((located, located.record.basis) for located in records[EVENT_DUTIES].values()),
        *((located, located.record.meta.basis) for located in records[GUIDES].values()),
    ]
    for located, basis in citing:
        for index, entry in enumerate(basis):
            cited = records[BASIS].get(entry.document or "")
            if entry.status == "confirmed" and cited and cited.record.status == "to_verify":
                message = f"{cited.record.title}還沒有核對，這裡卻標有依據"
                yield UNVERIFIED.problem(located.at("basis", index, "status"), message)
