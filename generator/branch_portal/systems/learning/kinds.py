"""The kinds of record of the learning platform."""

from collections.abc import Iterator

from branch_portal.project.attachment import Attachment
from branch_portal.project.kind import Kind, Named
from branch_portal.site import urls
from branch_portal.systems.learning.model import Material, Topic
from branch_portal.systems.learning.read import read_learning


def _steps(material: Material) -> Iterator[Named]:
    """The steps of guides that the material helps with."""
    for index, use in enumerate(material.used_in):
        if use.step:
            yield ("used_in", index, "step"), "guide_steps", f"{use.guide}#{use.step}"


TOPICS: Kind[str, Topic] = Kind(
    "topics", Topic, "學習主題", page=lambda topic: f"{urls.LEARNING}#topic-{topic.id}", whole=True
)
MATERIALS: Kind[str, Material] = Kind(
    "materials", Material, "學習材料", pairs=_steps, page=lambda material: urls.material(material.id), whole=True
)
LEARNING_FILES: Kind[str, Attachment] = Kind(
    "learning_files", Attachment, "學習文件", key=lambda file: file.name, read=read_learning
)
