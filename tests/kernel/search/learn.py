"""The weights of `js/weights.js`: how a candidate's features tell whether it answers, learned from the collections of facts.

`python -m tests.kernel.search.learn SITE` prints the file. Every question is a choice among its candidates and saying nothing (softmax, nothing
counts 0); what must be chosen is any candidate that says what the collection expects, or nothing where none does. A candidate's score is linear in
its features, and besides from `HIDDEN` bent sums of them (tanh), since one thing counts otherwise beside another: a label says little in a guide and
all in a record. `learn.mjs` takes the steps; the same input gives the same weights. `--without NAME` leaves a collection out, to ask it afterwards.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import pstdev

from tests.kernel.search.asked import DAY, HERE, NODE, Fact, facts, says

LEARNED_FROM = (
    "facts",
    "facts_held_out",
    "facts_2",
    "facts_2_held_out",
    "facts_3",
    "facts_4",
    "facts_5",
    "facts_6",
    "facts_7",
    "facts_8",
    "facts_9",
    "facts_silent",
)
HIDDEN, STEPS, SMALL = 10, 180, 15
LEAST_SPREAD = 0.05
"""What a feature is taken to vary by at least: one that hardly ever differs tells little."""


@dataclass(frozen=True)
class Question:
    """A question, the features of its candidates, and which of them are right."""

    fact: Fact
    features: tuple[tuple[float, ...], ...]
    right: tuple[bool, ...]


def questions(site: Path, collections: Iterable[str]) -> tuple[list[str], list[Question]]:
    """The names of the features, and all questions with their candidates; without those that records have answered before."""
    asked = [fact for name in collections for fact in facts(name)]
    given = json.dumps({"day": DAY, "queries": [fact.query for fact in asked], "weighed": True}, ensure_ascii=False)
    command = [NODE or "node", str(HERE / "ask.mjs"), str(site), ""]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    names: list[str] = []
    found = []
    for fact, line in zip(asked, done.stdout.splitlines(), strict=True):
        answer = json.loads(line)
        if answer["certain"] or not answer["candidates"]:
            continue
        names = answer["names"]
        features = tuple(tuple(map(float, one["features"])) for one in answer["candidates"])
        found.append(Question(fact, features, tuple(says(fact, one["text"]) for one in answer["candidates"])))
    return names, found


def learned(asked: list[Question], count: int) -> dict[str, list[float] | list[list[float]]]:
    """The weights that fit the questions best, as `learn.mjs` prints them."""
    columns = zip(*(row for question in asked for row in question.features), strict=True)
    scale = [1.0, *(max(pstdev(column), LEAST_SPREAD) for number, column in enumerate(columns) if number)]
    rows = [{"rows": question.features, "right": [int(right) for right in question.right]} for question in asked]
    given = {"hidden": HIDDEN, "steps": STEPS, "small": SMALL, "width": count, "scale": scale, "questions": rows}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "questions.json"
        file.write_text(json.dumps(given), "utf-8")
        done = subprocess.run([NODE or "node", str(HERE / "learn.mjs"), str(file)], capture_output=True, check=True)
    found: dict[str, list[float] | list[list[float]]] = json.loads(done.stdout)
    return found


def main() -> None:
    left_out = sys.argv[sys.argv.index("--without") + 1 :] if "--without" in sys.argv else []
    collections = [name for name in LEARNED_FROM if name not in left_out]
    names, asked = questions(Path(sys.argv[1]), collections)
    found = learned(asked, len(names))
    print(
        "/* What each feature of a sentence counts where it may answer a question (`features` in features.js): by itself, then in each of the"
    )
    print("   bent sums, which begin with BIAS and count OUT.")
    print()
    print(
        f"   Learned, not written: `python -m tests.kernel.search.learn SITE` from {len(asked)} questions of the collections"
    )
    print(f"   {', '.join(collections)}.")
    print("   Not to be changed by hand; the numbers that are stand in tuned.js. */")
    print(f"const BIAS = [{_row(found['bias'])}];")
    print(f"const OUT = [{_row(found['out'])}];")
    print("const WEIGHTS = {")
    for name, linear, inner in zip(names, found["linear"], found["weights"], strict=True):
        print(f"  {name}: [{_row([linear, *inner])}],")  # type: ignore[misc]
    print("};")


def _row(values: Iterable[object]) -> str:
    return ", ".join(f"{float(str(value)):.2f}" for value in values)


if __name__ == "__main__":
    main()
