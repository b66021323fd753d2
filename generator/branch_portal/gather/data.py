"""數據下載: the published datasets, described on one page and written as files."""

from collections.abc import Iterator, Sequence
from functools import partial

from jinja2 import Environment

from branch_portal.gather import exports
from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.page import Asset, Heading, Page
from branch_portal.site.templates import body
from branch_portal.system.dataset import Dataset
from branch_portal.system.snapshot import Snapshot

_KIND_TITLES = {"text": "文字", "integer": "整數", "number": "數", "date": "日期", "flag": "是否"}


def pages(snapshot: Snapshot, datasets: Sequence[Dataset], jinja: Environment) -> Iterator[Page]:
    values = {"book": snapshot.book, "datasets": datasets, "kinds": _KIND_TITLES}
    yield Page(
        path=urls.DATA,
        title="數據下載",
        render=lambda: body(jinja, "data.html", urls.DATA, values),
        toc=tuple(Heading(dataset.title, dataset.id) for dataset in datasets),
        description="各表的 CSV、XLSX、JSON 和格式說明",
        kind="data",
    )


def assets(book: Published, datasets: Sequence[Dataset]) -> Iterator[Asset]:
    """Every dataset in every format, and their list."""
    sample = book.settings.sample
    notice = book.settings.sample_notice if sample else ""
    for dataset in datasets:
        yield Asset(urls.dataset(dataset.id, "json"), partial(exports.document, dataset, sample))
        yield Asset(urls.dataset(dataset.id, "schema.json"), partial(exports.schema, dataset))
        yield Asset(urls.dataset(dataset.id, "csv"), partial(exports.table, dataset))
        yield Asset(urls.dataset(dataset.id, "xlsx"), partial(exports.workbook, dataset, notice))
    yield Asset(urls.dataset("index", "schema.json"), exports.index_schema)
    yield Asset(urls.dataset("index", "json"), partial(exports.index, datasets, sample))
