"""What an issued letter says, and the digest that freezes it."""

import hashlib
import json
from collections.abc import Mapping

from branch_portal.systems.letters.drafts import Draft
from branch_portal.systems.letters.ids import lasting
from branch_portal.systems.letters.model import Letter


def content_hash(id: str, letter: Letter | Draft, issued_on: str, first: Mapping[str, str]) -> str:
    """The SHA-256 of everything that the letter tells people; `first` are the `first_ids` of branches."""
    said = {
        "id": id,
        "level": letter.level,
        "holder": lasting(letter.holder, first),
        "roles": list(letter.roles),
        "unit": letter.unit,
        "issued_on": issued_on,
        "items": [
            {
                **item.model_dump(mode="json"),
                "matter": lasting(item.matter, first),
                "page": lasting(item.page, first),
            }
            for item in letter.items
        ],
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def frozen_hash(letter: Letter, first: Mapping[str, str]) -> str:
    """The digest of a letter as its file says it now."""
    return content_hash(letter.id, letter, letter.issued_on.isoformat(), first)
