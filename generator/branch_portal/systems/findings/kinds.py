"""The kinds of record of what is found and mended."""

import datetime as dt

from branch_portal.project.kind import Kind
from branch_portal.site import urls
from branch_portal.systems.findings.approved import is_as_approved
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release_model import Release
from branch_portal.systems.findings.states import state_on
from branch_portal.year.quarter import quarter


def is_published(finding: Finding, day: dt.date) -> bool:
    """Registered, and through the four steps, by the end of `day`, and in the words that were approved."""
    steps = finding.disclosure
    if not finding.public or steps is None or steps.published.on > day or state_on(finding, day) is None:
        return False
    return is_as_approved(finding)


def is_out(release: Release, day: dt.date) -> bool:
    """Published by the end of `day`, and in the words that were approved."""
    return release.published_on is not None and release.published_on <= day and is_as_approved(release)


FINDINGS: Kind[str, Finding] = Kind(
    "findings",
    Finding,
    "問題",
    page=lambda finding: urls.finding(finding.id),
    called=lambda finding: f"問題 {finding.id.upper()}",
    happened=lambda finding: (finding.log[-1].on,),
    published=lambda finding, day: finding if is_published(finding, day) else None,
    announced=lambda finding: None,
)
RELEASES: Kind[str, Release] = Kind(
    "releases",
    Release,
    "季度通報",
    page=lambda release: urls.release(release.id),
    issued="portal quarter close",
    called=lambda release: f"{quarter(release.id).title}整改通報",
    happened=lambda release: (release.published_on or release.cutoff,),
    published=lambda release, day: release if is_out(release, day) else None,
)
