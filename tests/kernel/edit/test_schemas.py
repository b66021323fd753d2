"""Schemas for editor programs: every record of the sample fits its own, a slip does not, and the words are Chinese."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from branch_portal.commands.main import portal
from branch_portal.edit.schemas import FOLDER, editor_files
from branch_portal.rooms import KINDS
from branch_portal.source.yaml_source import read_yaml
from tests.portal import Portal

NAMES = [kind.name for kind in KINDS if kind.markdown or not kind.read]


@cache
def files() -> Mapping[str, str]:
    """Made when it is asked for: half a second of every run that only collects this file."""
    return editor_files(KINDS)


def listed(data: Any) -> Any:
    """Plain data as an editor program reads it."""
    if isinstance(data, dict):
        return {key: listed(value) for key, value in data.items()}
    return [listed(one) for one in data] if isinstance(data, tuple) else data


def written(file: Path) -> Any:
    from branch_portal.ground.problems import ProblemLog

    source = read_yaml(file.read_bytes(), file.name, ProblemLog())
    assert source
    return listed(source.data)


@pytest.mark.parametrize("name", NAMES)
def test_a_record_of_the_sample_fits_its_schema_and_one_with_another_field_does_not(root: Path, name: str) -> None:
    schema = json.loads(files()[f"{FOLDER}/{name}.json"])
    for file in sorted((root / "data" / name).glob("**/*.yml"))[:2]:
        data = written(file)
        jsonschema.validate(data, schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**data, "zzz": 1}, schema)


def test_fields_are_described_in_chinese() -> None:
    branch = json.loads(files()[f"{FOLDER}/branches.json"])
    kind = branch["properties"]["kind"]
    assert "branch 黨支部" in kind["description"]
    assert kind["enumDescriptions"][kind["enum"].index("branch")] == "黨支部"
    assert "data/" in branch["properties"]["parent"]["description"]


def test_the_task_reads_what_check_prints(tmp_path: Path) -> None:
    small = Portal(tmp_path)
    small.replace("data/branches/b01.yml", "groups: 3", "groups: x")
    printed = (
        CliRunner()
        .invoke(portal, ["check", "--format", "line", "--root", str(tmp_path), "--as-of", "2026-11-24"])
        .output
    )
    (task, _) = json.loads(files()[".vscode/tasks.json"])["tasks"]
    pattern = re.compile(task["problemMatcher"]["pattern"]["regexp"])
    found = [match for line in printed.splitlines() if (match := pattern.match(line))]
    assert ("data/branches/b01.yml", "8", "DATA-05") in {(match[1], match[2], match[5]) for match in found}


def test_what_people_have_set_for_themselves_stays(tmp_path: Path) -> None:
    Portal(tmp_path)
    own = tmp_path / ".vscode/settings.json"
    own.parent.mkdir()
    own.write_text("{}\n", "utf-8")
    done = CliRunner().invoke(portal, ["schema", "--write", "--root", str(tmp_path)])
    assert done.exit_code == 0
    assert ".vscode/settings.json 已經有了" in done.output
    assert own.read_text("utf-8") == "{}\n"
    assert yaml.safe_load((tmp_path / FOLDER / "duties.json").read_text("utf-8"))["title"] == "年度任務"


def test_a_new_record_names_the_schema_that_was_written(tmp_path: Path) -> None:
    Portal(tmp_path)
    at = ["--root", str(tmp_path), "--as-of", "2026-11-24"]
    run = CliRunner()
    first, second = tmp_path / "data/units/a1.yml", tmp_path / "data/units/a2.yml"
    assert run.invoke(portal, ["new", "units", "--id", "a1", *at]).exit_code == 0
    assert run.invoke(portal, ["schema", "--write", "--root", str(tmp_path)]).exit_code == 0
    first_text = first.read_text("utf-8")
    first.unlink()
    assert run.invoke(portal, ["new", "units", "--id", "a2", *at]).exit_code == 0
    line, rest = second.read_text("utf-8").split("\n", 1)
    assert "yaml-language-server" not in first_text
    named = line.removeprefix("# yaml-language-server: $schema=")
    assert json.loads((second.parent / named).read_text("utf-8"))["title"] == KINDS["units"].title
    assert rest == first_text.replace("a1", "a2")


def test_the_front_matter_of_the_sample_s_guides_fits_its_schema(root: Path) -> None:
    schema = json.loads(files()[f"{FOLDER}/guides.json"])
    for file in sorted((root / "content/guide").glob("*.md"))[:3]:
        head = yaml.load(file.read_text("utf-8").split("---\n")[1], Loader=yaml.BaseLoader)
        head["review_in_months"] = int(head["review_in_months"])
        jsonschema.validate(head, schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**head, "zzz": "1"}, schema)
