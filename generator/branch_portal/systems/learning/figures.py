"""學習材料 derived: by topic, by guide and step, and when each is to be reviewed."""

import datetime as dt
from collections.abc import Mapping

from branch_portal.project.handbook import Shelf
from branch_portal.systems.learning.kinds import MATERIALS, TOPICS
from branch_portal.systems.learning.model import Material


def review_due(material: Material) -> dt.date:
    """The last day on which the last review still holds: the same day of a later month, or that month's last."""
    months = material.reviewed_on.year * 12 + material.reviewed_on.month - 1 + material.review_in_months
    year, month = divmod(months, 12)
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return dt.date(year, month + 1, min(material.reviewed_on.day, (following - dt.timedelta(days=1)).day))


def by_topic(book: Shelf) -> dict[str, list[Material]]:
    """The materials of each topic; one with several topics stands on several shelves."""
    return {
        topic: [material for material in book[MATERIALS].values() if topic in material.topics] for topic in book[TOPICS]
    }


def by_step(materials: Mapping[str, Material], guide: str) -> dict[str, list[Material]]:
    """The materials of a guide by the anchor of the step they help with; "" for the whole page."""
    found: dict[str, list[Material]] = {}
    for material in materials.values():
        for use in material.used_in:
            if use.guide == guide:
                found.setdefault(use.step or "", []).append(material)
    return found
