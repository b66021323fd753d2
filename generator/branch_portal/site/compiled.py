"""Compiled templates, kept as Python keeps its own: compiling them costs more than all they print for a small portal.

They lie in one file beside the program's own compiled modules, and only what was compiled of the very same text, by
the same Jinja with the same settings, is taken from it. Where nothing may be written there, or the file is damaged,
templates are compiled as if there were none.
"""

import hashlib
import importlib.util
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from branch_portal.ground.beside import Kept, kept_beside

_MOST = 2000
"""Codes in the file; beyond it those that this process did not use are left away."""


class Compiled(BytecodeCache):
    """Templates compiled once, by their text; `kept` has them for the next process."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return f"{name}|{filename}"

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get(_key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept.put(_key(bucket), bucket.code)


def _key(bucket: Bucket) -> bytes:
    options = bucket.environment
    how = (
        jinja2.__version__,
        importlib.util.MAGIC_NUMBER,
        _FILTERS,
        bool(options.autoescape),
        options.trim_blocks,
        options.lstrip_blocks,
        options.undefined.__name__,
        sorted(options.extensions),
    )
    return hashlib.sha256(repr((how, bucket.key, bucket.checksum)).encode()).digest()


_FILTERS = hashlib.sha256(Path(__file__).with_name("templates.py").read_bytes()).hexdigest()
"""A filter of a constant is applied when the template is compiled."""


COMPILED = Compiled(kept_beside(__file__, ".templates", lambda: "", most=_MOST))
