"""The kind of record of a pact."""

from branch_portal.project.kind import Kind
from branch_portal.site import urls
from branch_portal.systems.pacts.model import Pact

PACTS: Kind[str, Pact] = Kind(
    "pacts", Pact, "共建協議", page=lambda pact: urls.pact(pact.id), listed=("共建協議", urls.PACTS), whole=True
)
