"""The kinds of record of the learning platform."""

from branch_portal.project.attachment import Attachment
from branch_portal.project.kind import Kind
from branch_portal.systems.learning.model import Material, Topic
from branch_portal.systems.learning.read import read_learning

TOPICS: Kind[str, Topic] = Kind("topics", Topic, "學習主題")
MATERIALS: Kind[str, Material] = Kind("materials", Material, "學習材料")
LEARNING_FILES: Kind[str, Attachment] = Kind(
    "learning_files", Attachment, "學習文件", key=lambda file: file.name, read=read_learning
)
