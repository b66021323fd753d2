"""數字一致: rules over figures that two papers state about one matter – the form and its guide, the duty and its guide,
the guide and the days on which reminders go out.
"""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.figure_text import figures_in, measure
from branch_portal.organisation.kinds import CLAUSES
from branch_portal.project.alert_settings import AlertDays
from branch_portal.project.records import Located, Records
from branch_portal.systems.book.clause_links import without_links
from branch_portal.systems.book.form_text import said_lines
from branch_portal.systems.book.kinds import FORMS, GUIDES
from branch_portal.systems.book.model import Guide
from branch_portal.year.kinds import DUTIES, EVENT_DUTIES

APART = rule(
    "GUIDE-10",
    "表單、任務上的數字和頻次，照著辦的指引裡也有",
    "表單說三個工作日、指引說5天，照哪個辦都有人說錯；兩處只能有一個數。",
    "改成和指引一樣；指引沒有寫的，在指引裡寫明。出自條款的，引條款卡。",
    severity="warning",  # a portal that was right yesterday goes on being published
)
ALARM = rule(
    "GUIDE-11",
    "指引寫的提醒天數，就是任務或設置裡的天數",
    "指引說前15天轉黃，門戶前10天才轉，看指引的人以為還早。",
    "改成任務 alerts 或設置 alerts 裡的天數；要改天數的，改那邊。",
    severity="warning",  # a portal that was right yesterday goes on being published
)

Token = tuple[Fraction | str, str]
"""A figure (how much, of what) or a frequency (每季度), as compared."""

_OFTEN = re.compile("每(?:半年|季度?|月|年|週|周)")
_DAYS = re.compile(r"(?:前|提前)?(?:(?P<days>\d+)天|(?P<due>當天))[^，。；、\d]{0,12}?(?P<colour>綠|黃|紅)")
_COLOURS = {"綠": "green", "黃": "yellow", "紅": "red"}
_SENTENCE = re.compile(r"[^。；|\n]+")


def check(records: Records) -> Iterator[Problem]:
    known = {id: set(_known(item.record)) for id, item in records[GUIDES].items()}
    users: dict[str, list[str]] = {}
    for id, item in records[GUIDES].items():
        for used in item.record.meta.forms:
            users.setdefault(used, []).append(id)
    for id, form in records[FORMS].items():
        guides = users.get(id, [])
        of_cards = _of_cards(form.record.clauses, records)
        lines = said_lines(form.record) if guides else ()
        yield from _apart(form, lines, guides, [*of_cards, *(one for guide in guides for one in known[guide])])
    for kind in (DUTIES, EVENT_DUTIES):
        for duty in records[kind].values():
            guides = [id for id in duty.record.guides if id in known]
            cards = (card for entry in duty.record.basis for card in entry.clauses)
            of_guides = (one for guide in guides for one in known[guide])
            yield from _apart(duty, _said(duty.record), guides, [*_of_cards(cards, records), *of_guides])
    for item in records[GUIDES].values():
        yield from _alarms(item, records)


def _said(duty: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name in ("title", "limit"):
        if text := getattr(duty, name, None):
            yield (name,), text
    for index, text in enumerate(getattr(duty, "deliverable", ())):
        yield ("deliverable", index), text


def _known(guide: Guide) -> Iterator[Token]:
    meta = guide.meta
    notes = (entry.note or "" for entry in meta.basis)
    for text in (without_links(guide.body), meta.frequency, meta.summary, *notes):
        yield from (token for _, token in _tokens(text))


def _of_cards(cards: Iterable[str], records: Records) -> Iterator[Token]:
    for id in cards:
        for figure in records[CLAUSES][id].record.figures if id in records[CLAUSES] else ():
            yield measure(figure)
            yield from (token for _, token in _tokens(figure.of or ""))


def _tokens(text: str) -> Iterator[tuple[str, Token]]:
    for said in figures_in(text):
        yield said.words, (said.number, said.unit)
    for found in _OFTEN.finditer(text):
        yield found[0], (found[0].replace("季度", "季").replace("周", "週"), "")


def _apart(
    item: Located[Any],
    lines: Iterable[tuple[tuple[str | int, ...], str]],
    guides: list[str],
    known: Iterable[Token],
) -> Iterator[Problem]:
    there = set(known)
    for path, text in lines:
        for words, token in _tokens(text):
            if guides and token not in there:
                message = f"這裡寫「{words}」，照著辦的指引 {'、'.join(guides)} 裡沒有這個數"
                yield APART.problem(item.at(*path), message, value=words)


def _alarms(item: Located[Guide], records: Records) -> Iterator[Problem]:
    """A sentence that names the days of two colours or more names those of one duty, or of one kind of thing."""
    id = item.record.id
    duties = [duty.record for duty in records[DUTIES].values() if id in duty.record.guides]
    settings = records.settings.record.alerts
    days = [*(duty.alerts for duty in duties), *(value for _, value in settings if isinstance(value, AlertDays))]
    for number, line in enumerate(item.record.body.splitlines(), start=item.record.body_line):
        for sentence in _SENTENCE.findall(without_links(line)):
            said = {_COLOURS[one["colour"]]: int(one["days"] or 0) for one in _DAYS.finditer(sentence)}
            if len(said) > 1 and not any(all(getattr(one, name) == day for name, day in said.items()) for one in days):
                place = Place(item.at("id").path, number)
                wanted = "、".join(dict.fromkeys(f"{one.green}、{one.yellow}、{one.red}天" for one in days))
                message = f"「{sentence.strip()[:40]}」和門戶的提醒天數對不上"
                mend = f"綠、黃、紅依次是{wanted}之一。"
                yield ALARM.problem(place, message, mend=mend)
