"""A copy of the sample portal with its own commands, edited as an editor would."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Portal:
    """A portal of its own in `root`; `site` is what it publishes."""

    root: Path

    @classmethod
    def copied(cls, root: Path) -> "Portal":
        """A copy of the sample's data; nothing of the original is touched."""
        for name in ("content", "data", "site_config"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "mkdocs.yml", root)
        portal = cls(root)
        portal.replace(
            "site_config/portal.yml", "published: [hant, hans]", "published: [hant]"
        )  # nobody reads the other
        return portal

    @property
    def site(self) -> Path:
        return self.root / "site"

    def replace(self, file: str, old: str, new: str) -> None:
        path = self.root / file
        text = path.read_text("utf-8")
        assert old in text, f"{file} no longer says {old}"
        path.write_text(text.replace(old, new), "utf-8")

    def write(self, file: str, text: str) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def remove(self, file: str) -> None:
        (self.root / file).unlink()

    def publish(self, moment: str) -> str:
        """`portal calendar update` and `portal build` at `moment` (UTC); what the update said."""
        said = self._run(
            "calendar", "update", "--yes", "--now", moment, "--as-of", moment[:10], "--leap-to", moment[:7]
        )
        self._run("build", "--as-of", moment[:10])
        return said

    def _run(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "branch_portal", *command, "--root", str(self.root)],
            cwd=ROOT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout
