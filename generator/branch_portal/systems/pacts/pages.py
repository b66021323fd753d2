"""近鄰黨建+: the list of pacts and a page per pact."""

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.ground.day_words import full_date
from branch_portal.organisation.model import Branch
from branch_portal.site import urls
from branch_portal.site.page import Begun, Heading, Page
from branch_portal.site.templates import body, fragment
from branch_portal.system.panel import panels
from branch_portal.system.section import BranchSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.pacts.figures import named_by
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.systems.pacts.model import OUTCOME_TITLES, PACT_KIND_TITLES, PARTNER_KIND_TITLES, Pact
from branch_portal.year.alert_days import alert_days

_TITLES = {
    "kinds": PACT_KIND_TITLES,
    "partners": PARTNER_KIND_TITLES,
    "outcomes": OUTCOME_TITLES,
}


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book = snapshot.book
    parts = panels(snapshot, jinja, PACTS.name)
    open_reviews = sorted(
        ((review, pact) for pact in book[PACTS].values() for review in pact.reviews if review.held_on is None),
        key=lambda entry: (entry[0].due, entry[1].id),
    )
    shared = {
        "book": book,
        "titles": _TITLES,
        "expiry_days": partial(alert_days, book.settings.alerts.agreement, workdays=snapshot.schedule.workdays),
        "panels": parts,
        "named": snapshot.figures(named_by),
    }
    yield Page(
        path=urls.PACTS,
        title="近鄰黨建+共建協議",
        render=partial(body, jinja, "pacts.html", urls.PACTS, {**shared, "open_reviews": open_reviews}),
        toc=(
            *(Heading(title, kind.replace("_", "-")) for kind, title in PACT_KIND_TITLES.items()),
            Heading("要檢視的協議", "reviews"),
        ),
        description="共建協議按方向列出：期限、項目、檢視日",
        source="data/pacts",
        kind="brand",
        keywords=("近鄰黨建", "共建協議", "社區服務", "法治建設", "綜合治理"),
    )
    for pact in book[PACTS].values():
        path = urls.pact(pact.id)
        yield Page(
            path=path,
            title=pact.title,
            render=partial(body, jinja, "pact.html", path, {**shared, "pact": pact}),
            toc=(
                Heading("三張清單", "lists"),
                Heading("檢視", "reviews"),
                *(Heading(part.title, part.anchor) for part in parts),
            ),
            description=f"{PACT_KIND_TITLES[pact.kind]}：{full_date(pact.until)}到期",
            source=f"data/pacts/{pact.id}.yml",
            begins=_renewal(pact),
            kind="brand",
            keywords=(PACT_KIND_TITLES[pact.kind], PARTNER_KIND_TITLES[pact.partner_kind]),
            branch=pact.branch,
        )


def _renewal(pact: Pact) -> Begun:
    """The pact that goes on from another: a record of its own, for the former keeps its days."""
    return Begun(PACTS.name, given={key: getattr(pact, key) for key in ("branch", "kind", "partner_kind", "partner")})


def branch_section(snapshot: Snapshot, jinja: Environment) -> BranchSection:
    """On a branch's home: its pacts, and when each ends."""
    pacts: dict[str, list[Pact]] = {}
    for pact in snapshot.book[PACTS].values():
        pacts.setdefault(pact.branch, []).append(pact)

    def render(branch: Branch) -> Markup:
        return fragment(
            jinja,
            "branch_pacts.html",
            urls.branch(branch.id),
            pacts=pacts.get(branch.id, ()),
            titles=_TITLES,
            expiry_days=partial(
                alert_days, snapshot.book.settings.alerts.agreement, workdays=snapshot.schedule.workdays
            ),
        )

    return BranchSection("pacts", "共建協議", render)
