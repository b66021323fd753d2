"""一組內容怎麼寫: the shape of a record inside a record, for whoever wrote a word in its place."""

from collections.abc import Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from branch_portal.source.spot import Spot, fields


def record_in(spot: Spot) -> type[BaseModel] | None:
    """The one model of what belongs at a spot, or into the list there; None where that may be something else."""
    models = spot.models or spot.items
    return models[0] if len(models) == 1 else None


def shape(model: type[BaseModel], items: Sequence[Any] = ()) -> str:
    """A record of the model with what it must have, on one line: `{what: …, owner: …}`.

    Where a list of `items` was written, it is that of each list of the record.
    """
    needed = [info.alias or name for name, info in model.model_fields.items() if info.is_required()]
    lists = [info.alias or name for name, info in model.model_fields.items() if get_origin(info.annotation) is tuple]
    if not needed and lists and items and all(isinstance(one, str) for one in items):
        said = fields((model,))
        return " 或 ".join(f"{{{name}: [{', '.join(items)}]}}（{said.get(name, name)}）" for name in lists)
    if not needed and model.model_fields:
        first, info = next(iter(model.model_fields.items()))
        only = any(get_args(one) == (True,) for one in get_args(info.annotation))
        return f"{{{info.alias or first}: {'true' if only else '…'}}}"
    return "{" + ", ".join(f"{key}: …" for key in needed) + "}"


def keys(model: type[BaseModel]) -> str:
    """Its fields with their titles."""
    return "、".join(f"{key}（{title}）" if title else key for key, title in fields((model,)).items())


_MANY = 8


def closed_set(models: tuple[type[BaseModel], ...], field: str) -> list[str]:
    """The words that a field of the models may be, where these are few enough to be told; else none."""
    every = [
        one
        for model in models
        for name, info in model.model_fields.items()
        if field == (info.alias or name) and get_origin(info.annotation) is Literal
        for one in get_args(info.annotation)
    ]
    return every if 1 < len(every) <= _MANY and all(isinstance(one, str) for one in every) else []
