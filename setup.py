"""What pyproject.toml cannot say: the wheel carries the library, which is the shared kinds of the sample at the root.

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
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Kind":
                if any(keyword.arg == "shared" for keyword in node.keywords):
                    name = ast.literal_eval(node.args[0])
                    yield "content/guide" if name == "guides" else f"data/{name}"


class BuildWithLibrary(build_py):
    """Copies the library beside the modules; an editable install reads it where it lies."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        library = Path(self.build_lib, "branch_portal", "library")
        for folder in sorted(shared_folders()):
            files = (file for file in (ROOT / folder).iterdir() if file.suffix in (".yml", ".md"))
            for file in sorted(files):
                target = library / folder / file.name
                self.mkpath(str(target.parent))
                self.copy_file(str(file), str(target))


setup(cmdclass={"build_py": BuildWithLibrary})
