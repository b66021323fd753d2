"""A few of the points at which `make fuzz` lets the system refuse something: the middle one of each sort."""

from pathlib import Path

from tests.fuzz.faults import Faults
from tests.fuzz.whole import not_whole


def test_what_the_system_refuses_leaves_a_whole_site_and_one_sentence(tmp_path: Path) -> None:
    faults = Faults(tmp_path)
    assert len(faults.passed) > 4500
    points: dict[str, list[int]] = {}
    for number, point in enumerate(faults.passed, 1):
        points.setdefault(point.split(" ", 1)[0], []).append(number)
    assert {"open", "os.mkdir", "os.scandir", "test.written", "test.read", "test.exchanged"} <= points.keys()
    middle = {numbers[len(numbers) // 2] for event, numbers in points.items() if event != "os.utime"}
    faults.refuse(lambda number, event: number in middle)
    assert faults.wrong == []
    assert set(faults.tried) == points.keys() - {"os.utime"}
    (faults.site / "index.html").write_text("x", "utf-8")
    assert not_whole(faults.site) == "index.html"
