"""基礎庫: the records that are the same for every unit, which come with the package and are never copied."""

from pathlib import Path

NAME = "library"
TITLE = "基礎庫"

_INSTALLED = Path(__file__).parents[1] / "library"
_CHECKOUT = Path(__file__).parents[3]


def library_root() -> Path:
    """The folder that holds the library's `data` and `content`.

    The package brings it; in a checkout it is the sample at the root, of which only the shared kinds are read.
    """
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
