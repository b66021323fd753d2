"""The weights of `js/weights.js`: how a candidate's features tell whether it answers, learned from the collections of facts.

`python -m tests.kernel.search.learn SITE` prints the file. Every question is a choice among its candidates and saying nothing (softmax, nothing
counts 0); what must be chosen is any candidate that says what the collection expects, or nothing where none does. Plain gradient steps (Adam), the
square of the weights held small; the same input gives the same weights. `--fold` says besides what questions that were not learned from get: each
eighth is asked with weights from the others.
"""

import json
import math
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.kernel.search.asked import DAY, HERE, NODE, Fact, facts, says

LEARNED_FROM = (
    "facts",
    "facts_held_out",
    "facts_2",
    "facts_2_held_out",
    "facts_3",
    "facts_4",
    "facts_5",
    "facts_7",
    "facts_silent",
)
SMALL = 0.3
STEPS = 400
PARTS = 8


@dataclass(frozen=True)
class Question:
    """A question, the features of its candidates, which of them are right, and whether records have answered it before."""

    fact: Fact
    texts: tuple[str, ...]
    features: tuple[tuple[float, ...], ...]
    right: tuple[bool, ...]
    answered: bool


def questions(site: Path) -> tuple[list[str], list[Question]]:
    """The names of the features, and all questions with their candidates."""
    asked = [fact for name in LEARNED_FROM for fact in facts(name)]
    given = json.dumps({"day": DAY, "queries": [fact.query for fact in asked], "weighed": True}, ensure_ascii=False)
    command = [NODE or "node", str(HERE / "ask.mjs"), str(site), ""]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    found = []
    for fact, answer in zip(asked, answers, strict=True):
        texts = tuple(one["text"] for one in answer["candidates"])
        features = tuple(tuple(one["features"]) for one in answer["candidates"])
        right = tuple(says(fact, text) for text in texts)
        found.append(Question(fact, texts, features, right, answer["certain"]))
    return next(answer["names"] for answer in answers if answer["names"]), found


def odds(question: Question, weights: list[float]) -> list[float]:
    """How much likelier each candidate is than saying nothing."""
    return [math.exp(sum(map(float.__mul__, weights, map(float, row)))) for row in question.features]


def learned(asked: list[Question], count: int) -> list[float]:
    """The weights that fit the questions best."""
    weights, first, second = [0.0] * count, [0.0] * count, [0.0] * count
    rate = 0.1
    asked = [question for question in asked if question.features and not question.answered]
    for step in range(1, STEPS + 1):
        slope = [0.0] + [SMALL * weight for weight in weights[1:]]
        for question in asked:
            each = odds(question, weights)
            everything = 1 + sum(each)
            good = sum(value for value, right in zip(each, question.right, strict=True) if right)
            for value, right, row in zip(each, question.right, question.features, strict=True):
                push = value / everything - (value / good if good and right else 0)
                if abs(push) > 1e-4:
                    for at, feature in enumerate(row):
                        if feature:
                            slope[at] += push * feature
        for at, value in enumerate(slope):
            first[at] = 0.9 * first[at] + 0.1 * value
            second[at] = 0.99 * second[at] + 0.01 * value * value
            size = math.sqrt(second[at] / (1 - 0.99**step)) + 1e-8
            weights[at] -= rate * first[at] / (1 - 0.9**step) / size
        if step > STEPS * 0.7:
            rate *= 0.98
    return weights


def folded(asked: list[Question], count: int) -> None:
    """Print, for several thresholds, how many of those not learned from are right and wrong."""
    order = [*asked]
    random.Random(3).shuffle(order)
    told: list[tuple[bool, bool, float]] = []
    for part in range(PARTS):
        weights = learned([one for number, one in enumerate(order) if number % PARTS != part], count)
        for question in order[part::PARTS]:
            each = odds(question, weights)
            best = max(each, default=0.0)
            right = bool(each) and question.right[each.index(best)]
            told.append((right, bool(question.fact.says), best / (1 + sum(each))))
    for least in (0.4, 0.5, 0.6, 0.7):
        right = sum(good if sure >= least else not has for good, has, sure in told)
        wrong = sum(sure >= least and not good for good, _, sure in told)
        print(f"from {least}: right {right}, wrong {wrong} of {len(told)}", file=sys.stderr)


def main() -> None:
    names, asked = questions(Path(sys.argv[1]))
    if "--fold" in sys.argv:
        folded(asked, len(names))
    weights = learned(asked, len(names))
    print("/* What each feature of a sentence counts where it may answer a question (`features` in facts.js).")
    print()
    print(
        f"   Learned, not written: `python -m tests.kernel.search.learn SITE` from {len(asked)} questions of the collections"
    )
    print(f"   {', '.join(LEARNED_FROM)}.")
    print("   Not to be changed by hand; the numbers that are stand in tuned.js. */")
    print("const WEIGHTS = {")
    for name, weight in zip(names, weights, strict=True):
        print(f"  {name}: {weight:.2f},")
    print("};")


if __name__ == "__main__":
    main()
