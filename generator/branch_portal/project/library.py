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


def settings_template() -> str:
    """The settings that come with the library, in which a new portal writes its own."""
    return (library_root() / "site_config" / "portal.yml").read_text("utf-8")


def sample_roots() -> tuple[Path, ...]:
    """The folders that together hold the whole sample; in a checkout the one at the root."""
    return (_INSTALLED, _INSTALLED.with_name("sample")) if _INSTALLED.is_dir() else (_CHECKOUT,)
