"""A page in which nothing was wrong is not looked at again, one of another kind or with a mistake is."""

from pathlib import Path

import pytest

from branch_portal.ground.beside import Kept
from branch_portal.markup import rules

SOUND, WRONG = "# 甲\n\n正文。\n", "# 甲\n\n<script>x</script>\n"


def test_only_sound_pages_are_kept_by_what_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    look = rules._check_page
    monkeypatch.setattr(
        rules, "_check_page", lambda text, path, kind: looked.append(kind or path) or look(text, path, kind)
    )

    def ask(text: str, kind: str) -> tuple[bool, bool]:
        """Whether it is sound, and whether a process of its own looks at it."""
        kept = Kept(tmp_path / "kept", lambda: "", most=9)
        monkeypatch.setattr(rules, "SOUND", kept)
        rules._checked.cache_clear()
        looked.clear()
        found = rules._checked(text, "content/a.md", kind)
        kept.save()
        return not found, bool(looked)

    assert [ask(SOUND, "guide"), ask(SOUND, "guide"), ask(SOUND, ""), ask(SOUND + "乙", "guide")] == [
        (True, True), (True, False), (True, True), (True, True),
    ]  # fmt: skip
    assert [ask(WRONG, "guide"), ask(WRONG, "guide")] == [(False, True), (False, True)]
