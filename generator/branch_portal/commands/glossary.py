"""字段和選項的中文名: the codes that a sentence names stand beside what people call them.

Records are written with English keys and choices; whoever edits them in a spreadsheet or reads a message in the forge
knows them by their Chinese names. The names are those of the models, so a message needs no care of its own.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import ModuleType

from pydantic import BaseModel

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import all_rules

_CODE = re.compile(r"(?<!的 )(?<![\w「『`'\"./（(#-])([a-z][a-z_]+)(?![\w」』`'\"./:：（(=@-])")
_QUOTED = re.compile(r"「([a-z][a-z_]+)」(?!（)")
_AS_WRITTEN = re.compile(r"「[^「」]*」|`[^`]*`|'[^']*'|\{[^{}]*\}|\[[^\[\]]*\]|portal [^，。；：（）]*")
_NOT_CODES = frozenset(
    ("id", "data", "document", "content", "portal", "site", "main", "true", "false", "file", "on", "to", "by")
)
"""What stands for itself, or means too many things."""


def glossed(problem: Problem) -> Problem:
    """The problem, with the Chinese name behind each code of its room that its sentences name alone."""
    rule = all_rules().get(problem.rule)
    names = _names(rule.module.rpartition(".")[0]) if rule else {}
    if not names:
        return problem
    return replace(problem, message=_explained(problem.message, names), mend=_explained(problem.mend, names))


def _explained(text: str, names: Mapping[str, str]) -> str:
    said: set[str] = set(re.findall(r"([a-z][a-z_]+)（", text))  # the sentence has explained them itself
    said |= set(re.findall(r"（([a-z][a-z_]+)）", text))

    def plain(part: str) -> str:
        return re.sub(r"）[ ](?=[\u4e00-\u9fff])", "）", _CODE.sub(lambda found: f"{found[1]}{_name(found[1])}", part))

    def _name(code: str) -> str:
        if code in said or code not in names or code in _NOT_CODES:
            return ""
        said.add(code)
        return f"（{names[code]}）"

    parts, done = [], 0
    for found in _AS_WRITTEN.finditer(text):
        parts.append(plain(text[done : found.start()]))
        quoted = _QUOTED.fullmatch(found[0])
        parts.append(found[0] + (_name(quoted[1]) if quoted and text[found.end() : found.end() + 1] != "（" else ""))
        done = found.end()
    return "".join([*parts, plain(text[done:])])


@cache
def _names(package: str) -> Mapping[str, str]:
    """What the models of a room call their fields and choices; a code that means two things there is left out."""
    found: dict[str, set[str]] = {}
    for module in _modules(package):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, BaseModel) and value.__module__.startswith(package):
                for name, info in value.model_fields.items():
                    if info.title:
                        found.setdefault(info.alias or name, set()).add(info.title)
        for name, titles in vars(module).items():
            if name.endswith("_TITLES") and isinstance(titles, dict):
                for code, title in titles.items():
                    if isinstance(code, str) and isinstance(title, str):
                        found.setdefault(code, set()).add(title)
    return {code: next(iter(titles)) for code, titles in found.items() if len(titles) == 1}


def _modules(package: str) -> Iterator[ModuleType]:
    room = importlib.import_module(package)
    for one in pkgutil.iter_modules(getattr(room, "__path__", [])):
        if one.name == "model" or one.name.endswith("_model"):
            yield importlib.import_module(f"{package}.{one.name}")
