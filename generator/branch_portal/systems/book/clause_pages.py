"""條款卡 on the site: one page with every card, and the same as a table."""

from collections.abc import Iterator
from fractions import Fraction

from jinja2 import Environment

from branch_portal.organisation.clause import Clause
from branch_portal.organisation.figure import RELATION_TITLES
from branch_portal.organisation.kinds import BASIS, CLAUSES
from branch_portal.project.base import BASIS_STATUS_TITLES
from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body
from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.mention import mentions
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.book.clause_uses import clause_uses

_COLUMNS = (
    Column("id", "編號"),
    Column("title", "管什麼"),
    Column("document", "文件編號"),
    Column("document_title", "文件"),
    Column("article", "條款"),
    Column("gist", "大意"),
    Column("words", "數字"),
    Column("value", "數值"),
    Column("unit", "單位"),
    Column("relation", "怎麼比"),
    Column("of", "基數"),
    Column("status", "核對情況"),
    Column("checked_by", "核對角色"),
    Column("checked_on", "核對日期", "date"),
    Column("checked_text", "對照的文本"),
    Column("changed_on", "變動日期", "date"),
    Column("replaced_by", "被哪張卡替代"),
    Column("cited_by", "哪裡引用"),
    Column("waiting", "幾處待再看", "integer"),
)


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book = snapshot.book
    groups = by_document(book)
    values = {
        "book": book,
        "groups": groups,
        "uses": snapshot.book.derived(clause_uses),
        "mentions": {id: mentions(snapshot, "clauses", id) for id in book[CLAUSES]},
        "statuses": BASIS_STATUS_TITLES,
    }
    yield Page(
        path=urls.CLAUSES,
        title="條款卡",
        render=lambda: body(jinja, "clauses.html", urls.CLAUSES, values),
        toc=tuple(Heading(book[BASIS][document].title, f"of-{document}") for document in groups),
        description="本站依據的每一條：大意、數字、核對情況，以及哪裡引用",
        source="data/clauses",
        kind="basis",
        keywords=("條款", "依據", "第幾條", "數字", "條號"),
    )


def by_document(book: Published) -> dict[str, list[Clause]]:
    """The cards of every document that has any: those with a number first, by it."""
    found: dict[str, list[Clause]] = {}
    for clause in sorted(book[CLAUSES].values(), key=_rank):
        found.setdefault(clause.document, []).append(clause)
    return {document: found[document] for document in book[BASIS] if document in found}


def _rank(clause: Clause) -> tuple[bool, int, str]:
    number = clause.article or ""
    return not number, int(number) if number.isdecimal() else 0, number


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    """Every card; a card with several figures has them joined, in their order."""
    book = snapshot.book
    uses = book.derived(clause_uses)
    rows: list[dict[str, Value]] = []
    for clause in book[CLAUSES].values():
        figures, checked = clause.figures, clause.checked
        rows.append({
            "id": clause.id,
            "title": clause.title,
            "document": clause.document,
            "document_title": book[BASIS][clause.document].title,
            "article": clause.where,
            "gist": clause.gist,
            "words": clause.said,
            "value": "、".join(_plain(figure.number) for figure in figures),
            "unit": "、".join(figure.unit or "" for figure in figures),
            "relation": "、".join(RELATION_TITLES[figure.relation] for figure in figures),
            "of": "、".join(figure.of or "" for figure in figures).strip("、"),
            "status": BASIS_STATUS_TITLES[clause.status],
            "checked_by": book["roles"][checked.by].title if checked else "",
            "checked_on": checked.on if checked else None,
            "checked_text": checked.text if checked else "",
            "changed_on": clause.changed_on,
            "replaced_by": clause.replaced_by or "",
            "cited_by": "、".join(f"{use.kind} {use.id}" for use in uses[clause.id]),
            "waiting": sum(use.waits for use in uses[clause.id]),
        })  # fmt: skip
    yield Dataset(
        id="clauses",
        title="條款卡",
        description="本站依據的條款：文件、條號、大意、數字（數值、單位、怎麼比）、核對情況，以及引用它的頁面、任務和表單。",
        columns=_COLUMNS,
        rows=tuple(rows),
        page=urls.CLAUSES,
    )


def _plain(number: Fraction) -> str:
    """`6`, `1/2`."""
    return str(number)
