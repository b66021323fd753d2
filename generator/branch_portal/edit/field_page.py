"""各類記錄的欄目 (`/editing/fields/`): every field of every kind, as the models have it, so that no list of them goes stale."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jinja2 import Environment

from branch_portal.edit.form_fields import Field, fields
from branch_portal.edit.places import file_of
from branch_portal.project.kind import Kind, Kinds
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body
from branch_portal.system.snapshot import Snapshot

PATH = f"{urls.EDITING}fields/"

Row = tuple[str, str, bool, str]
"""A field's name in the file (`until` of `extension` is `extension.until`), its title, whether it must be there, how it is written."""

_WRITTEN = {
    "text": "文字", "integer": "整數", "number": "數字", "date": "日期，如 2026-03-05", "moment": "時刻，如 2026-02-04 04:02:07",
    "truth": "true 是，false 否", "record": "下面幾項", "raw": "照同類文件的寫法",
}  # fmt: skip


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    """The one page."""
    kinds = snapshot.book.kinds
    written = [kind for kind in kinds if not kind.read or kind.markdown]
    yield Page(
        path=PATH,
        title="各類記錄的欄目",
        render=lambda: body(jinja, "fields.html", PATH, {"tables": _tables(written, kinds)}),
        toc=tuple(Heading(kind.title, kind.name) for kind in written),
        description="每類記錄有哪些欄目，哪些必填，怎麼寫",
        searched=False,
    )


def _tables(written: Sequence[Kind[Any, Any]], kinds: Kinds) -> list[tuple[str, str, str, str, list[Row]]]:
    return [
        (kind.name, kind.title, file_of(kind, "編號"), kind.issued, list(rows(fields(kind.written), kinds)))
        for kind in written
    ]


def rows(of: Iterable[Field], kinds: Kinds, above: str = "") -> Iterator[Row]:
    """A line for every field, those of the records inside it behind it."""
    for field in of:
        name = f"{above}{field['key']}"
        one = field.get("item", field)
        many = "幾項，" if one is not field else ""
        yield name, field["title"], "need" in field, many + "；".join(_how(one, kinds))
        if "fields" in one:
            yield from rows(one["fields"], kinds, f"{name}.")


def _how(field: Field, kinds: Kinds) -> Iterator[str]:
    """What may stand in a field."""
    options = [
        "、".join(
            str(value) if str(value) == label else f"{value} {label}" for value, label in field.get("options", ())
        )
    ]
    if refers := field.get("refers"):
        yield f"{kinds.title(refers).partition('（')[0]}的編號" if kinds.knows(refers) else "編號"
        return
    if field["kind"] != "choice":
        yield _WRITTEN[field["kind"]]
    yield from filter(None, options)
    if "form" in field:
        yield field["form"][1]
    if "min" in field and "max" in field:
        yield f"{field['min']}至{field['max']}"
    if field["kind"] == "text" and "most" in field:
        yield f"最多{field['most']}字"
