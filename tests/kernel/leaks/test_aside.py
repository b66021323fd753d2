"""What was written by hand is found, and its look-alikes are left alone."""

from branch_portal.leaks.allowed import Allowed
from branch_portal.leaks.scan import scan_file
from tests.kernel.leaks.planting import written_leaks
from tests.kernel.leaks.written import INNOCENTS
from tests.kernel.leaks.written_anew import INNOCENTS as LATER
from tests.kernel.leaks.written_blind import INNOCENTS as BLIND


def found(text: str) -> set[str]:
    return {problem.rule for problem in scan_file(f"正文。\n\n> {text}\n".encode(), "content/a.md", Allowed())}


def test_what_was_written_apart_is_found() -> None:
    texts = list(written_leaks())
    assert len(texts) > 670
    assert [(rule, text) for rule, text in texts if rule not in found(text)] == []


def test_no_look_alike_that_was_written_apart_is_refused() -> None:
    assert len(INNOCENTS) > 300
    assert {text: said for text in (*INNOCENTS, *LATER, *BLIND) if (said := found(text))} == {}


def test_a_flat_behind_an_entrance_is_a_home_whatever_hangs_there() -> None:
    assert found("設備位置：3棟2單元三〇一") == {"LEAK-13"}
    assert found("設備位置：3棟2單元一層表箱") == set()
