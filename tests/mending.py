"""A mend of a line, applied to the letter as a clerk would who copies what the message says."""

import re

_NEW = re.compile(r"第([0-9]+)行改成「(.*?)」(?:，下一行是「(.*?)」)?(?:（行首空[0-9]+格）)?(?=[，：。；（]|$)")
_GONE = re.compile(r"刪去第([0-9]+)行")


def mended(text: str, mend: str) -> str:
    """The text after the mend; fails where the mend names no line."""
    lines = text.split("\n")
    new, gone = _NEW.findall(mend), _GONE.findall(mend)
    assert new or gone, f"the mend names no line: {mend}"
    for number, line, below in new:
        lines[int(number) - 1] = f"{line}\n{below}" if below else line
    for number in gone:
        lines[int(number) - 1] = ""
    return "\n".join(lines)
