"""What was looked through before is not looked through again, unless anything that decides is another."""

import datetime as dt
from pathlib import Path

import pytest

from branch_portal.ground.beside import Kept
from branch_portal.leaks import scan
from branch_portal.leaks.allowed import Allowed
from branch_portal.project.reading import Folders, Reading

PHONE = "139" + "1234" + "5678"


def test_only_what_is_sound_is_kept_and_only_for_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data/tasks").mkdir(parents=True)
    (tmp_path / "site_config").mkdir()
    for name, text in (("sound.yml", "title: 甲\n"), ("leaky.yml", f"title: 打{PHONE}\n")):
        (tmp_path / "data/tasks" / name).write_text(text)
    looked: list[str] = []
    look = scan.scan_text
    monkeypatch.setattr(scan, "scan_text", lambda text, *more: looked.append(text) or look(text, *more))

    def check(allowed: Allowed, code: str) -> tuple[list[str], list[str]]:
        """The rules that are broken, and what was looked at, by a process of its own."""
        kept = Kept(tmp_path / "kept", lambda: code, most=9)
        monkeypatch.setattr(scan, "SOUND", kept)
        scan._scanned.cache_clear()
        looked.clear()
        found = [problem.rule for problem in scan.scan_sources(Folders(tmp_path), Reading(), allowed)]
        kept.save()
        return found, sorted(text[7:8] for text in looked if text.startswith("title"))

    here = Allowed.of([], dt.date(2026, 11, 30), "portal.example")
    assert check(here, "today") == (["LEAK-03"], ["打", "甲"])
    assert check(here, "today") == (["LEAK-03"], ["打"])
    assert check(Allowed(own_hosts=frozenset(("x.example",))), "today") == (["LEAK-03"], ["打", "甲"])
    assert check(here, "tomorrow") == (["LEAK-03"], ["打", "甲"])
    (tmp_path / "data/tasks/sound.yml").write_text("title: 乙\n")
    assert check(here, "tomorrow") == (["LEAK-03"], ["乙", "打"])
