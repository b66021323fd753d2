"""雙向鏈接: a problem and the check it came from name each other."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import Rule
from branch_portal.project.records import Located, Records
from branch_portal.systems.findings.kinds import FINDINGS


class Source(Protocol):
    """A record that lists the problems found by it."""

    @property
    def id(self) -> str: ...
    @property
    def findings(self) -> tuple[str, ...]: ...


def one_sided(records: Records, sources: Mapping[str, Located[Source]], field: str, broken: Rule) -> Iterator[Problem]:
    """A problem of `broken` wherever only one of the two sides names the other; `field` is the problem's."""
    for id, item in sources.items():
        for index, name in enumerate(item.record.findings):
            finding = records[FINDINGS].get(name)
            if finding and getattr(finding.record, field) != id:
                message = f"{name} 的 {field} 沒有寫回 {id}"
                yield broken.problem(item.at("findings", index), message, value=name)
    for name, located in records[FINDINGS].items():
        source = sources.get(getattr(located.record, field) or "")
        if source and name not in source.record.findings:
            message = f"{source.record.id} 的 findings 裡沒有 {name}"
            listed = [source.against("findings")]
            yield broken.problem(located.at(field), message, value=source.record.id, against=listed)
