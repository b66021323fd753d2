"""提醒單: every batch's printable sheet, and the archive of what was issued when."""

from collections.abc import Iterator, Mapping
from functools import partial

from jinja2 import Environment

from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.qr import qr_code
from branch_portal.site.templates import body
from branch_portal.system.office_paper import paper_file
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.slips.batch import SlipBatch, batches
from branch_portal.systems.slips.content import Change, changes
from branch_portal.systems.slips.kinds import SLIP_BATCHES


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book, found = snapshot.book, snapshot.figures(batches)
    values = {"book": book, "batches": found}
    yield Page(
        path=urls.SLIPS,
        title="重點工作提醒單",
        render=lambda: body(jinja, "slips.html", urls.SLIPS, values),
        toc=(Heading("已簽發", "issued"), Heading("待簽發", "waiting")),
        description="各期重點工作提醒單：編號、簽發日期、項數、更正",
        source="data/slip_batches",
        kind="slip",
        keywords=("提醒單", "一事一單", "簽發", "存檔"),
    )
    for batch in found:
        changed = {change.id: change for change in changes(book, batch)}
        path = batch.path
        recorded = batch.id in book[SLIP_BATCHES]
        source = f"data/slip_batches/{batch.id}.yml" if recorded else f"data/terms/{batch.term}.yml"
        yield Page(
            path=path,
            title=f"重點工作提醒單 {batch.number}",
            render=partial(_slip, book, batch, changed, jinja),
            description=f"{batch.year}年{batch.title}重點工作提醒單，可打印",
            source=source if recorded or batch.term else "data/duties",
            kind="slip",
            keywords=(batch.number, "提醒單"),
            year=batch.year,
        )


def _slip(book: Published, batch: SlipBatch, changed: Mapping[str, Change], jinja: Environment) -> str:
    """One batch, with the code that leads from the paper to the page."""
    qr = qr_code(f"{book.settings.site_url}{batch.path}", f"提醒單 {batch.number} 網頁的二維碼")
    values = {"book": book, "batch": batch, "changed": changed, "qr": qr, "docx": paper_file(batch.path, batch.number)}
    return body(jinja, "slip.html", batch.path, values)
