"""Pages: each rule about addresses and hand-written files with one mistake and the problem it must give."""

import pytest

from tests.mistakes import Case, check_case
from tests.portal import Portal

CASES = [
    Case("SITE-01", "content/year/2026.md", "", "# 手寫頁\n", 1),
    Case("PAGE-01", "content/notes/a.md", "", "[甲](../guide/g99.md)\n", 1),
    Case("PAGE-04", "content/notes/a.html", "", "<p>", 1),
    Case("PAGE-06", "content/notes/con.md", "", "# 甲\n", 1),
    Case("YAML-02", "content/notes/a.md", "", "# 甲\n\n一\u202e二\n", 3),

]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(mini: Portal, case: Case) -> None:
    check_case(mini.root, case, site=True)
