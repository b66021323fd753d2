"""疊: records of several layers put on one another; a higher layer's stands in the place of a lower one's."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from branch_portal.project.kind import Kind
from branch_portal.project.layers import NO_LAYERS, Layer, Layering, Named
from branch_portal.project.reading import Folders, Reading, Wording
from branch_portal.project.records import Located
from branch_portal.project.settings import Script

Scripts = Callable[[Script, Script, Sequence[Any]], Wording | None]
"""What turns files from one script into another, given all lists of words; None where nothing is to be turned."""

Load = Callable[[Kind[Any, Any], Folders, Reading], Iterable[tuple[str, Located[Any]]]]
"""Reads one layer's records of a kind, each with the name of its file."""


def as_written(source: Script, wanted: Script, lists: Sequence[Any]) -> None:
    """Leaves every file as it is."""


class Stack:
    """The records of `layers`, the lowest first, kind by kind; of the lower ones only the shared kinds."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = tuple(layers)
        self.groups: dict[str, dict[str, Located[Any]]] = {}
        self._replaced: dict[Named, tuple[Located[Any], ...]] = {}
        self._hidden: dict[Named, tuple[Layer, int, tuple[Located[Any], ...]]] = {}

    def turn(self, wording: Callable[[Layer], Wording | None]) -> None:
        """From now on read each lower layer's files as `wording` turns them."""
        self.layers = tuple(
            layer if layer.own else replace(layer, folders=replace(layer.folders, wording=wording(layer)))
            for layer in self.layers
        )

    def put(self, kind: Kind[Any, Any], reading: Reading, load: Load) -> None:
        """Read a kind in every layer."""
        group: dict[str, Located[Any]] = {}
        for layer in self.layers:
            if layer.own or kind.shared:
                for name, located in load(kind, layer.folders, reading):
                    record = located.record if layer.own else kind.lent(located.record)
                    self._put(kind, group, name, replace(located, record=record, layer=layer))
            self._hide(kind, group, layer)
        if len(self.layers) > 1:  # in the order in which one folder would have them
            group = dict(sorted(group.items(), key=lambda item: f"{item[0]}."))
        self.groups[kind.name] = group

    def _put(self, kind: Kind[Any, Any], group: dict[str, Located[Any]], name: str, located: Located[Any]) -> None:
        if lower := group.pop(name, None):
            named = kind.name, name
            self._replaced[named] = (*self._replaced.get(named, ()), lower)
        group[name] = located

    def _hide(self, kind: Kind[Any, Any], group: dict[str, Located[Any]], layer: Layer) -> None:
        """Take out what a layer leaves out of those below; what it has itself stays, a rule tells of it."""
        for number, one in enumerate(layer.hide):
            located = group.get(one.id) if one.kind == kind.name else None
            if located is not None and located.layer is not None and located.layer.folders != layer.folders:
                lower = self._replaced.pop((kind.name, one.id), ())
                self._hidden[kind.name, one.id] = layer, number, (*lower, group.pop(one.id))

    def layering(self) -> Layering:
        """Who wrote what; nothing for a portal that stands on nothing."""
        if len(self.layers) == 1:
            return NO_LAYERS
        return Layering(self.layers, dict(self._origins()), self._replaced, self._hidden)

    def _origins(self) -> Iterator[tuple[Named, Layer]]:
        for kind, group in self.groups.items():
            for name, located in group.items():
                if located.layer:
                    yield (kind, name), located.layer
