"""關賬: a quarter frozen as it stood at its cutoff, and the same quarter with its corrections applied."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from branch_portal.systems.findings.balance import Figures, by_tier_and_level, figures
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release_model import Balance, FrozenItem, Release, Totals
from branch_portal.systems.findings.states import state_on
from branch_portal.year.quarter import Quarter


@dataclass(frozen=True)
class Closing:
    """What `portal quarter close` writes down."""

    cutoff: dt.date
    totals: Totals
    balance: tuple[Balance, ...]
    items: tuple[FrozenItem, ...]

    @property
    def seal(self) -> str:
        """Fingerprint of everything frozen."""
        lines = [
            self.cutoff.isoformat(),
            *(_numbers(row) for row in (self.totals, *self.balance)),
            *(" ".join((item.id, item.tier, item.level, item.unit, item.state, item.text)) for item in self.items),
        ]
        return fingerprint("\n".join(lines))


def fingerprint(text: str) -> str:
    """`h` and sixteen hexadecimal digits: never read as a number."""
    return "h" + hashlib.sha256(text.encode()).hexdigest()[:16]


def public_text(finding: Finding) -> str:
    """The words about a problem that a bulletin stands for."""
    return "\n".join((finding.category, finding.statement, finding.cause))


def freeze(finding: Finding, day: dt.date) -> FrozenItem:
    """A registered problem as it stands at the end of `day`."""
    state = state_on(finding, day)
    if state is None:
        raise ValueError(f"{finding.id} was not registered by {day}")
    return FrozenItem(
        id=finding.id,
        tier=finding.tier,
        level=finding.level,
        unit=finding.unit,
        state=state,
        text=fingerprint(public_text(finding)),
    )


def close(findings: Iterable[Finding], period: Quarter) -> Closing:
    """A quarter's frozen items and figures, from the problems that may be published."""
    registered = sorted(
        (one for one in findings if one.public and state_on(one, period.last)), key=lambda one: (one.found_on, one.id)
    )
    balance = tuple(
        Balance(tier=tier, level=level, **_counts(row))  # type: ignore[arg-type]
        for tier, level, row in by_tier_and_level(registered, period)
    )
    return Closing(
        cutoff=period.last,
        totals=Totals(**_counts(figures(registered, period))),
        balance=balance,
        items=tuple(freeze(one, period.last) for one in registered),
    )


def closing_of(release: Release) -> Closing:
    """What a written release says was frozen."""
    return Closing(release.cutoff, release.totals, release.balance, release.items)


def is_touched(release: Release) -> bool:
    """Whether what was frozen is not what its seal stands for: somebody has changed a number or the list by hand."""
    return closing_of(release).seal != release.seal


def corrected(release: Release, day: dt.date) -> Mapping[str, FrozenItem]:
    """The frozen items with the corrections made by the end of `day` applied."""
    items = {item.id: item for item in release.items}
    for entry in release.corrections:
        if entry.on > day:
            continue
        if entry.now is None:
            items.pop(entry.item, None)
        else:
            items[entry.item] = entry.now
    return items


def changed_since(
    release: Release, findings: Mapping[str, Finding], period: Quarter, former: Mapping[str, str]
) -> Iterator[tuple[str, FrozenItem | None, FrozenItem | None]]:
    """What differs from the closed quarter, its corrections applied: id, the frozen item, and the item as it is now.

    `findings` are those that may be published; None where the quarter, or the records, have no such problem.
    `former` leads from the ids that branches had before to those they have (`former_ids`): another id is no change.
    """
    frozen = {
        id: item.model_copy(update={"unit": former.get(item.unit, item.unit)})
        for id, item in corrected(release, dt.date.max).items()
    }
    now = {id: freeze(one, period.last) for id, one in findings.items() if state_on(one, period.last)}
    for id in sorted({*frozen, *now}):
        if frozen.get(id) != now.get(id):
            yield id, frozen.get(id), now.get(id)


def _counts(row: Figures) -> dict[str, int]:
    return {name: getattr(row, name) for name in Totals.model_fields}


def _numbers(row: Totals) -> str:
    where = (row.tier, row.level) if isinstance(row, Balance) else ()
    return " ".join((*where, *(str(getattr(row, name)) for name in Totals.model_fields)))
