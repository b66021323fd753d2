"""一書: the guides with what their front matter adds, the carriers, and the documents cited."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from jinja2 import Environment

from branch_portal.organisation.kinds import BASIS
from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body
from branch_portal.system.panel import Panel, panels
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.book.guide_text import GuideTexts
from branch_portal.systems.book.guide_uses import own_items
from branch_portal.systems.book.kinds import CARRIERS, GUIDES
from branch_portal.systems.book.model import PART_TITLES
from branch_portal.systems.book.step_uses import used_at
from branch_portal.year.kinds import DUTIES


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book = snapshot.book
    parts = {part: [guide for guide in book[GUIDES].values() if guide.meta.part == part] for part in PART_TITLES}
    values = {"book": book, "parts": parts, "part_titles": PART_TITLES}
    yield Page(
        path=urls.GUIDE,
        title="黨務操作指引",
        render=lambda: body(jinja, "guides.html", urls.GUIDE, values),
        toc=tuple(Heading(title, f"part-{part}") for part, title in PART_TITLES.items()),
        description="一書查全面：每件事的步驟、留存、差錯和依據",
        source="content/guide",
        kind="guide",
    )
    texts = GuideTexts(snapshot, jinja)
    for guide in book[GUIDES].values():
        yield Page(
            path=urls.guide(guide.id),
            title=guide.title,
            render=partial(texts.of, guide),
            markdown=True,
            description=guide.meta.summary,
            source=f"content/guide/{guide.id}.md",
            kind="guide",
            keywords=guide.meta.keywords,
            roles=guide.meta.actors,
        )
    yield Page(
        path=urls.CARRIERS,
        title="三本六盒一證",
        render=lambda: body(jinja, "carriers.html", urls.CARRIERS, {"book": book}),
        description="材料放在哪裡：三本六盒一證（默認口徑）",
        source="data/carriers",
        kind="carrier",
        keywords=("歸檔", "檔案"),
    )
    steps = used_at(book[GUIDES].values(), "carriers")
    more = panels(snapshot, jinja, CARRIERS.name)
    for carrier in book[CARRIERS].values():
        path = urls.carrier(carrier.id)
        users = {
            "steps": steps.get(carrier.id, []),
            "duties": [duty for duty in book[DUTIES].values() if carrier.id in duty.archive],
            "records": book.links_from("carriers", carrier.id, but=("guides",)),
            "own": [(title, page) for own, title, page in own_items(book) if carrier.id in own.archive],
        }
        yield Page(
            path=path,
            title=carrier.title,
            render=partial(_carrier, jinja, path, {"book": book, "carrier": carrier, **users}, more),
            description=f"{carrier.title}裡放什麼、誰保管",
            source=f"data/carriers/{carrier.id}.yml",
            kind="carrier",
        )
    yield Page(
        path=urls.BASIS,
        title="依據文件",
        render=lambda: body(jinja, "basis.html", urls.BASIS, {"book": book, "citing": citing(book)}),
        description="指引和任務引用的文件及核對情況",
        source="data/basis",
        kind="basis",
    )


def _carrier(jinja: Environment, path: str, values: Mapping[str, Any], parts: Sequence[Panel]) -> str:
    """A carrier with what other rooms say of it."""
    shown = [(part, part.body(values["carrier"].id, path)) for part in parts]
    return body(jinja, "carrier.html", path, {**values, "parts": shown})


def citing(book: Published) -> dict[str, list[tuple[str, str]]]:
    """For each document the (title, address) of the guides, and of whatever else has a page, that cite it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for document in book[BASIS]:
        guides = {one.record.id for one in book.citing("basis", document) if one.kind is GUIDES}
        own = [(guide.title, f"{urls.guide(id)}#basis") for id, guide in book[GUIDES].items() if id in guides]
        found[document] = [*own, *book.links_from("basis", document, but=("guides",))]
    return found
