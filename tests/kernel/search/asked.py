"""Collections of queries, and what a built site's search answers to them, asked in node without a browser.

`python -m tests.kernel.search.asked SITE [COLLECTION …]` prints the figures by kind of query, with `-v` what was missed.
"""

import json
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DAY = "2026-11-30"
"""The day on which the collections with dates are asked."""
NODE = shutil.which("node")


@dataclass(frozen=True)
class Case:
    """A query, its kind, and the addresses of pages that answer it; none for what must find nothing."""

    query: str
    kind: str
    pages: frozenset[str]


@dataclass(frozen=True)
class Fact:
    """A question, its kind, and texts one of which the answer must hold; none where nothing may be answered."""

    query: str
    kind: str
    says: tuple[str, ...]


def lines(name: str) -> Iterator[tuple[str, str, str]]:
    """The kind, the left and the right side of every line of a collection."""
    kind = ""
    for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("# class: "):
            kind = line.removeprefix("# class: ")
        elif not line.startswith("#"):
            query, _, right = line.rpartition(" =")
            yield kind, query, right.strip()


def cases(name: str) -> list[Case]:
    """The queries of a collection of pages."""
    return [Case(query, kind, frozenset(map(_address, right.split()))) for kind, query, right in lines(name)]


def facts(name: str) -> list[Fact]:
    """The questions of a collection of facts."""
    return [Fact(query, kind, tuple(filter(None, right.split(" / ")))) for kind, query, right in lines(name)]


def _address(id: str) -> str:
    return f"guide/{id}/" if id[0] == "g" and id[1:].isdigit() else f"{id}/"


def ask(site: Path, queries: Iterable[str], edition: str = "", numbers: bool = False) -> list[dict[str, Any]]:
    """What each query finds: `paths` of the first five hits, `how` it was understood, the `fact` it shows.

    With `numbers` instead the `pages`, by their numbers in the index, of which the box says that they hold the whole query."""
    given = json.dumps({"day": DAY, "queries": [*queries], "numbers": numbers}, ensure_ascii=False)
    command = [NODE or "node", str(HERE / "ask.mjs"), str(site), edition]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


@dataclass
class Figures:
    """How many of a kind were asked, and at which place their page stood."""

    asked: int = 0
    first: int = 0
    three: int = 0
    five: int = 0
    nothing: int = 0

    def count(self, case: Case, answer: dict[str, Any]) -> bool:
        """Take in one answer; whether a right page was among the first five, or rightly none."""
        self.asked += 1
        if not case.pages:
            self.nothing += not answer["count"]
            self.first += not answer["count"]
            self.three += not answer["count"]
            self.five += not answer["count"]
            return not answer["count"]
        place = next((number for number, path in enumerate(answer["paths"]) if path in case.pages), 9)
        self.first += place < 1
        self.three += place < 3
        self.five += place < 5
        self.nothing += not answer["count"]
        return place < 5

    def __str__(self) -> str:
        shares = (f"{100 * number / self.asked:5.1f}" for number in (self.first, self.three, self.five, self.nothing))
        return f"{self.asked:4d}  " + "  ".join(shares)


def measured(site: Path, name: str, edition: str = "") -> tuple[dict[str, Figures], list[tuple[Case, dict[str, Any]]]]:
    """Figures by kind, with "all" for all but nonsense, and what was not among the first five."""
    asked = cases(name)
    found: dict[str, Figures] = defaultdict(Figures)
    missed = []
    for case, answer in zip(asked, ask(site, [case.query for case in asked], edition), strict=True):
        if not found[case.kind].count(case, answer):
            missed.append((case, answer))
        if case.pages:
            found["all"].count(case, answer)
    return found, missed


def _figures(text: str) -> str:
    """Small numbers in figures: 一個月 and 1個月 say the same."""
    return text.translate(str.maketrans("一二兩三四五六七八九到", "1223456789至"))


def says(fact: Fact, said: str) -> bool:
    """Whether an answer says what a collection expects of it."""
    return any(_figures(one) in _figures(said) for one in fact.says)


def answered(site: Path, *names: str, each: int = 1) -> tuple[dict[str, list[int]], list[tuple[Fact, str]]]:
    """By kind and for "all": how many facts were asked, answered rightly and answered wrongly; and what was not right. With `each` only each so-manieth."""
    asked = [fact for name in names for fact in facts(name)][::each]
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    missed = []
    for fact, answer in zip(asked, ask(site, [fact.query for fact in asked]), strict=True):
        said = answer["fact"]["text"] if answer["fact"] else ""
        right = says(fact, said) if fact.says else not said
        for kind in (fact.kind, "all"):
            found[kind][0] += 1
            found[kind][1] += right
            found[kind][2] += bool(said) and not right
        if not right:
            missed.append((fact, said))
    return found, missed


def main() -> None:
    site, *names = [argument for argument in sys.argv[1:] if argument != "-v"]
    for name in names or ("all",):
        print(f"\n{name:<14} asked  first   three   five  nothing")
        if name.startswith("facts"):
            numbers, wrong = answered(Path(site), name)
            for kind, (count, right, false) in numbers.items():
                print(f"{kind:<14} {count:4d}  right {right:3d}  wrong {false:3d}")
            if "-v" in sys.argv:
                for fact, said in wrong:
                    print("  ", fact.query, "|", " / ".join(fact.says), "|", said)
            continue
        figures, missed = measured(Path(site), name)
        for kind, figure in figures.items():
            print(f"{kind:<14} {figure}")
        if "-v" in sys.argv:
            for case, answer in missed:
                print(
                    "  ",
                    case.kind,
                    "|",
                    case.query,
                    "|",
                    *sorted(case.pages),
                    "|",
                    answer["how"],
                    answer.get("about"),
                    *answer["paths"],
                )


if __name__ == "__main__":
    main()
