"""The addresses of the forges: a report of a mistake, and what a setting puts in its place."""

import pytest

from branch_portal.project.settings import ForgeSettings
from branch_portal.site.forge import issue_template

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
