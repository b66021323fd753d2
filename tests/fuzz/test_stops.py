"""A publishing killed at one in twenty of the system calls that touch the served tree; `make fuzz` has all, and a whole build."""

import hashlib
from pathlib import Path

import pytest

from tests.fuzz.stops import WAYS, asked_all_the_time, killed
from tests.fuzz.traced import can_trace, traced

pytestmark = pytest.mark.skipif(not can_trace(), reason="no process may be traced here")


@pytest.mark.parametrize("way", WAYS)
def test_killed_before_any_call_the_site_is_whole(tmp_path: Path, way: str) -> None:
    found = list(killed(tmp_path, way, every=23, first=3))
    assert len(found) > 15
    assert [(point, wrong) for point, wrong in found if wrong] == []


def test_a_reader_hears_what_is_served_and_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a", "utf-8")
    with asked_all_the_time(tmp_path, ["a", "b"]) as answers:
        pass
    assert set(answers) <= {("a", hashlib.sha256(b"a").hexdigest()), ("b", "")}
    assert answers


def test_a_process_stands_still_before_what_it_touches(tmp_path: Path) -> None:
    seen: list[bool] = []

    def write() -> None:
        (tmp_path / "a").write_text("a", "utf-8")
        (tmp_path / "b").write_text("b", "utf-8")

    def look(number: int, what: str) -> bool:
        assert str(tmp_path) in what
        seen.append((tmp_path / "a").exists())
        return what.endswith("/b")

    assert traced(write, f"{tmp_path}/", look) == len(seen) >= 3
    assert not seen[0]
    assert seen[-1]
    assert (tmp_path / "a").read_text("utf-8") == "a"
    assert not (tmp_path / "b").exists()
