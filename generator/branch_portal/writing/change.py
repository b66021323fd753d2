"""A few values of a YAML file changed, every other line of which stays."""

from collections.abc import Mapping
from typing import Any

from branch_portal.ground.problems import ProblemLog
from branch_portal.source.yaml_source import read_text
from branch_portal.writing.patch import patch


def fields(text: str) -> Mapping[str, Any]:
    """The fields of a record's file; raises ValueError where it is not one, which its check has told before."""
    source = read_text(text, "", ProblemLog())
    if source is None or not isinstance(source.data, Mapping):
        raise ValueError("no record")
    return source.data


def change(text: str, values: Mapping[str, Any]) -> str:
    """`text` with `values` for its top-level keys; those that it has not come last."""
    old = fields(text)
    return patch(text, old, {**old, **values}, {})
