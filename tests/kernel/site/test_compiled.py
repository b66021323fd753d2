"""Compiled templates are kept for the next process, and never taken for what they were not made of."""

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from branch_portal.ground.beside import Kept
from branch_portal.site.compiled import Compiled


def printed(file: Path, text: str, monkeypatch: pytest.MonkeyPatch, **options: Any) -> tuple[str, int]:
    """What a process of its own prints of a template, and how many it had to compile."""
    compiled = []
    compile_ = Environment.compile

    def counted(self: Environment, *values: Any, **more: Any) -> Any:
        compiled.append(values)
        return compile_(self, *values, **more)

    kept = Kept(file, lambda: "", most=9)
    cache = Compiled(kept)
    with monkeypatch.context() as patch:
        patch.setattr(Environment, "compile", counted)
        jinja = Environment(loader=DictLoader({"a.html": text}), bytecode_cache=cache, **options)
        said = jinja.get_template("a.html").render(word="<甲>")
    kept.save()
    return said, len(compiled)


def test_the_next_process_compiles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "kept"
    assert printed(file, "{{ word }}", monkeypatch) == ("<甲>", 1)
    assert printed(file, "{{ word }}", monkeypatch) == ("<甲>", 0)
    assert printed(file, "{{ word }}!", monkeypatch) == ("<甲>!", 1)
    assert printed(file, "{{ word }}", monkeypatch, autoescape=True) == ("&lt;甲&gt;", 1)
    assert printed(file, "{{ word }}", monkeypatch) == ("<甲>", 0)


@pytest.mark.parametrize("damage", ["short", "changed", "empty", "folder"])
def test_a_damaged_file_is_as_none(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "kept"
    printed(file, "{{ word }}", monkeypatch)
    content = file.read_bytes()
    if damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes({"short": content[:-9], "changed": content[:-1] + b"\0", "empty": b""}[damage])
    assert printed(file, "{{ word }}", monkeypatch) == ("<甲>", 1)
