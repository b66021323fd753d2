"""公開: what of the Handbook has been published by a day; everything the site shows goes through here once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from branch_portal.project.handbook import Handbook
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.results import state_on
from branch_portal.systems.rounds.model import SelfCheck
from branch_portal.systems.supervision.figures import inspection_on, interview_on
from branch_portal.systems.supervision.model import Inspection, Interview

Found = TypeVar("Found", SelfCheck, Inspection, Interview)


def published(book: Handbook, day: dt.date) -> Handbook:
    """The Handbook without what is not out by the end of `day`: problems, bulletins, and results of what lies ahead."""
    findings = {id: finding for id, finding in book.findings.items() if is_published(finding, day)}
    releases = {
        id: release
        for id, release in book.releases.items()
        if release.published_on is not None and release.published_on <= day
    }
    selfchecks = {
        id: _with_published(one, findings)
        for id, one in book.selfchecks.items()
        if one.done_on is None or one.done_on <= day
    }
    return replace(
        book,
        findings=findings,
        releases=releases,
        selfchecks=selfchecks,
        inspections={id: _with_published(inspection_on(one, day), findings) for id, one in book.inspections.items()},
        interviews={id: _with_published(interview_on(one, day), findings) for id, one in book.interviews.items()},
    )


def _with_published(record: Found, findings: Mapping[str, Finding]) -> Found:
    """The record without the problems that are not out."""
    kept = tuple(id for id in record.findings if id in findings)
    return record if kept == record.findings else record.model_copy(update={"findings": kept})


def is_published(finding: Finding, day: dt.date) -> bool:
    """Registered, and through the four steps, by the end of `day`."""
    steps = finding.disclosure
    return finding.public and state_on(finding, day) is not None and steps is not None and steps.published.on <= day
