"""What a reader calls each record: the title beside its id, where one field may name it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from branch_portal.project.kind import Kinds
from branch_portal.project.records import Records

_TITLES = ("title", "statement", "topic", "summary")


@dataclass(frozen=True)
class Titles:
    """Titles by id for every kind that a field can refer to; empty where a record has none."""

    kinds: Kinds
    by_kind: Mapping[str, Mapping[str, str]]

    def of(self, refers: str) -> Mapping[str, str]:
        """The records that a field may name, by id."""
        return self.by_kind.get(refers, {})

    def kind(self, refers: str) -> str:
        """What people call what the field names, without its example."""
        return self.kinds.title(refers).partition("（")[0]

    def with_new(self, kind: str, ids: Iterable[str]) -> "Titles":
        """The same with records of a kind that are not written yet."""
        added = {id: "" for id in ids if id not in self.of(kind)}
        wider = [name for name in self.kinds.unions if kind in self.kinds.members(name)]
        return replace(self, by_kind={**self.by_kind, **{one: {**self.of(one), **added} for one in (kind, *wider)}})


def record_titles(records: Records) -> Titles:
    """The titles of all records."""
    kinds = records.kinds
    titles = {kind.name: {id: _title(located.record) for id, located in group.items()} for kind, group in records}
    parts = {
        part.name: {
            id: title for located in records[part.kind].values() for id, title in part.titles(located.record).items()
        }
        for part in kinds.parts.values()
    }
    unions = {
        name: {id: title for kind in kinds.members(name) for id, title in titles[kind].items()} for name in kinds.unions
    }
    return Titles(kinds, {**titles, **unions, **parts})


def _title(record: object) -> str:
    return next((str(found) for name in _TITLES if (found := getattr(record, name, None))), "")
