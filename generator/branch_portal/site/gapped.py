"""A text that many pages share but for a few places: rendered once, filled for each of them."""

from collections.abc import Mapping

from markupsafe import Markup

_MARK = "\0"  # no template and no record can hold it: the loader refuses control characters


def gap(name: str) -> Markup:
    """The place called `name`, to be used inside a template."""
    return Markup(f"{_MARK}{name}{_MARK}")


class Gapped:
    """A rendered text with its gaps."""

    def __init__(self, text: Markup) -> None:
        self._pieces = str(text).split(_MARK)  # text and name by turns

    def filled(self, values: Mapping[str, Markup]) -> Markup:
        """The text with every gap filled; a name without a value is our own bug."""
        pieces = self._pieces
        return Markup("".join(values[piece] if index % 2 else piece for index, piece in enumerate(pieces)))
