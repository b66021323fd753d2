"""What is kept for the next process is taken only where it is what would be worked out again."""

import re
from pathlib import Path

import pytest

from branch_portal.ground.beside import Kept, code_of
from branch_portal.ground.patterns import compiled


def test_only_the_same_code_takes_what_was_kept(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    first = Kept(file, lambda: "one", most=9)
    assert first.get("a") is None
    first.put("a", (1, b"x"))
    first.save()
    assert Kept(file, lambda: "one", most=9).get("a") == (1, b"x")
    assert Kept(file, lambda: "other", most=9).get("a") is None


def test_what_is_not_used_goes_first_and_little_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "kept"

    def put(most: int, worth: int, *keys: str) -> set[str]:
        kept = Kept(file, lambda: "", most=most, worth=worth)
        for key in keys:
            if kept.get(key) is None:
                kept.put(key, True)
        kept.save()
        again = Kept(file, lambda: "", most=9)
        return {key for key in "abcdef" if again.get(key)}

    assert put(9, 2, "a") == {"a"}, "where there is no file yet, everything is worth it"
    assert put(9, 2, "b") == {"a"}
    assert put(9, 2, "b", "c") == {"a", "b", "c"}
    assert put(3, 1, "c", "d") == {"c", "d"}


def test_code_is_known_by_its_files(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("a")
    (tmp_path / "b.py").write_text("b")
    before = code_of(tmp_path / "a.py", tmp_path / "b.py")
    (tmp_path / "b.py").write_text("c")
    assert code_of(tmp_path / "a.py", tmp_path / "b.py") != before


@pytest.mark.parametrize("flags", [0, re.MULTILINE | re.IGNORECASE])
def test_a_kept_pattern_finds_what_a_compiled_one_finds(flags: int, tmp_path: Path) -> None:
    text, file = r"(?P<name>[\u4e00-\u9fff]{2,4})(?:同志)?(\d+)|^x\b", tmp_path / "kept"
    said = "王同志12、党员張三3\nX y\n甲乙丙丁99"
    wanted = re.compile(text, flags)
    for _ in range(2):
        kept = Kept(file, lambda: "", most=9)
        found = compiled(text, flags, kept)
        kept.save()
        assert (found.pattern, found.flags, found.groups, found.groupindex) == (
            wanted.pattern, wanted.flags, wanted.groups, wanted.groupindex,
        )  # fmt: skip
        assert [one.span() + one.groups() for one in found.finditer(said)] == [
            one.span() + one.groups() for one in wanted.finditer(said)
        ]


def test_what_the_engine_does_not_take_is_compiled(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept", lambda: "", most=9)
    assert kept.get(("a+", 0)) is None
    kept.put(("a+", 0), (32, b"\x07\x00\x00\x00" * 3, 0, {}, (None,)))
    assert compiled("a+", 0, kept).findall("aab") == ["aa"]
    with pytest.raises(re.error):
        compiled("(", 0, kept)
