"""Every command reads by the one front half: what must not be read is refused, whatever the command."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal.commands.main import portal
from tests.portal import Portal

COMMANDS = (
    ("new", "角色"),
    ("export", "records", "角色", "--out", "角色.xlsx"),
    ("adopt", "角色", "branch_secretary"),
    ("clear-sample", "--yes"),
    ("rename", "角色", "branch_clerk", "clerk"),
    ("check",),
    ("calendar", "update", "--first", "--yes"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_file_that_lies_elsewhere_is_not_read(
    mini: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    secret = tmp_path / "secret.yml"
    secret.write_text("id: secret\ntitle: 別處\nduty: 不該讀。\n", "utf-8")
    (mini.root / "data/roles/secret.yml").symlink_to(secret)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    done = CliRunner().invoke(portal, [*words, "--root", str(mini.root)])
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert "這個鏈接指到文件夾外面" in done.output
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before
