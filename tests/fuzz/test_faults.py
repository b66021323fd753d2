"""A few of the points at which `make fuzz` lets the system refuse something: the middle one of each sort."""

from pathlib import Path

from tests.fuzz.faults import Faults, not_whole


def test_what_the_system_refuses_leaves_a_whole_site_and_one_sentence(tmp_path: Path) -> None:
    faults = Faults(tmp_path / "portal")
    assert len(faults.passed) > 1000
    points: dict[str, list[int]] = {}
    for number, point in enumerate(faults.passed, 1):
        points.setdefault(point.split(" ", 1)[0], []).append(number)
    assert {"open", "os.fork", "os.mkdir", "os.scandir"} <= points.keys()
    tried = [(numbers[len(numbers) // 2], False) for event, numbers in points.items() if event != "os.utime"]
    tried += [(points["open"][len(points["open"]) // 3], True)]
    assert [told for stop, memory in tried if (told := faults.wrong(stop, memory))] == []
    (faults.site / "index.html").write_text("x", "utf-8")
    assert not_whole(faults.site) == "index.html"
