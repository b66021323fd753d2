"""JSON Schema of every kind of record, from its model: for completion, hover and checks in an editor program."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from branch_portal.project.kind import Kind, Kinds
from branch_portal.source.mends import choice_titles
from branch_portal.source.messages import BY_TYPE, PATTERNS

FOLDER = ".vscode/schemas"
_EXTENSIONS = ("redhat.vscode-yaml", "MS-CEINTL.vscode-language-pack-zh-hant", "MS-CEINTL.vscode-language-pack-zh-hans")
"""Completion and checks, and the program's own words in Chinese; of the two language packs one is enough."""

_TYPES = {
    "string": "string_type", "integer": "int_type", "number": "float_type", "boolean": "bool_type", "array": "tuple_type",
}  # fmt: skip
"""A schema's types, and the mistake of which `portal check` would tell."""


def schema_of(model: type[BaseModel], title: str) -> dict[str, Any]:
    """The schema of one kind of record, with Chinese titles and descriptions."""
    found: dict[str, Any] = model.model_json_schema(by_alias=True)
    found["$schema"] = "http://json-schema.org/draft-07/schema#"
    found["title"] = title
    for part in (found, *found.get("$defs", {}).values()):
        part.pop("description", None)  # docstrings are English, for programmers
        for field in part.get("properties", {}).values():
            _explain(field, model)
        if needed := [f"{key}（{part['properties'][key].get('title', key)}）" for key in part.get("required", ())]:
            part["errorMessage"] = f"必填的有：{'、'.join(needed)}；別的字段名從補全的列表裡選，認不出的刪去"
    return found


def _explain(field: dict[str, Any], model: type[BaseModel]) -> None:
    """Say in a field's description what it is, what its choices are called and whose id it takes."""
    field.pop("columns", None)  # for the form page
    said = [field["title"]] if "title" in field else []
    for one in _choices(field):
        choices = [str(choice) for choice in one["enum"]]
        titles = choice_titles(model, choices)
        if titles:
            one["enumDescriptions"] = [titles.get(choice, choice) for choice in choices]
            said.append("、".join(f"{choice} {titles[choice]}" for choice in choices if choice in titles))
    if refers := field.pop("refers", ""):
        said.append(f"寫 data/{refers} 裡的編號")
    if said:
        field["description"] = "：".join(said)
    for one in (field, *field.get("anyOf", ()), field.get("items", {})):
        _warn(one, model)


def _warn(one: Any, model: type[BaseModel]) -> None:
    """Say in Chinese what is wrong with a value of another type, choice or form; editor programs show it in place of theirs."""
    if not isinstance(one, dict):
        return
    if "enum" in one:
        choices = [str(choice) for choice in one["enum"]]
        titles = choice_titles(model, choices)
        named = (f"{choice}（{titles[choice]}）" if choice in titles else choice for choice in choices)
        one["errorMessage"] = f"只能是：{'、'.join(named)}"
    elif wording := BY_TYPE.get(_TYPES.get(str(one.get("type")), "")):
        one["errorMessage"] = wording.message
    if pattern := one.get("pattern"):
        one["patternErrorMessage"] = f"寫法不合規定：{PATTERNS.get(pattern, pattern)}"


def _choices(field: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in (field, *field.get("anyOf", ()), field.get("items", {})):
        if isinstance(one, dict) and "enum" in one:
            yield one


def editor_files(kinds: Kinds) -> Mapping[str, str]:
    """Every file below `.vscode`, by its path below the root."""
    files: dict[str, Any] = {}
    where: dict[str, str] = {}
    for kind in kinds:
        if kind.markdown:  # for programs that check front matter; the extension for YAML reads no Markdown
            files[f"{FOLDER}/{kind.name}.json"] = schema_of(kind.markdown.front, f"{kind.title}的信息欄")
        if kind.read or kind.markdown:
            continue
        files[f"{FOLDER}/{kind.name}.json"] = schema_of(kind.model, kind.title)
        where[f"{FOLDER}/{kind.name}.json"] = _pattern(kind)
    files[f"{FOLDER}/portal.json"] = schema_of(kinds.settings, "門戶設置")
    where[f"{FOLDER}/portal.json"] = "site_config/portal.yml"
    files[".vscode/settings.json"] = {
        "yaml.schemas": where,
        "yaml.schemaStore.enable": False,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
    }
    files[".vscode/extensions.json"] = {"recommendations": list(_EXTENSIONS)}
    files[".vscode/tasks.json"] = {
        "version": "2.0.0",
        "tasks": [_task("檢查", "portal check --format line"), _task("生成網站", "portal build")],
    }
    return {name: json.dumps(what, ensure_ascii=False, indent=2) + "\n" for name, what in sorted(files.items())}


def header(kind: Kind[Any, Any], root: Path) -> str:
    """The first line of a new record, which names its schema to editor programs; empty where none was written."""
    schema = f"{FOLDER}/{kind.name}.json"
    if kind.markdown or not (root / schema).is_file():
        return ""
    return f"# yaml-language-server: $schema={'../' * (3 if kind.nested else 2)}{schema}\n"


def _pattern(kind: Kind[Any, Any]) -> str:
    return f"data/{kind.name}/{'*/' if kind.nested else ''}*.yml"


def _task(label: str, command: str) -> dict[str, Any]:
    return {
        "label": label,
        "type": "shell",
        "command": f".venv/bin/{command}",
        "windows": {"command": f".venv\\Scripts\\{command}"},
        "problemMatcher": {
            "owner": "portal",
            "fileLocation": ["relative", "${workspaceFolder}"],
            "pattern": {
                "regexp": "^(.+?):(\\d+):(\\d+): (error|warning) \\[([A-Z]+-\\d+)\\] (.*)$",
                "file": 1, "line": 2, "column": 3, "severity": 4, "code": 5, "message": 6,
            },
        },
    }  # fmt: skip
