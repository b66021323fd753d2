"""雙向鏈接: where a record's page links to another because the one names the other, the other's page links back."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from branch_portal.project.base import Record
from branch_portal.project.citation import references
from branch_portal.project.handbook import Handbook, Published, publish
from branch_portal.site import urls
from branch_portal.systems.slips.batch import slip_batches
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF

PAGES: dict[str, Callable[[Any], str]] = {
    "branches": lambda one: urls.branch(one.id),
    "plans": lambda one: urls.branch_map(one.branch, one.year, "list"),
    "basis": lambda one: urls.BASIS,
    "guides": lambda one: urls.guide(one.id),
    "carriers": lambda one: urls.carrier(one.id),
    "forms": lambda one: urls.FORMS,
    "findings": lambda one: urls.finding(one.id),
    "releases": lambda one: urls.release(one.id),
    "rounds": lambda one: urls.round(one.id),
    "selfchecks": lambda one: urls.round(one.round),
    "reviews": lambda one: urls.supervision(one.year),
    "inspections": lambda one: urls.supervision(one.year),
    "interviews": lambda one: urls.supervision(one.year),
    "goals": lambda one: urls.chain_link(one.id),
    "charters": lambda one: urls.chain_link(one.id),
    "task_sheets": lambda one: urls.chain_link(one.id),
    "action_plans": lambda one: urls.chain_link(one.id),
    "grids": lambda one: urls.grid(one.id),
    "playbooks": lambda one: urls.playbook(one.id),
    "campaigns": lambda one: urls.campaign(one.id),
    "drills": lambda one: urls.playbook(one.playbook),
    "pacts": lambda one: urls.pact(one.id),
    "actions": lambda one: urls.ACTIONS,
    "materials": lambda one: urls.material(one.id),
    "topics": lambda one: urls.LEARNING,
    "tasks": lambda one: urls.task(one.id),
    "feedback": lambda one: urls.task(one.task),
}
"""Where a record of each kind is shown. Units, roles and tracks have no page; duties stand on their guides' pages."""

LISTED: dict[tuple[str, str], str] = {
    **{(kind, "guides"): urls.GOALS for kind in ("goals", "charters", "task_sheets", "action_plans")},
    ("grids", "guides"): urls.GRIDS,
    ("pacts", "guides"): urls.PACTS,
}
"""(kind, kind it names): where there may be hundreds of the first, the second links to the page that lists them all."""

UNLINKED: dict[tuple[str, str], str] = {
    ("guides", "forms"): "a step leads to the form's file at once",
    ("slip_batches", "forms"): "a slip leads to the form's file at once",
    ("releases", "organisations_then"): "a bulletin counts by unit; it leads to the problems, they to the branches",
}
"""(kind, kind it names): why the page of the first need not lead to every one that it names."""


def named(record: Record) -> Iterator[tuple[str, str]]:
    """The (kind, id) of every record that this one names; a step of a guide stands for its guide."""
    for _, kind, id in references(record):
        if kind == "guide_steps":
            yield "guides", id.partition("#")[0]
        else:
            yield kind, id


def addresses(book: Published, schedule: Schedule) -> dict[tuple[str, str], str]:
    """The page of every published record that has one, by kind and id."""
    found = {}
    for kind, page in PAGES.items():
        for record in book[kind].values():
            found[kind, record.id] = page(record)
    for batch in slip_batches(book, schedule):
        found["slip_batches", batch.id] = batch.path
    for union in book.kinds.unions:
        kinds = book.kinds.members(union)
        found |= {(union, id): page for (kind, id), page in found.items() if kind in kinds}
    return found


def test_records_that_name_each_other_link_both_ways(book: Handbook, schedule: Schedule, site: Path) -> None:
    @cache
    def links(page: str) -> frozenset[str]:
        text = (site / page / "index.html").read_text("utf-8")
        article = text[text.index("<article") : text.index("</article>")]
        return frozenset(
            urljoin(f"/{page}", href.partition("#")[0]).removeprefix("/") if not href.startswith("#") else page
            for href in re.findall(r'<a [^>]*?href="([^"]+)"', article)
        )

    shown = publish(book, AS_OF)
    pages = addresses(shown, schedule)
    both, one_sided, unlinked = 0, set(), set()
    for kind in (*PAGES, "slip_batches"):
        for record in shown[kind].values():
            here = pages[kind, record.id]
            for other, id in named(record.meta if kind == "guides" else record):
                there = pages.get((other, id), here)
                if there == here:
                    continue
                if there not in links(here):
                    unlinked.add((kind, other))
                elif {here, LISTED.get((kind, other), here)} & links(there):
                    both += 1
                else:
                    one_sided.add(f"{here} -> {there} ({kind} -> {other})")
    assert sorted(one_sided) == []
    assert unlinked == set(UNLINKED)
    assert both > 500
