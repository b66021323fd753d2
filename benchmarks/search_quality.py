"""What the search of a built portal finds, asked in node: random pieces of all pages' text, and the collected queries."""

import json
from pathlib import Path
from typing import Any

from tests.kernel.search.asked import ask, cases, measured
from tests.kernel.search.truth import Truth, scores

QUERIES = 300
SLICES = 6
COLLECTIONS = (
    "natural",
    "natural_held_out",
    "natural_independent",
    "pinyin",
    "pinyin_held_out",
    "pinyin_independent",
)


def found(portal: Path, number: int) -> dict[str, Any]:
    """Recall and precision of one slice of the random queries, by their kind: a list of shares for each.

    To be found is what of a page is its own; found rightly is each page that says it.
    """
    built = json.loads((portal / "measured.json").read_text("utf-8"))
    truth = Truth(built["texts"], built["synonyms"])
    whole = Truth(built["whole"], built["synonyms"])
    queries = [*truth.queries(QUERIES)][number::SLICES]
    figures: dict[str, list[float]] = {}
    for (kind, query), answer in zip(
        queries, ask(portal / "site", [query for _, query in queries], numbers=True), strict=True
    ):
        pages = {built["paths"][page] for page in answer["pages"]}
        figures.setdefault(f"{kind}: recall %", []).append(scores(truth.answer(query), pages)[0])
        figures.setdefault(f"{kind}: precision %", []).append(scores(whole.answer(query), pages)[1])
    return figures


def collection(portal: Path, name: str) -> dict[str, Any]:
    """How many of a collection find a right page among the first five."""
    figures, _ = measured(portal / "site", name)
    return {f"{name} in first five": f"{figures['all'].five}/{len(cases(name))}"}
