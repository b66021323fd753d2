"""What letters call a branch for good: by the id that it had first."""

import re
from collections.abc import Iterable, Mapping

from branch_portal.organisation.model import Branch
from branch_portal.project.base import first_id


def first_ids(branches: Iterable[Branch]) -> dict[str, str]:
    """The id that each branch had first, by the one it has now, where these differ."""
    return {one.id: first_id(one) for one in branches if first_id(one) != one.id}


def lasting(text: str, first: Mapping[str, str]) -> str:
    """A matter's name, an address or an id as it was before branches took other ids: what was issued goes on being so."""
    if not first:
        return text
    present = "|".join(map(re.escape, sorted(first, key=len, reverse=True)))
    return re.sub(rf"(?<![a-z0-9])(?:{present})(?![a-z0-9])", lambda found: first[found[0]], text)
