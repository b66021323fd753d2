"""What a build takes over from the last one is what it would have made: random changes of a site, compared with clean builds."""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from branch_portal.editions.edition import editions
from branch_portal.editions.publish import SWITCH, Answers, publish
from branch_portal.ground.output import Render, write_files
from branch_portal.ground.problems import InputProblems, Place, Problem
from branch_portal.project.settings import EditionSettings, Script
from branch_portal.publishing import last_build, publication
from branch_portal.publishing.last_build import LastBuild, Made, Taken, read_last, write_record
from branch_portal.publishing.publication import finish
from branch_portal.publishing.target import files_below
from branch_portal.publishing.unfinished import begin
from branch_portal.search.index import Reader
from branch_portal.site.page import Asset, Page, SearchWords, Site

BOTH: tuple[Script, ...] = ("hant", "hans")


@pytest.fixture(autouse=True)
def search(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search of one file: its own files are tested elsewhere, and cost more than all of this."""

    def write(site: Path, reader: Reader, words: SearchWords) -> None:
        (site / "search.txt").write_text(
            "".join(sorted(entry.page.title for entry in reader.index(words.kinds).entries)), "utf-8"
        )

    monkeypatch.setattr(publication, "write_search", write)


@dataclass
class Plain:
    """Pages as they are, without a theme around them."""

    site: Site
    taken: Taken
    answers: Mapping[str, Answers] = field(default_factory=dict)
    foreign: tuple[str, ...] = ()

    def pages_in(self, folder: Path) -> Path:
        return folder

    def made_of(self, asset: Asset) -> bytes:
        return asset.render()

    def write_assets(self, pages: Path, files: Iterable[tuple[str, Render]]) -> Mapping[str, bytes]:
        write_files(pages, files, self.taken.needed)
        return self.taken.sources

    def write_pages(self, pages: Path, reader: Reader) -> None:
        made = ((f"{page.path}index.html", partial(_encoded, page)) for page in self.site.pages)
        write_files(pages, made, self.taken.needed)

    def write_frame(self, folder: Path) -> None:
        (folder / "frame.txt").write_text("frame", "utf-8")  # as others do, who ask nobody

    def take_over(self, folder: Path, assets: Mapping[str, bytes]) -> bool:
        self.taken.sources.update(assets)
        if self.taken.spare(folder, self.site):
            return True
        self.taken = Taken(LastBuild(self.taken.last.target))
        return False

    def write_scripts(self, folder: Path) -> None:
        self.answers = publish(folder, self.site.editions, self.site.url, elsewhere=self.taken.own)

    def made(self) -> Iterable[str]:
        return self.site.addresses()


def _encoded(page: Page) -> bytes:
    return page.render().encode()


def build(root: Path, site: Site, clean: bool = False, said: list[str] | None = None) -> set[str]:
    """Build `site` below `root`; gives the files that were made anew. What the last build left is used unless `clean`."""
    place = begin(root / "site", "site", root)
    last = LastBuild(place.target) if clean else read_last(place.target, site, (said or []).append)
    reader = Reader()
    form = Plain(reader.watch(site), Taken(last))
    try:
        finish(form.site, form, reader, place.fresh)
        fresh = set(files_below(place.fresh))
        place.put_in_place(form.made(), form.taken.files(site))
        write_record(place.target, site, form.taken.record(form.answers))
    finally:
        place.abandon()
    return fresh


def published(root: Path) -> dict[str, str]:
    site = root / "site"
    return {name: hashlib.sha256((site / name).read_bytes()).hexdigest() for name in files_below(site)}


class Office:
    """A site that people change: words by address, of pages and of other files."""

    def __init__(self) -> None:
        self.pages = {"": "首頁", "a/": "開黨課", "a/b/": "記錄"}
        self.files = {"all.ics": "BEGIN\r\nSUMMARY:黨課\r\n", "look.css": "a{}", "a/t.csv": "黨課,1\n", "p.png": "png"}
        self.words: dict[str, str] = {}
        self.published = BOTH
        self.url = "https://h.example/"

    def site(self) -> Site:
        chosen = editions(EditionSettings(published=self.published), ())
        words = {script: dict(self.words) if script == "hans" else {} for script in chosen.words}
        return Site(
            name="門戶",
            url=self.url,
            description="",
            pages=tuple(Page(path, said, partial(self.page, path, said)) for path, said in self.pages.items()),
            assets=tuple(Asset(path, partial(text.encode)) for path, text in self.files.items()),
            nav=(),
            editions=replace(chosen, words=words),
        )

    def page(self, path: str, said: str) -> str:
        up = "../" * path.count("/")
        links = "".join(
            f'<a href="{up}{file}">x</a>' for file in ("all.ics", "look.css", "a/t.csv", "late.xlsx.csv", "p.png")
        )
        return (
            f'<html lang="zh-Hant"><head></head><body>{SWITCH}<h1>{said}</h1>{links}'
            f"<p>{self.url}{path}</p></body></html>"
        )

    def change(self, random: Random) -> None:
        """Change one thing as people do."""
        word = random.choice(("黨課", "支部", "記錄", "計劃", "乾部"))
        page, file = random.choice([*self.pages]), random.choice(["all.ics", "a/t.csv"])
        changes: tuple[Callable[[], Any], ...] = (
            lambda: self.pages.update({page: f"{word}{random.randrange(9)}"}),
            lambda: self.pages.update({f"n{random.randrange(4)}/": word}),
            lambda: self.pages.pop(page) if page else None,
            lambda: self.files.update({file: f"{word},{random.randrange(9)}\r\n"}),
            lambda: self.files.update({"late.xlsx.csv": word}),
            lambda: self.files.pop("late.xlsx.csv", None),
            lambda: self.files.update({"look.css": random.choice(('a{content:"黨"}', "a{}", "a{}/* 黨 */"))}),
            lambda: self.words.update({"黨課": random.choice(("党课", "党的课"))}),
            lambda: setattr(self, "published", random.choice((BOTH, ("hans", "hant"), ("hant",), BOTH))),
            lambda: setattr(self, "url", random.choice(("https://h.example/", "https://h.example/p/"))),
        )
        random.choice(changes)()


def walk(tmp_path: Path, seed: int, steps: int) -> int:
    """Change an office's site and build it so many times; raises AssertionError where a byte differs from a clean build.

    Gives how many files were taken over."""
    office, random, taken = Office(), Random(seed), 0
    (tmp_path / "clean").mkdir()
    for _ in range(steps):
        office.change(random)
        made = build(tmp_path, office.site())
        build(tmp_path / "clean", office.site(), clean=True)
        expected = published(tmp_path / "clean")
        assert published(tmp_path) == expected
        taken += len(set(expected) - made)
    return taken


def test_what_is_taken_over_is_what_would_be_made(tmp_path: Path) -> None:
    assert walk(tmp_path, 7, 40) > 150


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        (LastBuild, {"holds": lambda self, address, source: address in self.made}),
        (last_build, {"_key": lambda site: b""}),
        (last_build, {"Made": lambda source, own, asked: Made(source, own, ())}),
        (last_build, {"files_of": lambda address, own, site: [address]}),
    ],
)
def test_a_key_that_says_too_little_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Any, fault: dict[str, Any]
) -> None:
    for name, wrong in fault.items():
        monkeypatch.setattr(place, name, wrong)
    with pytest.raises((AssertionError, OSError, KeyError)):
        walk(tmp_path, 7, 60)


def test_only_what_has_changed_is_made_and_written(tmp_path: Path) -> None:
    office = Office()
    build(tmp_path, office.site())
    for name in files_below(tmp_path / "site"):
        os.utime(tmp_path / "site" / name, ns=(10**18, 10**18))
    build(tmp_path, office.site(), clean=True)  # files of the same bytes keep their times
    office.pages["a/"] = "記錄"
    made = build(tmp_path, office.site())
    times = {name: (tmp_path / "site" / name).stat().st_mtime_ns for name in files_below(tmp_path / "site")}
    ours = {name for name in times if not name.endswith("search.txt") and times[name] != 10**18}
    assert ours == {"a/index.html", "hans/a/index.html", ".portal-built"}
    assert ours - {".portal-built"} <= made
    assert "all.ics" not in made


def test_a_file_that_is_not_as_it_was_left_is_made_again(tmp_path: Path) -> None:
    office = Office()
    build(tmp_path, office.site())
    before = published(tmp_path)
    site = tmp_path / "site"
    (site / "all.ics").write_bytes(b"another")
    (site / "hans" / "a" / "index.html").unlink()
    (site / "a" / "t.csv").unlink()
    (site / "a" / "t.csv").symlink_to(tmp_path / "site" / "p.png")
    build(tmp_path, office.site())
    assert published(tmp_path) == before


@pytest.mark.parametrize(
    "spoil", [lambda whole: whole[:-1], lambda whole: b"", lambda whole: b"x" * 40, "another site"]
)
def test_a_record_that_cannot_be_used_is_ignored_with_a_sentence(tmp_path: Path, spoil: Any) -> None:
    office, said = Office(), ["begin"]
    build(tmp_path, office.site(), said=said)
    assert said == ["begin"]
    record = tmp_path / ".site-made"
    if callable(spoil):
        record.write_bytes(spoil(record.read_bytes()))
    else:
        marker = tmp_path / "site" / ".portal-built"
        marker.write_text(marker.read_text("ascii") + "\n", "ascii")
    everything = set(files_below(tmp_path / "site"))
    assert build(tmp_path, office.site(), said=said) == everything - {".portal-built"}
    assert len(said) == 2
    assert said[1].endswith("全部重新生成。")
    build(tmp_path, office.site(), said=said)
    assert len(said) == 2


def test_nothing_is_published_that_was_not_scanned_with_todays_patterns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Office().site()
    build(tmp_path, site)
    before = published(tmp_path)
    leak = Problem(Place("site/p.png"), "LEAK-01", "泄露", "刪去")
    looked = replace(site, inspect=lambda folder, foreign: [leak] if (folder / "p.png").is_file() else [])
    build(tmp_path, looked)  # it was looked into, and passed
    with pytest.raises(InputProblems):
        build(tmp_path, replace(looked, passes="an exemption has ended"))
    monkeypatch.setattr(last_build, "_program", lambda: "a newer program with more patterns")
    with pytest.raises(InputProblems):
        build(tmp_path, looked)
    assert published(tmp_path) == before
