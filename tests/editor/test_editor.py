"""The schemas in the server that editor programs ask: completion, words on hovering and mistakes, all in Chinese."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from branch_portal.edit.schemas import editor_files
from branch_portal.rooms import KINDS
from tests.sample import ROOT

HERE = Path(__file__).parent


def asked(root: Path, files: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the server says of each file, with the schemas and settings that `portal schema --write` writes."""
    assert (HERE / "node_modules" / "yaml-language-server").is_dir(), "run make test, which installs it"
    for name, text in editor_files(KINDS).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    patterns = json.loads((root / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    schemas = {f"{(root / name).as_uri()}": pattern for name, pattern in patterns.items()}
    done = subprocess.run(
        ["node", HERE / "ask.mjs"],
        input=json.dumps({"root": str(root), "schemas": schemas, "files": files}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """One conversation: a sound record, one with slips, one that is only begun."""
    text = (ROOT / "data/branches/b01.yml").read_text("utf-8")
    kind = next(number for number, line in enumerate(text.split("\n")) if line.startswith("kind:"))
    slips = {"kind: branch": "kind: brunch", "groups: 3": "groups: 三", "title: ": "titel: "}
    wrong = text
    for old, new in slips.items():
        wrong = wrong.replace(old, new, 1)
    serial = (ROOT / "data/tasks/rw2601.yml").read_text("utf-8").replace("serial: RW-2026-001", "serial: 第1號")
    files = [
        {"path": "data/branches/b01.yml", "text": text, "hover": [kind, 1], "complete": [kind, 6]},
        {"path": "data/branches/b02.yml", "text": wrong},
        {"path": "data/branches/b03.yml", "text": "id: b03\n\n", "complete": [1, 0]},
        {"path": "data/tasks/rw2601.yml", "text": serial},
    ]
    found = asked(tmp_path_factory.mktemp("editor"), files)
    return dict(zip(("sound", "wrong", "begun", "serial"), found, strict=True))


def test_a_sound_record_has_no_mistakes(told: dict[str, dict[str, Any]]) -> None:
    assert told["sound"]["mistakes"] == []


def test_hovering_says_what_a_field_is_and_what_may_be_chosen(told: dict[str, dict[str, Any]]) -> None:
    assert "類別" in told["sound"]["hover"]
    assert "`branch`: 黨支部" in told["sound"]["hover"]


def test_choices_are_completed_with_their_titles(told: dict[str, dict[str, Any]]) -> None:
    assert told["sound"]["offered"][:2] == [["branch", "黨支部"], ["joint_branch", "聯合黨支部"]]


def test_fields_are_completed_with_their_titles(told: dict[str, dict[str, Any]]) -> None:
    offered = dict(told["begun"]["offered"])
    assert offered["elected_on"] == "本屆選舉日期"
    assert offered["parent"] == "上級：寫 data/units 裡的編號"


def test_mistakes_are_told_in_chinese_with_the_words_of_the_check(told: dict[str, dict[str, Any]]) -> None:
    wrong = [message for _, message in told["wrong"]["mistakes"]]
    assert (
        "只能是：branch（黨支部）、joint_branch（聯合黨支部）、general_branch（黨總支）、temporary_branch（臨時黨支部）"
        in wrong
    )
    assert any("應是整數" in message for message in wrong)
    assert any(message.startswith("必填的有：id（編號）、title（名稱）") for message in wrong)
    assert [message for _, message in told["serial"]["mistakes"]] == [
        "寫法不合規定：兩個大寫字母、四位年、三位序號，例如 RW-2026-001"
    ]
    everything = [message for one in told.values() for _, message in one["mistakes"]]
    assert [message for message in everything if message.isascii()] == []
