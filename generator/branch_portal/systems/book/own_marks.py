"""※: what is common practice or a default is marked where it stands and said once at the head of the page.

Guides keep the plain words 「（默認值）」 in their source, where the one who edits them needs them; readers met them six
times a page and no longer read them.
"""

import re

MARK = "※"
NOTE = f"標{MARK}的數字、位置和做法是常見做法或默認值，本單位另有規定的照本單位的。"

_WORDS = re.compile(
    "（(?:均[為为])?(?:(?:默[認认](?:值|口[徑径]|安排)|常[見见]做法)(?:，可[調调]整)?|均?可[調调]整)(?:，(?P<more>[^（）]+))?）"
)


def marked(text: str) -> str:
    """Markdown, in either script, with a mark for every such bracket; what else a bracket says stays in it."""
    return _WORDS.sub(lambda found: MARK + (f"（{found['more']}）" if found["more"] else ""), text)
