"""金絲雀: marks in everything that a day must not show, and all that a site says, opened and unfolded, to look for them.

What is hidden is worked out from the models: every date that says "from this day on" (`project.since`) is moved after
the day, in each place where a model has one, and all texts that go with it are marked. So a field that is new is
looked for by itself. What a kind hides for other reasons stands in `OTHERWISE`.
"""

import datetime as dt
import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from branch_portal.project.citation import refers_to
from branch_portal.project.handbook import Handbook
from branch_portal.project.since import marked
from branch_portal.systems.findings.disclosure import Bound
from tests.filling import Filling

MARK = re.compile(r"zq[0-9]+qz")
PAYLOADS = ("zq{}qz",)
Model = type[BaseModel]
Path = tuple[str, ...]
"""Fields from a record to one of its parts."""


@dataclass
class Planted:
    """A Handbook with marks; each mark with the kind and way of hiding it is for."""

    book: Handbook
    marks: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    """Records that are hidden as a whole, by id."""


def days_of(model: Model, path: Path = ()) -> Iterator[tuple[Path, str, tuple[str, ...], bool]]:
    """Each date of a model and its parts that hides: where the part is, the field, what goes with it, whether it must be."""
    for name, info in model.model_fields.items():
        if mark := marked(info.annotation, info.metadata):
            yield path, name, mark.also, info.is_required()
        for inner in models_in(info.annotation):
            yield from days_of(inner, (*path, name))


def models_in(annotation: Any) -> Iterator[Model]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for one in get_args(annotation):
        yield from models_in(one)


def _never_public(record: Any) -> Any:
    return record.model_copy(update={"public": False})


def _without_steps(record: Any) -> Any:
    return record.model_copy(update={"disclosure": None})


def _published(record: Any, after: dt.date) -> Any:
    step = record.disclosure.published.model_copy(update={"on": after})
    steps = record.disclosure.model_copy(update={"published": step, "bound": None})
    return record.model_copy(update={"disclosure": steps})


def _held_back(record: Any) -> Any:
    """Approved, and changed afterwards: the fingerprint is that of other words."""
    steps = record.disclosure
    bound = Bound(text="h0123456789abcdef", through=steps.approved.on, by=steps.approved.role)
    return record.model_copy(update={"disclosure": steps.model_copy(update={"bound": bound})})


OTHERWISE: Mapping[str, Mapping[str, Callable[[Any, dt.date], Any]]] = {
    "findings": {
        "never public": lambda record, after: _never_public(record),
        "without the four steps": lambda record, after: _without_steps(record),
        "published later": _published,
        "held back by its approval": lambda record, after: _held_back(record),
    },
    "releases": {
        "held back by its approval": lambda record, after: _held_back(record),
        "published later": lambda record, after: _published(record, after).model_copy(update={"published_on": after}),
        "a draft": lambda record, after: record.model_copy(update={"id": "2026-q4", "published_on": None}),
    },
    "selfchecks": {"done later": lambda record, after: record.model_copy(update={"done_on": after})},
}
"""How records of these kinds are hidden that no date of theirs says."""

SLOTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "inspections": ("on", ("units", "found", "findings", "followed_up")),
    "interviews": ("last", ("n", "scores", "themes", "findings", "followed_up")),
}
"""Kinds whose records stand as planned until their day, with the fields that are then nobody's."""


SLIP = {
    "id": "rw2601", "serial": "RW-2026-001", "track": "t-life", "issued_on": dt.date(2026, 12, 10), "issuer": "dept-party",
    "issuer_role": "dept_specialist", "source": {"notice": "臨時安排"}, "to": {"everyone": True}, "role": "branch_secretary",
    "verifier": "dept_specialist", "due": dt.date(2026, 12, 24), "standard": ["辦完"], "deliverable": ["記錄"], "archive": [],
    "guides": ["g13"],
}  # fmt: skip
"""A slip that is written beforehand, but for its words."""


def planted(book: Handbook, after: dt.date) -> Planted:
    """The book with a record, or a part of one, for each way of hiding something until `after` or for good."""
    result = Planted(book)
    filling = Filling(PAYLOADS)
    groups: dict[str, dict[Any, Any]] = {}
    for kind, group in book:
        records = groups[kind.name] = dict(group)
        ways: list[tuple[str, Callable[[Any], Any]]] = []
        for path, name, also, must in days_of(kind.model):
            if path or not must:
                _plant_part(result, filling, records, (kind.name, path, name, also, must), after)
            else:
                ways.append((f"{name} later", lambda record, name=name: record.model_copy(update={name: after})))
        for way, hide in OTHERWISE.get(kind.name, {}).items():
            ways.append((way, lambda record, hide=hide: hide(record, after)))
        keys = [key for key, record in reversed(records.items()) if _may_be_hidden(record)]
        for (way, hide), key in zip(ways, keys, strict=False):
            _plant_whole(result, filling, records, key, f"{kind.name}: {way}", hide)
        assert len(keys) >= len(ways), kind.name
        if kind.name in SLOTS:
            _plant_slot(result, filling, records, kind.name, after)
    result.book = book.having(**groups)
    return result


