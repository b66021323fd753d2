"""支部名錄 as a published table: organisation only, no persons."""

from collections.abc import Iterator

from branch_portal.organisation.kinds import BRANCHES, UNITS
from branch_portal.organisation.model import BRANCH_KIND_TITLES
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset
from branch_portal.system.snapshot import Snapshot

_COLUMNS = (
    Column("id", "編號"),
    Column("title", "名稱"),
    Column("short", "簡稱"),
    Column("kind", "類別"),
    Column("parent", "上級"),
    Column("support_unit", "所屬戰區"),
    Column("business", "主要業務"),
    Column("has_committee", "設支部委員會", "flag"),
    Column("groups", "黨小組數", "integer"),
    Column("founded_on", "設立日期", "date"),
    Column("dissolved_on", "撤銷日期", "date"),
    Column("merged_into", "併入的支部"),
    Column("split_from", "從哪個支部分出"),
    Column("elected_on", "本屆選舉日期", "date"),
    Column("term_years", "任期年數", "integer"),
)


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    book = snapshot.book
    yield Dataset(
        id="branches",
        title="支部名錄",
        description="各支部的名稱、隸屬、業務和設置，不含人員。",
        columns=_COLUMNS,
        rows=tuple(
            {
                "id": branch.id,
                "title": branch.title,
                "short": branch.short,
                "kind": BRANCH_KIND_TITLES[branch.kind],
                "parent": book[UNITS][branch.parent].title,
                "support_unit": book[UNITS][branch.support_unit].title if branch.support_unit else "",
                "business": branch.business,
                "has_committee": branch.has_committee,
                "groups": branch.groups,
                "founded_on": branch.founded_on,
                "dissolved_on": branch.dissolved_on,
                "merged_into": branch.merged_into or "",
                "split_from": branch.split_from or "",
                "elected_on": branch.elected_on if branch.serves_a_term else None,
                "term_years": branch.term_years if branch.serves_a_term else None,
            }
            for branch in book[BRANCHES].values()
        ),
        page=urls.BRANCHES,
    )
