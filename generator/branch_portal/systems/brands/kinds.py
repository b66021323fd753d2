"""The kinds of record of the service brands."""

from collections.abc import Iterator

from branch_portal.ground.day_words import full_date
from branch_portal.project.kind import Kind, Named
from branch_portal.site import urls
from branch_portal.systems.brands.model import Campaign, Drill, Playbook


def _steps(playbook: Playbook) -> Iterator[Named]:
    """The steps of the guide that the stages follow."""
    for index, stage in enumerate(playbook.stages):
        if stage.step:
            yield ("stages", index, "step"), "guide_steps", f"{playbook.guide}#{stage.step}"


PLAYBOOKS: Kind[str, Playbook] = Kind(
    "playbooks",
    Playbook,
    "作業指導",
    pairs=_steps,
    page=lambda playbook: urls.playbook(playbook.id),
    listed=("作業指導", urls.BRAND),
    shared=True,
    whole=True,
)
CAMPAIGNS: Kind[str, Campaign] = Kind(
    "campaigns", Campaign, "先鋒服務行動", page=lambda campaign: urls.campaign(campaign.id), whole=True
)
DRILLS: Kind[str, Drill] = Kind(
    "drills",
    Drill,
    "演練",
    order=lambda drill: (drill.on, drill.id),
    page=lambda drill: f"{urls.playbook(drill.playbook)}#drill-{drill.id}",
    called=lambda drill: f"{full_date(drill.on)}演練",
    happened=lambda drill: (drill.on,),
    announced=lambda drill: None,
)
