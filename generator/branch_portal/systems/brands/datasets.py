"""先鋒服務 as a published table: the stages of campaigns."""

from collections.abc import Iterator

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.brands.kinds import CAMPAIGNS, PLAYBOOKS
from branch_portal.systems.brands.model import BRAND_KIND_TITLES, STAGE_TITLES


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    book = snapshot.book
    rows: list[dict[str, Value]] = [
        {
            "id": campaign.id,
            "title": campaign.title,
            "kind": BRAND_KIND_TITLES[book[PLAYBOOKS][campaign.playbook].kind],
            "branches": "、".join(book[BRANCHES][branch].short for branch in campaign.branches),
            "stage": STAGE_TITLES[stage.stage],
            "first": stage.first,
            "last": stage.last,
        }
        for campaign in book[CAMPAIGNS].values()
        for stage in campaign.stages
    ]
    yield Dataset(
        id="campaigns",
        title="先鋒服務行動",
        description="每次行動的每個階段一行；只有代號和起止，沒有對象、地點和名單。",
        columns=(
            Column("id", "編號"),
            Column("title", "活動代號"),
            Column("kind", "類別"),
            Column("branches", "參加支部"),
            Column("stage", "階段"),
            Column("first", "起", "date"),
            Column("last", "止", "date"),
        ),
        rows=tuple(rows),
        page=urls.BRAND,
    )
