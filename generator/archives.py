"""The wheel and the source archive: `python -m archives DIR`, the same bytes whenever they are made of the same files.

What goes in is copied out first, so that nothing an earlier build left behind comes along, and gets the same rights
and the same time: `SOURCE_DATE_EPOCH`, or that of the last commit.
"""

import gzip
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
_IN = (
    *("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", "NOTICE", "licences"),
    *("generator/branch_portal", "data", "content", "site_config", "mkdocs.yml"),
)
"""Seen from the root."""
_NOT = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")


def make(target: Path, root: Path = ROOT) -> list[Path]:
    """Make both in the folder `target`; raises `CalledProcessError` where setuptools fails."""
    time = os.environ.get("SOURCE_DATE_EPOCH") or _last_commit(root)
    target.mkdir(parents=True, exist_ok=True)
    made = []
    for kind in ("sdist", "wheel"):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "source")
            _copy(root, copy, int(time))
            command = (
                f"from setuptools.build_meta import build_{kind} as build; print(build({str(target.resolve())!r}))"
            )
            environment = {**os.environ, "SOURCE_DATE_EPOCH": time, "PYTHONHASHSEED": "0"}
            done = subprocess.run(
                [sys.executable, "-c", command],
                cwd=copy,
                env=environment,
                umask=0o022,
                check=True,
                capture_output=True,
                text=True,
            )
        archive = target / done.stdout.split()[-1]
        if kind == "sdist":
            archive.write_bytes(_even(archive.read_bytes(), int(time)))
        made.append(archive)
    return made


def _last_commit(root: Path) -> str:
    command = ["git", "log", "-1", "--format=%ct"]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.strip()


def _copy(root: Path, copy: Path, time: int) -> None:
    for name in _IN:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name, ignore=_NOT)
        else:
            shutil.copyfile(root / name, copy / name)
    for path in (copy, *copy.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (time, time))


def _even(archive: bytes, time: int) -> bytes:
    """The source archive in the order of its names, without the hour and the owner of its making."""
    packed = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(archive)) as old,
        gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=time) as stream,
        tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as new,
    ):
        for entry in sorted(old.getmembers(), key=lambda one: one.name):
            entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = time, 0, 0, "", ""
            entry.mode = 0o755 if entry.isdir() else 0o644
            entry.pax_headers = {}
            new.addfile(entry, old.extractfile(entry) if entry.isfile() else None)
    return packed.getvalue()


if __name__ == "__main__":
    for one in make(Path(sys.argv[1])):
        print(one)
