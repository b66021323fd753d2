"""學習平台: the materials by topic, and a page for each that shows or offers its file and who has answered for it."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from jinja2 import Environment

from branch_portal.site import urls
from branch_portal.site.markdown import heading
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body, fragment
from branch_portal.system.panel import panels
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.learning.figures import by_topic, review_due
from branch_portal.systems.learning.kinds import LEARNING_FILES, MATERIALS, TOPICS
from branch_portal.systems.learning.model import MATERIAL_KIND_TITLES, RIGHTS_TITLES, Material


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book = snapshot.book
    topics = sorted(book[TOPICS].values(), key=lambda topic: (topic.order, topic.id))
    shared = {"book": book, "kinds": MATERIAL_KIND_TITLES, "rights": RIGHTS_TITLES, "review_due": review_due}
    parts = panels(snapshot, jinja, urls.LEARNING)
    values = {**shared, "topics": topics, "by_topic": by_topic(book), "panels": parts}
    yield Page(
        path=urls.LEARNING,
        title="學習平台",
        render=lambda: body(jinja, "learning.html", urls.LEARNING, values),
        toc=(
            *(Heading(part.title, part.anchor) for part in parts),
            *(Heading(topic.title, f"topic-{topic.id}") for topic in topics),
        ),
        description="黨課講稿、課件和圖解，按主題排列",
        source="data/materials",
        kind="learning",
    )
    for material in book[MATERIALS].values():
        path = urls.material(material.id)
        written = material.file.endswith(".md")
        yield Page(
            path=path,
            title=material.title,
            render=partial(
                _lesson if written else _offer,
                jinja,
                path,
                {**shared, "material": material, "attached": book.links_from("materials", material.id)},
            ),
            markdown=written,
            description=material.summary,
            source=f"content/learning/{material.file}" if written else f"data/materials/{material.id}.yml",
            kind="learning",
            keywords=tuple(book[TOPICS][topic].title for topic in material.topics),
            roles=material.audience,
        )


def _lesson(jinja: Environment, path: str, values: dict[str, Any]) -> str:
    """A lesson's Markdown between its facts and the way back."""
    material: Material = values["material"]
    text = values["book"][LEARNING_FILES][material.file].text.strip()
    head = fragment(jinja, "material_head.html", path, **values)
    foot = fragment(jinja, "material_foot.html", path, **values)
    return f"{heading(material.title)}\n\n{head}\n\n{text}\n\n{foot}\n"


def _offer(jinja: Environment, path: str, values: dict[str, Any]) -> str:
    """A picture, or a file to open."""
    file = values["book"][LEARNING_FILES][values["material"].file]
    return body(jinja, "material.html", path, {**values, "pixels": file.pixels})
