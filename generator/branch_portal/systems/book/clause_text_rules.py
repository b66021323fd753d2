"""條款卡: rules over the words of guides and forms – what a card says in figures, they say in no other way."""

import re
from collections.abc import Iterable, Iterator, Mapping

from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import nearest, rule
from branch_portal.organisation.clause import Clause
from branch_portal.organisation.figure import Figure
from branch_portal.organisation.figure_text import Said, figures_in, measure
from branch_portal.organisation.kinds import CLAUSES
from branch_portal.project.records import Located, Records
from branch_portal.systems.book.clause_links import clause_links, without_links
from branch_portal.systems.book.form_text import said_lines
from branch_portal.systems.book.kinds import FORMS, GUIDES
from branch_portal.systems.book.model import Form, Guide

MISQUOTED = rule(
    "CLAUSE-06",
    "條款卡定的數字，指引、表單和講稿寫得一樣",
    "制度裡的數字抄錯一個字，會就白開，表決就不算數；檢查的人對一處，整本都失信。",
    "改成卡上的數字；說的是另一件事的，換個說法，或在同一句裡註明「默認值」。",
)
UNCITED = rule(
    "CLAUSE-07",
    "寫了條款卡的數字，就引這張卡",
    "引了卡，讀的人點得到是哪一條，卡有變動時也找得到這裡。",
    "指引：數字寫成 [數字](clause:卡的編號)，並在 basis 的 clauses 裡寫上；表單：在 clauses 裡寫上。",
)
LINKED = rule(
    "CLAUSE-08",
    "引條款卡的寫法有效",
    "編號寫錯就點不開；方括號裡的數字和卡不一樣，就是抄錯。",
    "寫成 [卡上的數字](clause:卡的編號)；這張卡也寫進本頁 basis 的 clauses。",
)

About = list[tuple[str, Clause, Figure]]
"""Figures of cards that are in force, each with its card and the card's id."""
Figures = Mapping[str, About]
"""All of them by the unit in which they are compared."""

_OWN = re.compile("默認值|舉例|例如|示例|樣例")
"""A sentence that says of itself that its figure is the unit's own, or made up."""
_SENTENCE = re.compile(r"[^。；！？|\n]+")


def figures_of_cards(records: Records) -> Figures:
    cards = {id: card.record for id, card in records[CLAUSES].items() if card.record.replaced_by is None}
    found: dict[str, About] = {}
    for id, card in cards.items():
        for figure in card.figures:
            found.setdefault(measure(figure)[1], []).append((id, card, figure))
    return found


def numbered(text: str, first: int = 1) -> Iterator[tuple[int, str, bool]]:
    """The lines of a text with their numbers, and whether each is in an indented example, where figures are made up."""
    example = False
    for number, line in enumerate(text.splitlines(), start=first):
        example = line.startswith("!!!") or (example and (not line.strip() or line.startswith("    ")))
        yield number, line, example


def misquotes(place: Place, text: str, figures: Figures) -> Iterator[Problem]:
    """What a text at `place` says in another way than the cards do."""
    for wrong, said, about in _compared(text, figures):
        if wrong:
            yield _misquoted(place, said, about)


def check(records: Records) -> Iterator[Problem]:
    figures = figures_of_cards(records)
    for guide in records[GUIDES].values():
        yield from _guide(guide, figures, records)
    for form in records[FORMS].values():
        yield from _form(form, figures)


