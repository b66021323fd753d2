"""Compiled templates, kept as Python keeps its own: compiling them costs more than all they print for a small portal.

They lie in one file beside the program's own compiled modules, and only what was compiled of the very same text, by
the same Jinja with the same settings, is taken from it. Where nothing may be written there, or the file is damaged,
templates are compiled as if there were none.
"""

import hashlib
import importlib.util
import marshal
from contextlib import suppress
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from branch_portal.ground.output import replace_file

_MOST = 2000
"""Codes in the file; beyond it those that this process did not use are left away."""


class Compiled(BytecodeCache):
    """Templates compiled once, by their text; `file` keeps them for the next process."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._codes: dict[bytes, CodeType] | None = None
        self._used: set[bytes] = set()
        self._fresh = False

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return f"{name}|{filename}"

    def load_bytecode(self, bucket: Bucket) -> None:
        key = _key(bucket)
        self._used.add(key)
        if self._codes is None:
            self._codes = self._read()
        bucket.code = self._codes.get(key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        assert self._codes is not None
        self._codes[_key(bucket)] = bucket.code
        self._fresh = True

    def save(self) -> None:
        """Keep what was compiled for the next process, as far as that can be done."""
        if not (self._file and self._fresh) or self._codes is None:
            return
        self._fresh = False
        codes = {**self._read(), **self._codes}
        if len(codes) > _MOST:
            codes = {key: code for key, code in codes.items() if key in self._used}
        content = marshal.dumps(codes)
        with suppress(OSError):
            replace_file(self._file, hashlib.sha256(content).digest() + content)

    def _read(self) -> dict[bytes, CodeType]:
        try:
            whole = self._file.read_bytes() if self._file else b""
            if hashlib.sha256(whole[32:]).digest() == whole[:32]:
                found: dict[bytes, CodeType] = marshal.loads(whole[32:])
                return found
        except (OSError, ValueError, TypeError, EOFError):
            pass
        return {}


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


def kept_beside(module: str) -> Path:
    """Where Python keeps what it compiles of `module`, for templates."""
    return Path(importlib.util.cache_from_source(module)).with_suffix(".templates")


COMPILED = Compiled(kept_beside(__file__))
