"""The kinds of record of self-checks."""

from branch_portal.project.kind import Kind
from branch_portal.site import urls
from branch_portal.systems.rounds.model import Round, SelfCheck

ROUNDS: Kind[str, Round] = Kind(
    "rounds", Round, "排查", page=lambda one: urls.round(one.id), listed=("排查", urls.ROUNDS), whole=True
)
SELFCHECKS: Kind[str, SelfCheck] = Kind(
    "selfchecks",
    SelfCheck,
    "自查",
    page=lambda one: f"{urls.round(one.round)}#coverage",
    called=lambda one: one.id,
    published=lambda one, day: one if one.done_on is None or one.done_on <= day else None,
)
