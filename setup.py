"""What pyproject.toml cannot say: the wheel carries the sample, and apart from it the library, which is its shared kinds.

Which kinds are shared the rooms say (`Kind(…, shared=True)`); it is read from their source, for a build has nothing
installed that the package needs.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent


def shared_folders() -> Iterator[str]:
    """The folders of the shared kinds, seen from the root."""
    for file in sorted((ROOT / "generator" / "branch_portal").rglob("kinds.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            kind = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Kind"
            if kind and any(keyword.arg == "shared" for keyword in node.keywords):
                name = ast.literal_eval(node.args[0])
                yield "content/guide" if name == "guides" else f"data/{name}"


def sample_files() -> Iterator[Path]:
    """Every file of the sample at the root, the library's among them."""
    yield ROOT / "mkdocs.yml"
    for folder in ("content", "data", "site_config"):
        yield from (path for path in (ROOT / folder).rglob("*") if path.is_file() and not path.name.startswith("."))


class BuildWithLibrary(build_py):
    """Copies the library and the rest of the sample beside the modules; an editable install reads them where they lie."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        shared = {*shared_folders(), "site_config"}
        for path in sorted(sample_files()):
            folder = path.parent.relative_to(ROOT).as_posix()
            target = (
                Path(self.build_lib, "branch_portal", "library" if folder in shared else "sample") / folder / path.name
            )
            self.mkpath(str(target.parent))
            self.copy_file(str(path), str(target))


setup(cmdclass={"build_py": BuildWithLibrary})
