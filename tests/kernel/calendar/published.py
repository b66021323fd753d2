"""What a person does with a small portal whose calendar was published once: changes, withdrawals, updates."""

from pathlib import Path

from click.testing import CliRunner

from branch_portal.commands.main import portal

LOCK = "data/calendar.lock"
WITHDRAWAL = """id: {id}
events: [{events}]
reason: 測試取消
approved_by: dept_specialist
approved_on: 2026-11-20
"""


def update(copy: Path, now: str = "2026-11-25T01:00:00Z", code: int = 0, *more: str, yes: str = "--yes") -> str:
    words = ["calendar", "update", "--root", str(copy), "--all", "--now", now, "--as-of", now[:10], *more]
    done = CliRunner().invoke(portal, [*words, *([yes] if yes == "--yes" else [])], input=yes)
    assert done.exit_code == code, done.output
    return done.output


def replace(copy: Path, path: str, old: str, new: str) -> None:
    file = copy / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def withdraw(copy: Path, id: str, *events: str) -> None:
    folder = copy / "data" / "withdrawals"
    folder.mkdir(exist_ok=True)
    (folder / f"{id}.yml").write_text(WITHDRAWAL.format(id=id, events=", ".join(events)), "utf-8")


def later_date(copy: Path) -> None:
    replace(copy, "data/duties/a14.yml", "when: {every: year, on: ", "when: {every: year, if_closed: next, on: ")
