"""Shared by the calendar's tests."""

import pytest

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.year.kinds import DUTIES, PLANS


@pytest.fixture(scope="module")
def small(book: Handbook) -> Handbook:
    """Three branches and five duties: quick to publish, with everything in it."""
    keep = {"a01", "m01", "m03", "q01", "a14"}
    branches = {id: book[BRANCHES][id] for id in ("b01", "b03", "b10")}
    plans = {key: plan for key, plan in book[PLANS].items() if key[0] in branches}
    plans = {key: plan.model_copy(update={"own": ()}) for key, plan in plans.items()}
    duties = {id: duty for id, duty in book[DUTIES].items() if id in keep}
    return book.having(branches=branches, plans=plans, duties=duties)
