"""git, as a person uses it who has no settings of their own."""

import subprocess
from pathlib import Path

NAME = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "protocol.file.allow=always")


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *NAME, "-C", str(root), *words], check=True, capture_output=True)
