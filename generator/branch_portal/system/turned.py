"""What people have written, turned into the other script: it says the same, so what was frozen in words is frozen again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from branch_portal.project.handbook import Handbook

Texts = Mapping[str, str]
"""Path below the root → what the file holds."""


@dataclass(frozen=True)
class Turned:
    """The book `before` and `after`, from the files as they were `written` and as they are now, `texts`."""

    before: Handbook
    after: Handbook
    written: Texts
    texts: Texts

    def replaced(self, words: Mapping[str, str]) -> Texts:
        """The records' files with other words for some: fingerprints, which occur nowhere by chance."""
        if not words:
            return {}
        known = re.compile("|".join(map(re.escape, words)))
        records = {path: text for path, text in self.texts.items() if path.startswith("data/")}
        return {path: known.sub(lambda found: words[found[0]], text) for path, text in records.items()}
