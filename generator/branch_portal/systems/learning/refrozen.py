"""Registered learning pages after they were turned into the other script: registered again as they are now."""

import hashlib

from branch_portal.system.turned import Texts, Turned
from branch_portal.systems.learning.kinds import MATERIALS
from branch_portal.writing.change import change


def refrozen(turned: Turned) -> Texts:
    """The records of pages that were as registered, with the checksum and the size that they have now."""
    found = {}
    for id, material in turned.before[MATERIALS].items():
        page, record = f"content/learning/{material.file}", f"data/materials/{id}.yml"
        if page in turned.texts and material.sha256 == _sum(turned.written[page]):
            content = turned.texts[page]
            now = {"sha256": _sum(content), "size": len(content.encode())}
            found[record] = change(turned.texts[record], now)
    return found


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
