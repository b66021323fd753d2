"""Portals of any size for the search benchmark, and their build with what indexing costs in it.

`python -m benchmarks.search_portal FOLDER` builds the portal in FOLDER in this process and leaves `measured.json` there: CPU seconds of the build
and of search, the texts of all pages as search should find them and as a whole, synonyms, and the addresses of pages by their numbers in the index.
What the build says of thousands of made-up records is for nobody: send it away.
"""

import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.portal import copy_one_year
from tests.kernel.search.truth import lines_of

ROOT = Path(__file__).parent.parent
AS_OF = "2026-11-24"
MOST_BRANCHES = 300
"""A branch has a dozen addresses and hundreds of days: the table of what is due of two thousand is larger than the leak scan opens."""
FEW = 2
"""Pages that are not searched on which a line may stand to be one of their own, as `search/index.py` has it."""


def make_portal(target: Path, pages: int) -> None:
    """The sample portal in one script and one year, filled up with problems of random text and with branches."""
    copy_one_year(target)
    settings = target / "site_config" / "portal.yml"
    settings.write_text(settings.read_text("utf-8").replace("published: [hant, hans]", "published: [hant]"), "utf-8")
    chance = random.Random(pages)
    sentences = sorted(
        {
            sentence
            for guide in (ROOT / "content" / "guide").glob("*.md")
            for sentence in re.findall(r"[\u4e00-\u9fff，、]{12,48}(?=。)", guide.read_text("utf-8"))
        }
    )
    problem = (ROOT / "data" / "findings" / "p2634.yml").read_text("utf-8")
    # A problem that comes from an interview would have to stand in the interview's record too.
    problem = re.sub("^source: .*\n(?:interview: .*\n)?", "source: assessment\n", problem, flags=re.MULTILINE)
    # Approved were the words of the sample; bound to them, others would not be published.
    problem = re.sub("^  bound: .*\n", "", problem, flags=re.MULTILINE)
    branches = min(MOST_BRANCHES, max(0, pages - 300) * 2 // 10)
    for number in range(100, 100 + branches):
        (target / "data" / "branches" / f"b{number}.yml").write_text(
            f"id: b{number}\ntitle: 第{number}示例黨支部\nshort: 第{number}支部\nkind: branch\nparent: city\nmembers: 15\n"
            f"business: 示例業務\nhas_committee: true\ngroups: {number % 4}\nelected_on: 2025-03-18\n",
            "utf-8",
        )
    used: set[frozenset[str]] = set()
    for number in range(max(0, pages - 300 - 2 * branches)):
        statement, more, cause, measure = chance.sample(sentences, 4)
        while frozenset((statement, more)) in used:
            statement, more, cause, measure = chance.sample(sentences, 4)
        used.add(frozenset((statement, more)))
        record = re.sub("^id: .*", f"id: p{260100 + number}", problem, flags=re.MULTILINE)
        record = re.sub("^statement: .*", f"statement: {statement}。{more}。", record, flags=re.MULTILINE)
        record = re.sub("^cause: .*", f"cause: {cause}。", record, flags=re.MULTILINE)
        record = re.sub("- what: .*", f"- what: {measure[:30]}", record)
        (target / "data" / "findings" / f"p{260100 + number}.yml").write_text(record, "utf-8")
    (target / "data" / "calendar.lock").unlink()  # fewer years than the sample: this calendar is another one
    update = [
        "calendar",
        "update",
        "--yes",
        "--first",
        "--now",
        f"{AS_OF}T00:00:00Z",
        "--as-of",
        AS_OF,
        "--root",
        str(target),
    ]
    subprocess.run([sys.executable, "-m", "branch_portal", *update], check=True, capture_output=True, cwd=ROOT)


def build(portal: Path) -> None:
    """Build in this process; prints CPU seconds in all and for search, and keeps what search read."""
    from branch_portal.mkdocs import run
    from branch_portal.publishing import publication
    from branch_portal.search.index import Reader

    spent = 0.0
    texts: dict[str, list[str]] = {}
    unsearched: dict[str, list[str]] = {}
    whole: dict[str, list[str]] = {}
    read, index, publish = Reader.read, Reader.index, publication.write_search

    def timed(function: Any) -> Any:
        def run(*arguments: Any) -> Any:
            nonlocal spent
            start = time.process_time()
            result = function(*arguments)
            spent += time.process_time() - start
            return result

        return run

    timed_read = timed(read)
    paths: list[str] = []
    other = 0.0

    def read_and_keep(self: Reader, page: Any, html: str) -> None:
        nonlocal other
        timed_read(self, page, html)
        start = time.process_time()
        own = texts if page.searched else unsearched
        said = lines_of(html) if page.kind != "help" or page.searched else []
        own.setdefault(page.path, [page.title, *page.keywords, *said])
        whole.setdefault(page.path, [page.title, *page.keywords, page.description, *said])
        other += time.process_time() - start

    Reader.read = read_and_keep  # type: ignore[method-assign]

    def index_and_keep(self: Reader, kinds: Any) -> Any:
        made = index(self, kinds)
        paths.extend(entry.page.path for entry in made.entries)
        return made

    Reader.index = index_and_keep  # type: ignore[method-assign]

    def publish_and_keep(site: Path, reader: Reader, words: Any) -> None:
        result["synonyms"] = words.synonyms
        publish(site, reader, words)

    result: dict[str, Any] = {}
    publication.write_search = timed(publish_and_keep)
    start = time.process_time()
    run.build(portal, None, AS_OF)
    apart = os.times()  # the second process writes feeds and files, and scans; none of it is search
    total = time.process_time() - start - other + apart.children_user + apart.children_system
    known = set().union(*texts.values())
    often = Counter(line for lines in unsearched.values() for line in set(lines))
    for path, lines in unsearched.items():
        texts[path] = [*lines[:1], *(line for line in lines[1:] if line not in known and often[line] <= FEW)]
    result |= {"seconds": total, "search": spent, "texts": texts, "whole": whole, "paths": paths}
    (portal / "measured.json").write_text(json.dumps(result, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