def _may_be_hidden(record: Any) -> bool:
    return getattr(record, "public", True) and getattr(record, "disclosure", True) is not None


def _marks(record: Any) -> set[str]:
    return set(MARK.findall(repr(record)))


def _plant_whole(
    result: Planted, filling: Filling, records: dict[Any, Any], key: Any, way: str, hide: Callable[[Any], Any]
) -> None:
    old = records[key]
    full = filling.record(old, way)
    if "id" in type(old).model_fields:
        full = full.model_copy(update={"id": old.id})
    hidden = hide(full)
    key = hidden.id if hidden.id != old.id else key
    records[key] = hidden
    result.marks |= dict.fromkeys(_marks(hidden), way)
    result.ids[str(hidden.id)] = way


def _plant_part(
    result: Planted,
    filling: Filling,
    records: dict[Any, Any],
    where: tuple[str, Path, str, tuple[str, ...], bool],
    after: dt.date,
) -> None:
    """Mark one part of the first record that has such a part; a list gets a part more."""
    kind, path, name, also, must = where
    book = result.book
    way = f"{kind}: {'.'.join((*path, name))} later"
    for key, record in records.items():
        if str(record.id) in result.ids or not _may_be_hidden(record):
            continue

        def change(part: Any) -> Any:
            full = filling.record(part, way)
            changes: dict[str, Any] = {name: after}
            if not must:
                full = filling.record(_with(part, also, book), way)
            if not must:  # only the date, and what goes with it, is hidden
                changes |= {one: getattr(full, one) for one in also}
                full = part
            return full.model_copy(update=changes)

        changed = _changed(record, path, must, change, book)
        if changed is not None and changed != record:
            records[key] = changed
            result.marks |= dict.fromkeys(_marks(changed) - _marks(record), way)
            return
    raise AssertionError(f"no record of the sample has {way}")


def _changed(record: Any, path: Path, must: bool, change: Callable[[Any], Any], book: Handbook) -> Any:
    if not path:
        return change(record)
    value = getattr(record, path[0])
    if value is None:
        value = _made(type(record).model_fields[path[0]].annotation, book)
    if isinstance(value, BaseModel):
        new = _changed(value, path[1:], must, change, book)
    elif isinstance(value, tuple) and value:
        new = _changed(value[-1], path[1:], must, change, book)
        if new is not None:
            # What must have its day is a part more; else it is the last part, changed.
            new = (*value, new) if must and len(path) == 1 else (*value[:-1], new)
    else:
        return None
    return None if new is None else record.model_copy(update={path[0]: new})


def _with(part: Any, names: tuple[str, ...], book: Handbook) -> Any:
    """The part with something in fields that are empty."""
    empty = (name for name in names if getattr(part, name) is None)
    return part.model_copy(update={name: _made(type(part).model_fields[name].annotation, book) for name in empty})


def _made(annotation: Any, book: Handbook, refers: str = "") -> Any:
    """Something that an annotation takes: a model with what it must have, the first of what may be chosen, a word."""
    if refers:
        return next(iter(book[book.kinds.members(refers)[0]]))
    options = [one for one in get_args(annotation) if one is not type(None)]
    if get_origin(annotation) is Literal:
        return options[0]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields
        return annotation.model_construct(
            **{
                name: _made(info.annotation, book, refers_to(info))
                for name, info in fields.items()
                if info.is_required()
            }
        )
    if annotation is dt.date:
        return dt.date(2026, 1, 5)
    return "一句話" if annotation is str else _made(options[0], book)


def _plant_slot(result: Planted, filling: Filling, records: dict[Any, Any], kind: str, after: dt.date) -> None:
    name, hidden = SLOTS[kind]
    for key, record in reversed(records.items()):
        if record.status == "held":
            full = filling.record(record, kind)
            new = {one: getattr(full, one) for one in hidden}
            records[key] = record.model_copy(update={**new, name: after})
            result.marks |= dict.fromkeys(_marks(records[key]), f"{kind}: {name} later")
            return
    raise AssertionError(kind)


def opened(content: bytes) -> str:
    """Everything that a file says: an archive with what is in it, folded lines whole, numbers in names of files too."""
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(name + "\n" + opened(archive.read(name)) for name in archive.namelist())
    if content[:2] == b"\x1f\x8b":
        return opened(gzip.decompress(content))
    text = content.decode("utf-8", "replace")
    return re.sub(r"\r?\n[ \t]", "", text) if text.startswith("BEGIN:VCALENDAR") else text