def _guide(item: Located[Guide], figures: Figures, records: Records) -> Iterator[Problem]:
    cited = {id for entry in item.record.meta.basis for id in entry.clauses}
    linked: set[str] = set()
    stated: list[tuple[Place, Said, list[str]]] = []
    mistakes, path = False, item.at("id").path
    for number, line, example in numbered(item.record.body, item.record.body_line):
        mistakes = mistakes if not line.startswith("## ") else "{#mistakes}" in line
        place = Place(path, number)
        for link in clause_links(line):
            linked.add(link.id)
            yield from _link(link.words, link.id, cited, Place(place.path, number, link.id_start + 1), records)
        if not example:
            text = line.partition("|")[2].partition("|")[2] if mistakes else line
            for wrong, said, about in _compared(without_links(text), figures):
                if wrong:
                    yield _misquoted(place, said, about)
                elif not line.startswith("#"):
                    stated.append((place, said, [id for id, _, _ in about]))
    if linked <= records[CLAUSES].keys():  # else a link that is misspelt is told, and may be the one
        yield from _unlinked(stated, linked, records)


def _unlinked(stated: Iterable[tuple[Place, Said, list[str]]], linked: set[str], records: Records) -> Iterator[Problem]:
    """The first place of each figure that the guide cites nowhere; a heading takes no link."""
    for place, said, about in stated:
        if not linked.intersection(about):
            linked.update(about)
            titles = "或".join(f"[{said.words}](clause:{id})（{records[CLAUSES][id].record.title}）" for id in about)
            yield UNCITED.problem(
                place, f"「{said.words}」有條款卡，這一頁沒有引", value=said.words, mend=f"寫成 {titles}。"
            )


def _link(words: str, id: str, cited: set[str], place: Place, records: Records) -> Iterator[Problem]:
    card = records[CLAUSES].get(id)
    if card is None:
        mend = nearest(id, sorted(records[CLAUSES])) or None
        yield LINKED.problem(place, f"沒有編號為「{id}」的條款卡", value=id, mend=mend)
        return
    figures = card.record.figures
    said = list(figures_in(words))
    if said and not any(one.states(figure) for one in said for figure in figures):
        wanted = card.record.said or "沒有數字"
        mend = f"方括號裡改成「{card.record.said}」。" if figures else "方括號裡不寫數字，或引另一張卡。"
        yield LINKED.problem(
            place, f"「{words}」和條款卡「{card.record.title}」（{wanted}）不一樣", value=id, mend=mend
        )
    if id not in cited:
        mend = f"在 basis 裡 document: {card.record.document} 的那一條加 clauses: [{id}]。"
        yield LINKED.problem(place, f"本頁的依據沒有列「{card.record.title}」", value=id, mend=mend)


def _form(item: Located[Form], figures: Figures) -> Iterator[Problem]:
    cited = set(item.record.clauses)
    for path, line in said_lines(item.record):
        for wrong, said, about in _compared(line, figures):
            ids = [id for id, _, _ in about]
            if wrong:
                yield _misquoted(item.at(*path), said, about)
            elif not cited.intersection(ids):
                mend = f"加一行 clauses: [{'、'.join(ids[:1])}]；已有的，加進方括號裡。"
                message = f"「{said.words}」有條款卡，這張表單沒有引"
                yield UNCITED.problem(item.at(*path), message, value=said.words, mend=mend)


def _misquoted(place: Place, said: Said, about: About) -> Problem:
    wanted = "或".join(dict.fromkeys(f"「{figure.words}」（{card.title}）" for _, card, figure in about))
    message = f"這裡寫「{said.words}」，條款卡是{wanted}"
    return MISQUOTED.problem(place, message, value=said.words, mend=f"改成{wanted}；說的是另一件事的，換個說法。")


def _compared(text: str, figures: Figures) -> Iterator[tuple[bool, Said, About]]:
    """Every figure of a text that some card has the subject of: whether it is wrong, and what it should be or is."""
    for sentence in _SENTENCE.findall(text.replace("**", "")):
        for said in figures_in(sentence):
            about = [one for one in figures.get(said.unit, ()) if _is_about(sentence, one[2])]
            right = [one for one in about if said.states(one[2])]
            if about and not _OWN.search(sentence):
                yield not right, said, right or about


def _is_about(sentence: str, figure: Figure) -> bool:
    return any(all(word in sentence for word in subject.split()) for subject in figure.subject)
