"""The lint in order: bytes, lines, properties, components, then what each rule asks of them."""

from collections.abc import Iterator
from itertools import islice

from branch_portal.lint import alarms, harm, identity, later, properties, readers, slips, times
from branch_portal.lint.grammar import parse
from branch_portal.lint.lines import TOO_MUCH, read
from branch_portal.lint.rule import Finding
from branch_portal.lint.tree import Component, grow

MOST_FINDINGS = 10_000


def lint(feed: bytes) -> list[Finding]:
    """What is wrong with one feed, in the order of lines; never fails, whatever the bytes.

    Of more than `MOST_FINDINGS` some are left out, and the last says so.
    """
    lines, findings = read(feed)
    parsed = []
    for line in lines:
        one, wrong = parse(line)
        findings += wrong
        if one:
            parsed.append(one)
        if len(findings) > MOST_FINDINGS:
            break
    calendars, wrong = grow(parsed)
    findings += wrong
    for calendar in calendars:
        findings += islice(_calendar(calendar), max(0, MOST_FINDINGS + 1 - len(findings)))
    findings += readers.check_size(calendars, len(feed))
    findings.sort(key=lambda finding: (finding.line, finding.rule.id))
    if len(findings) > MOST_FINDINGS:
        left = findings[MOST_FINDINGS]
        return [*findings[:MOST_FINDINGS], TOO_MUCH.at(left.line, "錯處太多，其餘的沒有列出")]
    return findings


def _calendar(calendar: Component) -> Iterator[Finding]:
    everything = list(_all(calendar))
    has_method = calendar.first("METHOD") is not None
    for component in everything:
        yield from properties.check(component, has_method)
        yield from times.check_component(component)
        yield from alarms.check(component)
        yield from later.check(component)
    yield from times.check_zones(calendar, everything)
    yield from alarms.check_identity(everything)
    yield from identity.check(calendar)
    yield from readers.check(calendar)
    yield from harm.check(calendar)
    yield from slips.check(calendar)


def _all(component: Component) -> Iterator[Component]:
    yield component
    for inner in component.components:
        yield from _all(inner)
