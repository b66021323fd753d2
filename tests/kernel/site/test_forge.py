"""The addresses of the forges: a report of a mistake, and what a setting puts in its place."""

import pytest

from branch_portal.project.settings import ForgeSettings
from branch_portal.site.forge import fills_in, issue_template, new_file, new_template

AT = "https://forge.example/party/portal"


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("github", "/issues/new?title={title}&body={text}"),
        ("gitea", "/issues/new?title={title}&body={text}"),
        ("forgejo", "/issues/new?title={title}&body={text}"),
        ("gitlab", "/-/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={text}"),
        ("gitee", "/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={text}"),
    ],
)
def test_an_issue_begins_on_each_forge_when_the_settings_ask_for_it(kind: str, address: str) -> None:
    assert issue_template(ForgeSettings(kind=kind, repository=AT, report=True)) == AT + address  # type: ignore[arg-type]
    assert issue_template(ForgeSettings(kind=kind, repository=AT)) == ""  # type: ignore[arg-type]


def test_a_forge_that_differs_says_where_it_takes_reports() -> None:
    own = "https://forge.example/ask?about={title}"
    assert issue_template(ForgeSettings(kind="gitea", repository=AT, report=True, issue=own)) == own


@pytest.mark.parametrize(
    ("kind", "address", "fills"),
    [
        ("github", "/new/main?filename=data/tasks/rw1.yml&value=id%3A", True),
        ("gitea", "/_new/main/data/tasks/?filename=rw1.yml&value=id%3A", True),
        ("forgejo", "/_new/main/data/tasks/?filename=rw1.yml&value=id%3A", True),
        ("gitlab", "/-/new/main?file_name=data/tasks/rw1.yml&content=id%3A", False),  # some versions drop the content
        ("gitee", "/new/main/data/tasks", False),
    ],
)
def test_a_new_file_begins_on_each_forge(kind: str, address: str, fills: bool) -> None:
    forge = ForgeSettings(kind=kind, repository=AT)  # type: ignore[arg-type]
    assert new_file(new_template(forge), "data/tasks/rw1.yml", "id%3A") == AT + address
    assert fills_in(forge) is fills
