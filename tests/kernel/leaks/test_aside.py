"""What was written by hand is found, and its look-alikes are left alone."""

from branch_portal.leaks.allowed import Allowed
from branch_portal.leaks.scan import scan_file
from tests.kernel.leaks.planting import written_leaks
from tests.kernel.leaks.written import INNOCENTS


def found(text: str) -> set[str]:
    return {problem.rule for problem in scan_file(f"正文。\n\n> {text}\n".encode(), "content/a.md", Allowed())}


def test_what_was_written_apart_is_found() -> None:
    texts = list(written_leaks())
    assert len(texts) > 280
    assert [(rule, text) for rule, text in texts if rule not in found(text)] == []


def test_no_look_alike_that_was_written_apart_is_refused() -> None:
    assert len(INNOCENTS) > 300
    assert {text: said for text in INNOCENTS if (said := found(text))} == {}
