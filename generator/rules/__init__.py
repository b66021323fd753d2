"""Rules across records: each has an id, a reason and a mend, and a failing fixture in the tests."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.problems import Place, Problem, Severity

_registry: dict[str, "Rule"] = {}


@dataclass(frozen=True)
class Rule:
    """One rule; the page of rules for editors is made from these."""

    id: str
    title: str
    why: str
    mend: str
    severity: Severity = "error"

    def problem(self, place: Place, message: str, value: str = "", mend: str | None = None) -> Problem:
        """This rule broken at `place`."""
        return Problem(
            place=place,
            rule=self.id,
            message=message,
            value=value,
            why=self.why,
            mend=mend or self.mend,
            severity=self.severity,
        )


def rule(id: str, title: str, why: str, mend: str, severity: Severity = "error") -> Rule:
    """Declare a rule; an id declared twice is our own bug."""
    if id in _registry:
        raise ValueError(f"rule {id} is declared twice")
    _registry[id] = Rule(id, title, why, mend, severity)
    return _registry[id]


def all_rules() -> Mapping[str, Rule]:
    """Every declared rule by id, in order; import `generator.rules.check` first."""
    return dict(sorted(_registry.items()))
