"""A value as YAML on one line, quoted only where our own strict reading would take it for something else."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import yaml

from branch_portal.source.plain import plain

_TAGS: dict[type, str] = {
    kind: f"tag:yaml.org,2002:{name}"
    for kind, name in ((str, "str"), (int, "int"), (float, "float"), (bool, "bool"), (type(None), "null"))
}
_SEVERAL = re.compile("[，、；]")


def flow(value: object) -> str:
    """The text that `branch_portal.source.yaml_source` reads as `value`: dates as YYYY-MM-DD, tuples as lists."""
    text = yaml.dump(value, Dumper=_Writer, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**9)
    return text.removesuffix("...\n").strip()


class _Writer(yaml.SafeDumper):  # the pure one: libyaml's escapes rare Chinese characters
    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is yaml.ScalarNode and implicit[0]:
            return _TAGS[type(plain(value))]
        return super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Writer.add_representer(
    str, lambda dumper, text: dumper.represent_scalar(_TAGS[str], text, '"' if "\n" in text else None)
)
_Writer.add_representer(
    float, lambda dumper, number: dumper.represent_scalar(_TAGS[float], f"{Decimal(repr(number)):f}")
)
_Writer.add_representer(dt.date, lambda dumper, day: dumper.represent_str(day.isoformat()))


def _list(dumper: Any, items: Any) -> yaml.SequenceNode:
    """One item alone that has wide commas stands in quotes: without them the check (YAML-16) asks whether it is several."""
    node: yaml.SequenceNode = dumper.represent_list(items)
    if len(items) == 1 and isinstance(items[0], str) and _SEVERAL.search(items[0]) and node.value[0].style is None:
        node.value[0].style = "'"
    return node


_Writer.add_representer(tuple, _list)
_Writer.add_representer(list, _list)
