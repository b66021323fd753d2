"""Rules across records: each has an id, a reason and a mend, and a failing fixture in the tests."""

import difflib
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from branch_portal.ground.problems import Against, Place, Problem, Severity

_registry: dict[str, "Rule"] = {}


@dataclass(frozen=True)
class Rule:
    """One rule; the page of rules for editors is made from these. `module` is the module that declares it.

    What it finds `follows` from other changes: it is told of a file only where nothing else is wrong there. What it finds
    `spoils` a record: what other rules find in records that name it may come of that.
    """

    id: str
    title: str
    why: str
    mend: str
    severity: Severity = "error"
    module: str = ""
    follows: bool = False
    spoils: bool = False

    def problem(
        self, place: Place, message: str, value: str = "", mend: str | None = None, against: Iterable[Against] = ()
    ) -> Problem:
        """This rule broken at `place`, by what stands there or `against` it."""
        return Problem(
            place=place,
            rule=self.id,
            message=message,
            value=value,
            why=self.why,
            mend=mend or self.mend,
            severity=self.severity,
            against=tuple(against),
        )


def rule(
    id: str, title: str, why: str, mend: str, severity: Severity = "error", follows: bool = False, spoils: bool = False
) -> Rule:
    """Declare a rule; an id declared twice is our own bug."""
    if id in _registry:
        raise ValueError(f"rule {id} is declared twice")
    _registry[id] = Rule(id, title, why, mend, severity, sys._getframe(1).f_globals["__name__"], follows, spoils)
    return _registry[id]


def nearest(written: str, known: Iterable[str]) -> str:
    """A mend that names the likeliest of the words that are allowed here, and all of them where they are few."""
    words = list(dict.fromkeys(known))
    near = difflib.get_close_matches(written, words, n=1, cutoff=0.5)
    guess = f"是不是「{near[0]}」？" if near else ""
    return guess + (f"這裡可以寫：{'、'.join(words)}。" if len(words) <= 12 else "")


def all_rules() -> Mapping[str, Rule]:
    """Every declared rule by id, in order; import `branch_portal.rooms` first."""
    return dict(sorted(_registry.items()))
