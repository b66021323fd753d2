"""What a person writes on the command line about a record: `欄目=內容`, and its id."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from branch_portal.edit.places import Refused
from branch_portal.ground.problems import ProblemLog
from branch_portal.project.base import ID_PATTERN
from branch_portal.project.kind import Kind
from branch_portal.search.fold import fold
from branch_portal.sheets.field_types import fields_of, items_of, members_of, options_of, scalar_of
from branch_portal.source.yaml_source import read_text


def values(kind: Kind[Any, Any], given: Iterable[str]) -> dict[str, Any]:
    """Values by key, each from a text `欄目=內容` with the key or the title of a field; raises `Refused`."""
    model = kind.written
    fields = dict(fields_of(model))
    found: dict[str, Any] = {}
    for text in given:
        name, equals, written = text.partition("=")
        key = next((key for key, info in fields.items() if name == key or fold(name) == fold(info.title or "")), None)
        if not equals or key is None:
            known = "、".join(f"{key}（{info.title}）" for key, info in fields.items())
            raise Refused(f"--set 「{text}」要寫成 欄目=內容，欄目有：{known}")
        members = members_of(fields[key].annotation)
        scalar = scalar_of(items_of(members) or members)
        options = options_of(model, *scalar) if scalar else {}
        if scalar and scalar[0] == "text" and items_of(members) is None:
            found[key] = written
        elif written in options:
            found[key] = options[written]
        else:
            read = read_text(f"x: {written}", "", ProblemLog())
            found[key] = read.data["x"] if read and isinstance(read.data, dict) else written
    return found


def checked_id(kind: Kind[Any, Any], id: str) -> None:
    """Whether a record of the kind can have this id; raises `Refused`."""
    parts = id.split("/")
    if len(parts) != (2 if kind.nested else 1):
        raise Refused(
            f"{kind.title}的編號寫成{'「上一級/本級」，例如 rw2601/b01' if kind.nested else '一段，不帶 /'}。"
        )
    model = kind.written
    info = model.model_fields.get("id")
    try:
        if info is None:
            if not all(ID_PATTERN.fullmatch(part) for part in parts):
                raise ValueError(id)
        else:
            one: Any = Annotated[info.annotation, info]
            TypeAdapter(one).validate_python(id)
    except (ValidationError, ValueError):
        raise Refused(
            f"「{id}」不能作{kind.title}的編號：用小寫英文字母、數字，中間用連字符（角色、本盒用下劃線）。"
        ) from None
