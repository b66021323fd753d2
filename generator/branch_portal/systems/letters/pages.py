"""督辦單: the list of letters, and each as one A4."""

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.ground.day_words import full_date
from branch_portal.organisation.model import Branch
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.qr import qr_code
from branch_portal.site.templates import body, fragment
from branch_portal.system.office_paper import paper_file
from branch_portal.system.section import BranchSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.letters.figures import STATE_TITLES, Standing, latest_first, standing_of, standings
from branch_portal.systems.letters.kinds import PATH, letter_path, serial
from branch_portal.systems.letters.model import LETTER_TITLES


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    """The list and a page for each; where they stand is worked out when a page is made."""
    yield Page(
        path=PATH,
        title="三色督辦單",
        render=partial(_list, snapshot, jinja),
        toc=(Heading("督辦中", "open"), Heading("已了結", "closed"), Heading("怎麼發", "how")),
        description="按期限發的督辦單：綠色給辦的人，黃色加上支部書記，紅色給書記和上級單位",
        source="data/letters",
        kind="letter",
        keywords=("督辦單", "督辦", "三色"),
    )
    for letter in latest_first(snapshot):
        yield Page(
            path=letter_path(letter.id),
            title=f"{LETTER_TITLES[letter.level]} {serial(letter.id)}",
            render=partial(_letter, snapshot, jinja, letter.id),
            description=f"{LETTER_TITLES[letter.level]}，{full_date(letter.issued_on)}簽發，可打印",
            source=f"data/letters/{letter.id}.yml",
            kind="letter",
            branch=letter.holder if letter.holder in snapshot.book["branches"] else "",
            year=letter.issued_on.year,
            keywords=(serial(letter.id),),
        )


def branch_section(snapshot: Snapshot, jinja: Environment) -> BranchSection:
    """The letters that a branch has to answer."""
    by_holder: dict[str, list[Standing]] = {}
    for one in snapshot.figures(standings):
        if one.open:
            by_holder.setdefault(one.letter.holder, []).append(one)

    def section(branch: Branch) -> Markup:
        values = {"book": snapshot.book, "found": by_holder.get(branch.id, []), **_NAMES}
        return fragment(jinja, "branch_letters.html", urls.branch(branch.id), **values)

    return BranchSection("letters", "督辦單", section)


_NAMES = {"titles": LETTER_TITLES, "states": STATE_TITLES, "serial": serial, "letter_path": letter_path}


def _list(snapshot: Snapshot, jinja: Environment) -> str:
    found = snapshot.figures(standings)
    return body(jinja, "letters.html", PATH, {"book": snapshot.book, "found": found, "as_of": snapshot.as_of, **_NAMES})


def _letter(snapshot: Snapshot, jinja: Environment, id: str) -> str:
    book, one = snapshot.book, snapshot.figures(standing_of)[id]
    letter = one.letter
    path = letter_path(letter.id)
    qr = qr_code(f"{book.settings.site_url}{path}", f"督辦單 {serial(letter.id)} 網頁的二維碼")
    values = {"book": book, "one": one, "letter": letter, "qr": qr, "docx": paper_file(path, serial(letter.id))}
    return body(jinja, "letter.html", path, {**values, **_NAMES})
