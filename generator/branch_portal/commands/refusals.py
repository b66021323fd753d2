"""What the system refuses to do with a file, as a sentence."""

import os

from branch_portal.ground.system_errors import reason

NO_MEMORY = "內存不夠，沒有做完；原有的沒有改動。關掉別的程序，再做一次。"


def refusal(error: OSError) -> str | None:
    """One sentence with the file's name and the way out; None for what is no matter of a file."""
    why = reason(error)
    if why is None:
        return None
    name = error.filename2 or error.filename
    if isinstance(name, bytes):
        name = os.fsdecode(name)
    shown = str(name).encode("utf-8", "replace").decode() if name is not None else ""
    return f"{shown}：{why}。" if shown else f"{why}。"
