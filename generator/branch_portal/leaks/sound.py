"""What was looked through and holds no leak is known by its content: a check of a portal meets nearly all of it as it was.

Only checksums are kept, with that of the code that looked, so that whatever a pattern would find today is looked for today.
"""

import hashlib
import importlib.metadata
import sys
from pathlib import Path

from branch_portal.ground.beside import code_of, kept_beside
from branch_portal.leaks.allowed import Allowed

_PACKAGE = Path(__file__).parent.parent


def _made_by() -> str:
    looks = sorted(
        {*Path(__file__).parent.glob("*.py"), *(_PACKAGE / "ground").glob("*.py"), _PACKAGE / "source" / "apart.py"}
    )
    return f"{sys.version} pypdf {importlib.metadata.version('pypdf')} {code_of(*looks)}"


SOUND = kept_beside(__file__, ".sound", _made_by, most=20_000, worth=20)


def known(data: bytes, looked: str, allowed: Allowed) -> bytes:
    """What says all that a look at `data` depends on but the code; `looked` says in which way it is looked at."""
    lets_pass = f"{looked} {allowed.told}".encode()
    return hashlib.blake2b(data, digest_size=16, key=hashlib.sha256(lets_pass).digest()).digest()
