"""The sample as a repository of its own, to be looked at and taken apart."""

from collections.abc import Mapping

from branch_portal.project.library import sample_roots

_FOLDERS = ("content", "data", "site_config")


def sample() -> Mapping[str, bytes]:
    """Every file of the sample unit's portal by its path, the library's records among them."""
    found: dict[str, bytes] = {}
    for root in sample_roots():
        files = [root / "mkdocs.yml", *(file for folder in _FOLDERS for file in (root / folder).rglob("*"))]
        for file in sorted(files):
            if file.is_file() and not file.name.startswith("."):
                found[file.relative_to(root).as_posix()] = file.read_bytes()
    return found
