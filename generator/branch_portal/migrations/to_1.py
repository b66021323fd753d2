"""From format 0 to 1: the theme and the editors' pages come with the program; the settings name what code knew by itself."""

import hashlib
import re
from collections.abc import Mapping
from importlib.resources import files as resources
from typing import Any

from branch_portal.ground.problems import ProblemLog
from branch_portal.project.citation import references
from branch_portal.project.kind import Kinds
from branch_portal.project.library import settings_template
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_yaml
from branch_portal.start.repository import mkdocs_settings
from branch_portal.writing.patch import patch

SETTINGS = "site_config/portal.yml"
_MKDOCS = "mkdocs.yml"
_OURS = ("site_config/theme/", "content/editing/")

_CONDITIONED = ("data/duties/", "data/event_duties/", "data/tasks/")
_CONDITION = re.compile(r"^((?:to: *\{ *)?(?:  )?)condition: *has_(committee|groups)\b", re.MULTILINE)

Files = Mapping[str, bytes]
Changes = dict[str, bytes | None]
"""What each file will hold, by its path; None for one that goes."""


def changes(files: Files, kinds: Kinds) -> tuple[Changes, list[str]]:
    """What changes in the files of a portal, and what a person has to look at, in Chinese."""
    own = _own()
    found: Changes = {path: None for path in files if path.startswith(_OURS) and _known(path, files[path], own)}
    kept = [path for path in files if path.startswith(_OURS) and path not in found]
    notes = [f"{path}：本單位改過，留著；它蓋過程序自帶的，核對還要不要" for path in sorted(kept)]
    found |= _conditions(files)
    settings = files.get(SETTINGS)
    if settings is not None:
        found[SETTINGS] = _settings(settings, files, kinds)
    if (old := files.get(_MKDOCS)) is not None:
        if _known(_MKDOCS, old, own):
            name = _data(found.get(SETTINGS) or b"").get("name", "支部工作門戶")
            found[_MKDOCS] = mkdocs_settings(str(name), custom=any(one.startswith(_OURS[0]) for one in kept)).encode()
        else:
            notes.append(f"{_MKDOCS}：本單位改過，沒有動；theme 的 name 改成 portal，照新建的門戶刪去程序自帶的設置")
    return found, notes


def _conditions(files: Files) -> Changes:
    """Duties and slips that were for branches with a committee or groups, in the words of `applies_to`; the rest stays."""
    found: Changes = {}
    for path, content in files.items():
        if path.startswith(_CONDITIONED) and path.endswith(".yml"):
            text = content.decode("utf-8", "surrogateescape")
            turned = _CONDITION.sub(r"\1applies_to: {has: [\2]}", text)
            if turned != text:
                found[path] = turned.encode("utf-8", "surrogateescape")
    return found


def _settings(content: bytes, files: Files, kinds: Kinds) -> bytes:
    """The settings with the format, no layer below, and what the library's settings name, where the portal has it."""
    old, ours = _data(content), _data(settings_template().encode())
    ids = {path.rpartition("/")[2].partition(".")[0] for path in files if path.startswith(("data/", "content/guide/"))}
    new = dict(old)
    for (section, name), named in _named(kinds).items():
        have = new.get(section, {})
        if named <= ids and isinstance(have, dict) and name not in have:
            new[section] = {**have, name: ours[section][name]}
    # A portal of then holds everything itself, and goes on so; one that begins on the library has no terms of its own.
    if "layers" not in old and any(path.startswith("data/solar_terms/") for path in files):
        new["layers"] = ()
    return patch(content.decode("utf-8-sig"), old, {**new, "format": 1}, {}).encode()


def _named(kinds: Kinds) -> dict[tuple[str, str], set[str]]:
    """The ids that the library's settings name, by section and field."""
    found: dict[tuple[str, str], set[str]] = {}
    if record := validate(kinds.settings, _source(settings_template().encode()), ProblemLog()):
        for path, _, id in references(record):
            if len(path) > 1:
                found.setdefault((str(path[0]), str(path[1])), set()).add(id)
    return found


def _source(content: bytes) -> Any:
    return read_yaml(content, SETTINGS, ProblemLog())


def _data(content: bytes) -> dict[str, Any]:
    source = _source(content)
    return dict(source.data) if source is not None and isinstance(source.data, dict) else {}


def _own() -> frozenset[tuple[str, str]]:
    text = (resources("branch_portal.migrations") / "own_files.txt").read_text("utf-8")
    return frozenset((path, digest) for digest, path in (line.split(" ", 1) for line in text.splitlines()))


def _known(path: str, content: bytes, own: frozenset[tuple[str, str]]) -> bool:
    """Whether a file is one that an earlier edition brought, whatever git made of its line ends."""
    plain = content.replace(b"\r\n", b"\n")
    return (path, hashlib.sha256(plain).hexdigest()[:16]) in own
