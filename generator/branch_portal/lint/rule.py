"""A rule of the lint and a place where a feed breaks it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from branch_portal.ground.problems import Place, Problem, Severity

Weight = Literal["must", "should", "readers"]
"""`must`: the standard forbids it; `should`: it advises against it; `readers`: calendar programs are known to break."""
WEIGHT_TITLES: dict[Weight, str] = {"must": "標準不許", "should": "標準不建議", "readers": "閱讀程序會出錯"}
Profile = Literal["standard", "portal", "single"]
"""Whose feed it is: anybody's (only `must` is an error), a portal's (every rule is an error), or a portal's single event."""
NOT_SUBSCRIBED = frozenset({"READ-04", "READ-07", "READ-08", "READ-09"})
"""What only a feed to subscribe to needs: a name, addresses, how often to look again."""

_registry: dict[str, "Rule"] = {}


@dataclass(frozen=True)
class Rule:
    """One rule; `source` is the section that says so, or where it was seen to matter."""

    id: str
    source: str
    title: str
    weight: Weight = "must"

    def at(self, line: int, message: str) -> "Finding":
        """This rule broken at `line`, counted from 1."""
        return Finding(line, self, message)


@dataclass(frozen=True)
class Finding:
    """One place where a feed breaks a rule; the message is Chinese and names what was found."""

    line: int
    rule: Rule
    message: str

    def severity(self, profile: Profile) -> Severity:
        return "error" if self.rule.weight == "must" or profile != "standard" else "warning"

    def concerns(self, profile: Profile) -> bool:
        """Whether the rule is one for such a file."""
        return profile != "single" or self.rule.id not in NOT_SUBSCRIBED

    def problem(self, path: str, profile: Profile) -> Problem:
        """The finding as every problem of the portal is: place, rule, message, mend, reason."""
        return Problem(
            place=Place(path, self.line),
            rule=self.rule.id,
            message=self.message,
            mend=f"應做到：{self.rule.title}",
            why=f"{WEIGHT_TITLES[self.rule.weight]}（{self.rule.source}）",
            severity=self.severity(profile),
        )


def rule(id: str, source: str, title: str, weight: Weight = "must") -> Rule:
    """Declare a rule; an id declared twice is our own bug."""
    if id in _registry:
        raise ValueError(f"rule {id} is declared twice")
    _registry[id] = Rule(id, source, title, weight)
    return _registry[id]


def all_rules() -> Mapping[str, Rule]:
    """Every declared rule by id; import `branch_portal.lint.feed` first."""
    return dict(sorted(_registry.items()))
