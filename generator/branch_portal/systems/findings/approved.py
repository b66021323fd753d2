"""批准的文字: a fingerprint of all that was approved, so that what is changed afterwards is held back until approved again.

What is added later with a later day – a step of the log, a look back, a correction – was not yet there to be approved,
and is not in it; ids are not words, and a branch that takes another one changes nothing.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator

from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release_model import Release


def fingerprint_of(one: Finding | Release, through: dt.date) -> str:
    """The fingerprint of every public word and day of a problem or a bulletin up to the end of `through`."""
    said = _problem(one, through) if isinstance(one, Finding) else _bulletin(one, through)
    text = json.dumps(list(said), ensure_ascii=False, default=str)
    return "h" + hashlib.sha256(text.encode()).hexdigest()[:16]


def is_as_approved(one: Finding | Release) -> bool:
    """Whether a record says what was approved; true where its approval is not bound to any words."""
    bound = one.disclosure.bound if one.disclosure else None
    return bound is None or fingerprint_of(one, bound.through) == bound.text


def _steps(one: Finding | Release) -> Iterator[object]:
    if one.disclosure:
        for name in ("proposed", "reviewed", "approved", "published"):
            yield name, getattr(one.disclosure, name).on


def _problem(one: Finding, through: dt.date) -> Iterator[object]:
    yield from (one.category, one.statement, one.cause, one.level, one.level_reason, one.tier, one.mode, one.source)
    yield from (one.occurrences, one.found_on, one.due, one.system_made, "measures")
    yield from ((measure.what, measure.due) for measure in one.measures)
    yield "milestones"
    for stone in one.milestones:
        reached = stone.reached_on if stone.reached_on and stone.reached_on <= through else None
        yield stone.what, stone.due, reached
    yield "log"
    yield from ((entry.on, entry.state, entry.note) for entry in one.log if entry.on <= through)
    # Evidence comes with the closing: until then there is none to be approved.
    yield one.evidence if any(entry.state == "closed" and entry.on <= through for entry in one.log) else ()
    yield "extensions"
    yield from ((entry.on, entry.due, entry.reason) for entry in one.extensions if entry.on <= through)
    yield "lookbacks"
    yield from ((entry.on, entry.result, entry.note) for entry in one.lookbacks if entry.on <= through)
    yield from _steps(one)


def _bulletin(one: Release, through: dt.date) -> Iterator[object]:
    yield from (one.cutoff, one.published_on, one.comments_until, one.seal, one.summary, one.good_practice)
    if one.outside:
        yield "outside", one.outside
    yield one.by_unit.on if one.by_unit else None
    yield from ((entry.on, entry.item, entry.what) for entry in one.corrections if entry.on <= through)
    yield from _steps(one)
