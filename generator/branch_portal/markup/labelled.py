"""Tables in Markdown named by the heading above them, so that one who listens knows which table it is."""

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_AFTER_TOC = 4
"""`toc`, which gives headings their ids, has the priority 5."""


class _Labels(Treeprocessor):  # type: ignore[misc]
    def run(self, root: Element) -> None:
        heading = ""
        for element in root.iter():
            if element.tag in ("h1", "h2", "h3", "h4"):
                heading = element.get("id", "")
            elif element.tag == "table" and heading and "aria-label" not in element.attrib:
                element.set("aria-labelledby", heading)


class LabelledTables(Extension):  # type: ignore[misc]
    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Labels(md), "labelled_tables", _AFTER_TOC)


def makeExtension(**options: Any) -> LabelledTables:
    return LabelledTables(**options)
