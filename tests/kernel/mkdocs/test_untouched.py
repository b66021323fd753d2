"""Which of MkDocs' own pages a build makes again, and that those it leaves out are held to what the others have become."""

import io
from pathlib import Path

import pytest
from click import ClickException
from mkdocs.structure.pages import Page

from branch_portal.mkdocs import run
from tests.portal import Portal
from tests.sample import AS_OF


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    portal = Portal(tmp_path)
    portal.to_be_built()
    portal.put("content/more/a.md", "# 甲\n\n見[乙](b.md#x)。\n")
    portal.put("content/more/b.md", "# 乙\n\n## 丙 {#x}\n\n如題。\n")
    return portal


def made(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The Markdown that a build of the portal makes pages of."""
    found = set()
    render = Page.render

    def noted(self: Page, config: object, files: object) -> None:
        found.add(self.file.src_uri)
        render(self, config, files)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Page, "render", noted)
        run.build(portal.root, None, str(AS_OF), stream=io.StringIO())
    return found


def test_a_page_of_markdown_is_made_again_when_it_or_what_stands_around_it_is_another(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = made(portal, monkeypatch)
    assert {"more/a.md", "more/b.md"} < everything

    portal.replace("content/more/b.md", "如題", "照辦")
    assert made(portal, monkeypatch) == {"more/b.md"}
    assert "照辦" in (portal.root / "site/more/b/index.html").read_text("utf-8")

    portal.replace("content/more/b.md", "{#x}", "{#y}")
    with pytest.raises(ClickException):  # what leads there is left out, and leads nowhere now
        made(portal, monkeypatch)
    portal.replace("content/more/b.md", "{#y}", "{#x}")

    portal.replace("mkdocs.yml", "- portal", "- portal\nhooks: []")
    assert made(portal, monkeypatch) == made(portal, monkeypatch) == everything
