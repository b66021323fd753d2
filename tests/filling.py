"""Records filled anew: a payload wherever a record or a setting takes free text, by default markup of a hostile editor."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from branch_portal.project.base import Record
from branch_portal.project.handbook import Handbook
from branch_portal.systems.book.model import Guide

R = TypeVar("R", bound=Record)

PAYLOADS = (
    "{}\"'><img src=x onerror=ran()><svg onload=ran()>[y](javascript:ran())</title><script>ran()</script>",
    '{}"><svg onload=ran()>[y](javascript:ran())',
    "{}<svg onload=ran()>",
    "<svg onload=ran()>",
    "<ran>{}",
    "<ran>",
    'https://x/"><svg/onload=ran()>/',
    'https://x/"><svg/onload=ran()>/{{path}}',
)
"""From the richest to what fits the tightest field; the number keeps texts apart that must not be equal."""

Path = tuple[str | int, ...]


class Filling:
    """Fills records; `took` holds each field that took a payload, as `kind.field.field`."""

    def __init__(self, payloads: Sequence[str] = PAYLOADS) -> None:
        self.took: set[str] = set()
        self._payloads = payloads
        self._number = 0

    def book(self, book: Handbook) -> Handbook:
        """The same records with markup in every text that the models take; references, ids and bodies stay."""
        filled = {
            kind.name: {id: self._any(record, kind.name) for id, record in records.items()} for kind, records in book
        }
        return book.having(settings=self.record(book.settings, "settings"), **filled)

    def _any(self, record: Any, kind: str) -> Any:
        if isinstance(record, Guide):
            return record.model_copy(update={"meta": self.record(record.meta, kind)})
        # What was read from a file is no record: its text is a body, its name an address.
        return self.record(record, kind) if isinstance(record, Record) and kind != "learning_files" else record

    def record(self, record: R, name: str) -> R:
        """The record with markup in every text; what its model refuses stays as it was."""
        for key, info in type(record).model_fields.items():
            extra = info.json_schema_extra
            if isinstance(extra, dict) and "refers" in extra:
                continue
            value = self._inside(getattr(record, key), f"{name}.{key}")
            record = record.model_copy(update={key: value})
            for path in _texts(value):
                for payload in self._payloads:
                    self._number += 1
                    value = _put(getattr(record, key), path, payload.format(self._number))
                    if changed := _valid(record, key, value):
                        record = changed
                        self.took.add(f"{name}.{key}")
                        break
        return record

    def _inside(self, value: Any, name: str) -> Any:
        """The value with the records in it filled."""
        if isinstance(value, Record):
            return self.record(value, name)
        return tuple(self._inside(one, name) for one in value) if isinstance(value, tuple) else value


def _valid(record: R, key: str, value: Any) -> R | None:
    known = type(record).model_fields
    values = {
        info.alias or name: getattr(record, name) for name, info in known.items() if name in record.model_fields_set
    }
    try:
        return type(record).model_validate({**values, known[key].alias or key: value})
    except ValidationError:
        return None


def _texts(value: Any) -> Iterator[Path]:
    """Where texts stand in a value that is no record."""
    if isinstance(value, str):
        yield ()
    elif isinstance(value, tuple | dict):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from ((key, *path) for path in _texts(one))


def _put(value: Any, path: Path, text: str) -> Any:
    if not path:
        return text
    key, *rest = path
    if isinstance(value, dict):
        return {**value, key: _put(value[key], tuple(rest), text)}
    return tuple(_put(one, tuple(rest), text) if index == key else one for index, one in enumerate(value))
