"""Random edits of a whole portal: each time it is built with what the last build left, and clean, and every byte compared.

`python -m tests.fuzz.builds 500 7` makes so many edits with the seed 7; with `fault` after them the bytes are left out of what is
compared with the last build, which must be found.
"""

import datetime as dt
import hashlib
import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from click import ClickException
from click.testing import CliRunner
from mkdocs.exceptions import Abort

from branch_portal.commands.main import portal as command_line
from branch_portal.mkdocs import run
from branch_portal.publishing.last_build import LastBuild
from branch_portal.publishing.target import files_below
from tests.portal import SETTINGS, Portal, branch, duty, guide
from tests.sample import AS_OF

_MOST = 4
"""Edits between two builds, at most."""
_WORDS = ("黨課", "記錄", "計劃", "通知", "幹部", "里程", "發布", "甲乙丙", "0571", "A-1")
_OWN_THEME = {"copyright.html": "<p>{}</p>", "footer.html": "<footer>{}</footer>"}


@dataclass
class Outcome:
    """How many edits were built and how many refused; files that were taken over; and where a byte differed."""

    made: int = 0
    refused: int = 0
    same: int = 0
    wrong: list[str] = field(default_factory=list)


class Edited:
    """A small portal in both scripts, and what people do to it."""

    def __init__(self, folder: Path, random: Random) -> None:
        self.portal = Portal(folder / "portal")
        self.portal.to_be_built()
        self.root, self.random, self.day = self.portal.root, random, AS_OF
        self.clean = folder / "clean"
        self.portal.replace(SETTINGS, "published: [hant]", "published: [hant, hans]")
        self.clock = dt.datetime.combine(AS_OF, dt.time(1))

    def edit(self) -> str:
        """Do one thing; gives its name."""
        acts: tuple[Callable[[], Any], ...] = (
            self.value, self.value, self.value, self.value, self.text, self.text, self.add, self.add, self.delete,
            self.rename, self.setting, self.scripts, self.page, self.theme, self.working_day, self.next_day, self.word,
            self.attachment,
        )  # fmt: skip
        act = self.random.choice(acts)
        act()
        return act.__name__

    def _files(self, pattern: str) -> list[Path]:
        return sorted(file for file in self.root.glob(pattern) if file.is_file())

    def _said(self) -> str:
        return f"{self.random.choice(_WORDS)}{self.random.randrange(30)}"

    def _put(self, path: str, what: Any) -> None:
        self.portal.put(path, what)

    def value(self) -> None:
        """Words of a record of any kind."""
        found = (file for file in self._files("data/**/*.yml") if "terms" not in file.parts)  # all of theirs is known
        file = self.random.choice([*found])
        lines = file.read_text("utf-8").split("\n")
        free = [
            at
            for at, line in enumerate(lines)
            if line.startswith(("title:", "short:", "summary:", "business:", "duty:", "groups:"))
        ]
        if free:
            at = self.random.choice(free)
            name = lines[at].partition(":")[0]
            lines[at] = f"{name}: {self.random.randrange(9) if name == 'groups' else repr(self._said())}"
            file.write_text("\n".join(lines), "utf-8")

    def text(self) -> None:
        """Words of a guide."""
        file = self.random.choice(self._files("content/guide/*.md"))
        text = file.read_text("utf-8")
        file.write_text(
            text.replace(self.random.choice(("照辦。", "如題。")), f"{self._said()}。", 1) + "\n照辦。如題。\n", "utf-8"
        )

    def add(self) -> None:
        number = self.random.randrange(10, 16)
        rule = {"every": "month", "day": self.random.randrange(1, 28), "if_closed": "previous"}
        kinds: tuple[Callable[[], Any], ...] = (
            lambda: self._put(f"data/branches/b{number}.yml", branch(f"b{number}", f"第{number}支部")),
            lambda: self._put(f"data/duties/n{number}.yml", duty(f"n{number}", self._said(), rule)),
            lambda: self._with_guide(number, rule),
            lambda: self._put(
                f"data/roles/r{number}.yml", {"id": f"r{number}", "title": f"角色{number}", "duty": "辦事。"}
            ),
            lambda: self._put(
                f"data/tracks/t-{number}.yml",
                {"id": f"t-{number}", "order": number, "title": f"類{number}", "summary": "一句"},
            ),
        )
        self.random.choice(kinds)()

    def _with_guide(self, number: int, rule: dict[str, Any]) -> None:
        self._put(f"content/guide/g{number + 50}.md", guide(f"g{number + 50}", self._said(), {"step-a": "甲"}))
        self._put(f"data/duties/n{number}.yml", duty(f"n{number}", self._said(), rule, guides=[f"g{number + 50}"]))

    def _added(self) -> list[Path]:
        return [
            *self._files("data/branches/b1*.yml"), *self._files("data/duties/n*.yml"), *self._files("content/guide/g6*.md"),
            *self._files("data/roles/r*.yml"), *self._files("data/tracks/t-1*.yml"), *self._files("content/more/*"),
        ]  # fmt: skip

    def delete(self) -> None:
        if added := self._added():
            self.random.choice(added).unlink()

    def rename(self) -> None:
        if found := self._files("data/branches/b1*.yml"):
            old, new = self.random.choice(found), f"b{self.random.randrange(20, 30)}"
            text = old.read_text("utf-8").replace(f"id: {old.stem}\n", f"id: {new}\nold_ids: [{old.stem}]\n")
            if "old_ids" in old.read_text("utf-8"):
                return
            old.unlink()
            old.with_name(f"{new}.yml").write_text(text, "utf-8")

    def setting(self) -> None:
        lines = (self.root / SETTINGS).read_text("utf-8").split("\n")
        names = ("name", "description", "sample_notice", "organisation", "office")
        at = self.random.choice([at for at, line in enumerate(lines) if line.split(":")[0] in names])
        lines[at] = f"{lines[at].partition(':')[0]}: {self._said()!r}"
        (self.root / SETTINGS).write_text("\n".join(lines), "utf-8")

    def scripts(self) -> None:
        """Which scripts are published, or in which all is written."""
        text = (self.root / SETTINGS).read_text("utf-8")
        now = next(one for one in ("[hant, hans]", "[hans, hant]", "[hant]", "[hans]") if f"published: {one}" in text)
        if self.random.random() < 0.3:
            script = "hans" if "source: hant" in text else "hant"
            self._command("convert", script, "--yes", "--as-of", str(self.day))
        else:
            new = self.random.choice(("[hant, hans]", "[hant, hans]", "[hans, hant]", "[hans]"))
            (self.root / SETTINGS).write_text(text.replace(f"published: {now}", f"published: {new}"), "utf-8")

    def page(self) -> None:
        """A page that somebody writes beside ours, which may lead to a place in another."""
        folder = self.root / "content" / "more"
        folder.mkdir(exist_ok=True)
        name, other = self.random.choice((("a", "b"), ("b", "a"), ("../notes", "more/a")))
        link = f"[另一頁]({other}.md#{self.random.choice('xy')})\n" if self.random.random() < 0.3 else ""
        text = f"# {self._said()}\n\n## {self._said()} {{#{self.random.choice('xxy')}}}\n\n{self._said()}\n{link}"
        (folder / f"{name}.md").write_text(text, "utf-8")

    def attachment(self) -> None:
        (self.root / "content" / "more").mkdir(exist_ok=True)
        (self.root / "content" / "more" / "t.csv").write_text(f"{self._said()},1\n", "utf-8")

    def theme(self) -> None:
        """A template or a style of the unit's own, or none any more: with one MkDocs makes all of its pages."""
        settings = (self.root / "mkdocs.yml").read_text("utf-8")
        if "custom_dir" in settings and self.random.random() < 0.6:
            plain = settings.replace("  custom_dir: overrides\n", "").replace("extra_css: [unit.css]\n", "")
            (self.root / "mkdocs.yml").write_text(plain, "utf-8")
            return
        own = self.root / "overrides"
        (own / "partials").mkdir(parents=True, exist_ok=True)
        name, text = self.random.choice([*_OWN_THEME.items()])
        (own / "partials" / name).write_text(text.format(self._said()), "utf-8")
        (own / "unit.css").write_text(
            f'a{{}} /* {self._said()} */\n.b::after{{content:"{self.random.choice(("a", "黨"))}"}}\n', "utf-8"
        )
        if "custom_dir" not in settings:
            settings = settings.replace("  name: portal\n", "  name: portal\n  custom_dir: overrides\n")
        (self.root / "mkdocs.yml").write_text(
            settings.replace("extra_css: [unit.css]\n", "") + self.random.choice(("", "extra_css: [unit.css]\n")),
            "utf-8",
        )

    def working_day(self) -> None:
        """A day on which people work or do not, against the calendar's."""
        file = self.root / "data" / "workdays" / "2026.yml"
        text = file.read_text("utf-8")
        day = self.random.choice(("2026-05-0", "2026-10-0"))
        last = next(line for line in text.split("\n") if line.startswith(f"    to: {day}"))
        file.write_text(text.replace(last, f"    to: {day}{self.random.choice('4567')}"), "utf-8")

    def next_day(self) -> None:
        """Another day of the build, and of the ledger."""
        self.day += dt.timedelta(days=self.random.choice((1, 1, 2)))

    def word(self) -> None:
        """An exception from conversion."""
        text = f"id: own\ntitle: 本單位用字\npairs:\n  - {{hant: 記錄本, hans: {self.random.choice(('记录本', '纪录本'))}}}\n"
        (self.root / "data" / "conversions").mkdir(exist_ok=True)
        (self.root / "data" / "conversions" / "own.yml").write_text(text, "utf-8")

    def _command(self, *words: str) -> bool:
        return CliRunner().invoke(command_line, [*words, "--root", str(self.root)]).exit_code == 0

    def update(self) -> bool:
        """Bring the ledger up to the data, at a later moment; False where that is refused."""
        self.clock = max(self.clock + dt.timedelta(minutes=1), dt.datetime.combine(self.day, dt.time(1)))
        words = ("calendar", "update", "--all", "--yes", "--allow-many", "--as-of", str(self.day))
        return self._command(*words, "--now", f"{self.clock:%Y-%m-%dT%H:%M:%SZ}")

    def build_into(self, target: Path, clean: bool = False) -> None:
        run.build(self.root, target, str(self.day), stream=io.StringIO(), keeps=False, clean=clean)

    def build(self) -> int | str:
        """Build both; gives how many files were taken over, or the first that differs; -1 where the edit is refused."""
        site, clean = self.root / "site", self.clean / "site"
        before = {name: (site / name).stat().st_ino for name in files_below(site)} if site.is_dir() else {}
        try:
            self.build_into(site)
            self.build_into(clean, clean=True)
        except (ClickException, Abort):
            return -1
        one, other = _digests(site), _digests(clean)
        if one != other:
            return next(name for name in sorted({*one, *other}) if one.get(name) != other.get(name))
        return sum((site / name).stat().st_ino == inode for name, inode in before.items() if name in one)


