"""Closed quarters after the records were turned into the other script: the same problems, in words that say the same."""

from collections.abc import Mapping

from branch_portal.system.turned import Texts, Turned
from branch_portal.systems.findings.approved import fingerprint_of, is_as_approved
from branch_portal.systems.findings.frozen import closing_of, fingerprint, public_text
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release_model import Release


def refrozen(turned: Turned) -> Texts:
    """The files in which fingerprints and seals of the old words stood; a seal that was broken stays broken."""
    after = turned.after[FINDINGS]
    words = {
        fingerprint(public_text(finding)): fingerprint(public_text(after[id]))
        for id, finding in turned.before[FINDINGS].items()
    }
    seals = {
        release.seal: closing_of(_in_other_words(release, words)).seal
        for release in turned.before[RELEASES].values()
        if closing_of(release).seal == release.seal
    }
    approved = {}
    pairs: list[tuple[Finding | Release, Finding | Release]] = [
        *((one, after[id]) for id, one in turned.before[FINDINGS].items()),
        *((one, _sealed(turned.after[RELEASES][id], seals)) for id, one in turned.before[RELEASES].items()),
    ]
    for before, now in pairs:
        bound = before.disclosure.bound if before.disclosure else None
        if bound and is_as_approved(before):
            approved[bound.text] = fingerprint_of(now, bound.through)
    return turned.replaced({**words, **seals, **approved})


def _sealed(release: Release, seals: Mapping[str, str]) -> Release:
    return release.model_copy(update={"seal": seals.get(release.seal, release.seal)})


def _in_other_words(release: Release, words: Mapping[str, str]) -> Release:
    items = (item.model_copy(update={"text": words.get(item.text, item.text)}) for item in release.items)
    return release.model_copy(update={"items": tuple(items)})
