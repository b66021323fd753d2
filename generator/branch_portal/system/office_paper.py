"""公文: what a room has to say as an office paper; each is a download beside its page, and `portal paper` writes it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from branch_portal.papers.paper import Paper
from branch_portal.site.page import Asset

if TYPE_CHECKING:
    from branch_portal.system.snapshot import Snapshot


@dataclass(frozen=True)
class OfficePaper:
    """One paper, made when somebody wants it; `page` is the address of the page that offers it, `name` its file's."""

    page: str
    name: str
    paper: Callable[[], Paper]

    @property
    def address(self) -> str:
        """Where it lies on the site: beside its page."""
        return paper_file(self.page, self.name)


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper: its word on the command line, and all papers of a snapshot by what they are asked for with."""

    name: str
    papers: Callable[["Snapshot"], Mapping[str, OfficePaper]]


def paper_file(page: str, name: str) -> str:
    """The address of a paper beside its page."""
    return f"{page}{name}.docx"


def assets(kinds: Iterable[PaperKind], snapshot: "Snapshot") -> Iterator[Asset]:
    """Every paper as a file of the site."""
    for kind in kinds:
        for one in kind.papers(snapshot).values():
            yield Asset(one.address, partial(_made, one))


def _made(one: OfficePaper) -> bytes:
    from branch_portal.papers.docx_file import docx_file  # python-docx is slow to import

    return docx_file(one.paper())
