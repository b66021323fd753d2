"""每步的表單和本盒: from a step to the papers it needs, and from a paper to the steps that need it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from branch_portal.systems.book.model import Guide, Step


@dataclass(frozen=True)
class UsedAt:
    """A step of a guide at which a form or a carrier is used."""

    guide: Guide
    step: Step

    @property
    def reference(self) -> str:
        """As other records write it: `g13#step-vote`."""
        return f"{self.guide.id}#{self.step.anchor}"


def used_at(guides: Iterable[Guide], papers: Literal["forms", "carriers"]) -> dict[str, list[UsedAt]]:
    """For each form or carrier the steps that use it, in the book's order."""
    found: dict[str, list[UsedAt]] = {}
    for guide in guides:
        for step in guide.steps:
            for use in guide.meta.step_uses:
                if use.step == step.anchor:
                    for id in getattr(use, papers):
                        found.setdefault(id, []).append(UsedAt(guide, step))
    return found
