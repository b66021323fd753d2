"""A file is worked out once, and told of every time."""

from branch_portal.ground.kept import _LARGEST, kept
from branch_portal.ground.problems import Place, ProblemLog
from branch_portal.source.messages import EMPTY
from branch_portal.source.yaml_source import read_yaml

PLACE = Place("data/a.yml")


def test_a_file_is_read_once_and_its_problems_are_told_each_time() -> None:
    asked = []

    @kept
    def read(content: bytes, path: str, log: ProblemLog) -> int:
        asked.append(path)
        log.add(EMPTY.problem(PLACE, "空的"))
        return len(content)

    for _ in range(2):
        log = ProblemLog()
        assert read(b"abc", "data/a.yml", log) == 3
        assert [problem.message for problem in log] == ["空的"]
    assert asked == ["data/a.yml"]
    read(b"abcd", "data/a.yml", ProblemLog())
    read(b"abc", "data/b.yml", ProblemLog())
    assert asked == ["data/a.yml", "data/a.yml", "data/b.yml"]


def test_a_file_of_megabytes_is_not_held_in_memory() -> None:
    asked = []

    @kept
    def read(content: bytes, path: str, log: ProblemLog) -> None:
        asked.append(path)

    for _ in range(2):
        read(b"x" * (_LARGEST + 1), "data/a.yml", ProblemLog())
    assert len(asked) == 2


def test_the_same_words_at_another_place_are_told_of_there() -> None:
    log = ProblemLog()
    for path in ("data/a.yml", "data/b.yml"):
        assert read_yaml(b"id: a\nid: b\n", path, log) is None or log.problems
    assert [problem.place.path for problem in log] == ["data/a.yml", "data/b.yml"]
