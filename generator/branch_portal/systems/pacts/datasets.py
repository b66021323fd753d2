"""近鄰黨建+ as published tables: pacts and their reviews."""

from collections.abc import Iterator

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.pacts.figures import named_by
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.systems.pacts.model import OUTCOME_TITLES, PACT_KIND_TITLES, PARTNER_KIND_TITLES


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    yield _pacts(snapshot)
    yield _reviews(snapshot)


def _pacts(snapshot: Snapshot) -> Dataset:
    book = snapshot.book
    named = snapshot.figures(named_by)
    rows: list[dict[str, Value]] = [
        {
            "id": pact.id,
            "title": pact.title,
            "kind": PACT_KIND_TITLES[pact.kind],
            "branch": pact.branch,
            "branch_title": book[BRANCHES][pact.branch].title,
            "partner_kind": PARTNER_KIND_TITLES[pact.partner_kind],
            "signed_on": pact.signed_on,
            "until": pact.until,
            "projects": len(pact.projects),
            "done": sum(project.done_on is not None and project.done_on <= snapshot.as_of for project in pact.projects),
            **{kind.name: counts[pact.id] for kind, counts in named.items()},
        }
        for pact in book[PACTS].values()
    ]
    return Dataset(
        id="pacts",
        title="近鄰黨建+共建協議",
        description="每份協議一行：方向、期限、項目數和完成數。",
        columns=(
            Column("id", "編號"),
            Column("title", "名稱"),
            Column("kind", "方向"),
            Column("branch", "支部編號"),
            Column("branch_title", "支部"),
            Column("partner_kind", "對方類別"),
            Column("signed_on", "簽訂", "date"),
            Column("until", "到期", "date"),
            Column("projects", "項目", "integer"),
            Column("done", "已完成項目", "integer"),
            *(Column(kind.name, kind.title, "integer") for kind in named),
        ),
        rows=tuple(rows),
        page=urls.PACTS,
        as_of=snapshot.as_of,
    )


def _reviews(snapshot: Snapshot) -> Dataset:
    rows: list[dict[str, Value]] = [
        {
            "pact": pact.id,
            "quarter": review.quarter,
            "due": review.due,
            "held_on": review.held_on,
            "outcome": OUTCOME_TITLES[review.outcome] if review.outcome else "",
        }
        for pact in snapshot.book[PACTS].values()
        for review in pact.reviews
    ]
    return Dataset(
        id="pact-reviews",
        title="共建協議檢視",
        description="每次檢視一行：期限、檢視日期、結論。",
        columns=(
            Column("pact", "協議編號"),
            Column("quarter", "季度"),
            Column("due", "何時前檢視", "date"),
            Column("held_on", "檢視日期", "date"),
            Column("outcome", "結論"),
        ),
        rows=tuple(rows),
        page=urls.PACTS,
    )
