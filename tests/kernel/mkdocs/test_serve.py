"""The preview is made anew when any folder that its records come from has changed."""

from pathlib import Path

from branch_portal.mkdocs.serve import watched
from tests.units import unit


def test_the_folders_of_every_layer_are_watched_but_not_the_library_s(tmp_path: Path) -> None:
    city = unit(tmp_path / "city", "layers: [library, ../bureau]\n")
    bureau = unit(tmp_path / "bureau", "layers: []\n", {"content/about.md": "# 關於\n"})
    county = unit(tmp_path / "county", "layers: [../city]\n")
    assert set(watched(county)) == {
        *(county / name for name in ("data", "site_config")),
        *(city / name for name in ("data", "site_config")),
        *(bureau / name for name in ("data", "content", "site_config")),
    }


def test_a_portal_on_the_library_alone_watches_its_own(tmp_path: Path) -> None:
    own = unit(tmp_path)
    assert list(watched(own)) == [own / "data", own / "site_config"]