def _digests(site: Path) -> dict[str, bytes]:
    return {name: hashlib.sha256((site / name).read_bytes()).digest() for name in files_below(site)}


def edits(folder: Path, count: int, random: Random, outcome: Outcome, told: Callable[[str], None] = str) -> None:
    """Make `count` edits, several before each build; those that the portal refuses are taken back and not counted."""
    edited = Edited(folder, random)
    saved = folder / "saved"
    edited.build_into(edited.root / "site")
    while outcome.made < count and not outcome.wrong:
        shutil.copytree(edited.root, saved, ignore=shutil.ignore_patterns("site", ".site-made"))
        day = edited.day
        names = [edited.edit() for _ in range(random.randrange(1, _MOST + 1))]
        found: int | str = edited.build() if edited.update() else -1
        if found == -1:
            outcome.refused += len(names)
            edited.day = day
            _put_back(saved, edited.root)
        elif isinstance(found, str):
            outcome.wrong.append(f"after {', '.join(names)}: {found}")
        else:
            outcome.made += len(names)
            outcome.same += found
        shutil.rmtree(saved)
        told(
            f"{outcome.made} edits, {outcome.refused} refused, {outcome.same} files taken over, {len(outcome.wrong)} wrong"
        )


def _put_back(saved: Path, root: Path) -> None:
    for one in root.iterdir():
        if one.name not in ("site", ".site-made"):
            shutil.rmtree(one) if one.is_dir() else one.unlink()
    shutil.copytree(saved, root, dirs_exist_ok=True)


def blind(self: LastBuild, address: str, source: bytes) -> bool:
    """A fault: what a file is made of is not looked at."""
    return address in self.made


def main(count: str = "500", seed: str = "1", fault: str = "") -> None:
    outcome = Outcome()
    if fault:
        LastBuild.holds = blind  # type: ignore[method-assign]
    with tempfile.TemporaryDirectory() as folder:
        edits(Path(folder), int(count), Random(int(seed)), outcome, lambda said: print(said, flush=True))
    print("\n".join(outcome.wrong))
    raise SystemExit(bool(outcome.wrong) is not bool(fault))


if __name__ == "__main__":
    main(*sys.argv[1:])
