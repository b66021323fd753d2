"""誰辦: which role does in a branch what is a matter of a role that it may not have."""

import datetime as dt
from collections.abc import Mapping

from branch_portal.organisation.model import Branch, Role


def has_role(role: Role, branch: Branch) -> bool:
    """Whether a branch has the role at all: without a committee there are no committee members."""
    return role.needs is None or role.needs in branch.traits


def stand_in(role: str, branch: Branch | None, roles: Mapping[str, Role], day: dt.date | None = None) -> str:
    """The role that does in this branch what is a matter of `role`: the secretary's, where there is no committee.

    `role` itself where the branch has it, or where nobody stands in. With a `day` it must be in place then; without a
    branch that alone is asked.
    """
    seen = {role}
    while (found := roles.get(role)) and found.otherwise:
        if (branch is None or has_role(found, branch)) and (day is None or found.in_place(day)):
            break
        role = found.otherwise
        if role in seen:
            break
        seen.add(role)
    return role
