"""An index that takes over what it can of the last one is the index of all pages read anew."""

from random import Random

from branch_portal.search.carried import NOTHING, found_by
from branch_portal.search.index import Index, Reader
from branch_portal.search.passages import Section
from branch_portal.site.page import Page

KINDS = ("guide", "branch")
LINES = ("按月收繳黨費。", "支部委員會P2605", "第一支部", "開展警示教育，記錄存檔。", "收繳黨費按月記錄。")


def pages(random: Random) -> list[tuple[Page, str]]:
    """Some of forty pages, of which most say the same each time."""
    found = []
    for number in range(40):
        said = Random(number if random.random() < 0.9 else random.random())
        kind = said.choice(KINDS)
        page = Page(f"{kind}/p{number}/", said.choice(LINES), render=str, searched=said.random() < 0.7, kind=kind)
        if random.random() < 0.95:
            found.append((page, "".join(f"<p>{said.choice(LINES)}{number}</p>" for _ in range(said.randrange(4)))))
    return found


def index(read: list[tuple[Page, str]], last: Reader | None, kinds: tuple[str, ...] = KINDS) -> tuple[Reader, Index]:
    reader = Reader()
    reader.keeps, reader.last = True, last.stored if last else NOTHING
    for page, html in read:
        reader.read(page, html)
    return reader, reader.index(kinds)


def test_what_is_taken_over_is_what_would_be_read() -> None:
    random, last, taken = Random(1), None, 0
    for step in range(30):
        kinds = KINDS if step % 7 else KINDS[::-1]
        read = pages(random)
        reader, found = index(read, last, kinds)
        alone = index(read, None, kinds)[1]
        assert (found.sizes, dict(found.passages), dict(found.single)) == (
            alone.sizes,
            dict(alone.passages),
            dict(alone.single),
        )
        if last:
            taken += len({digest for digest, _ in last.stored[0]} & {digest for digest, _ in reader.stored[0]})
        last = reader
    assert taken > 500


def test_all_by_which_a_page_is_found_is_told_apart() -> None:
    page = Page("a/", "甲", render=str, description="乙", keywords=("丙",))
    sections = [Section("x", "丁", [("戊", "己")])]
    others = [
        (Page("b/", "甲", render=str, description="乙", keywords=("丙",)), sections),
        (Page("a/", "乙", render=str, description="乙", keywords=("丙",)), sections),
        (Page("a/", "甲", render=str, description="丙", keywords=("丙",)), sections),
        (Page("a/", "甲", render=str, description="乙", keywords=("丙", "丁")), sections),
        (page, [Section("x", "丁丁", [("戊", "己")])]),
        (page, [Section("x", "丁", [("戊",), ("己",)])]),
        (page, []),
    ]
    assert found_by(page, [Section("y", "丁", [("戊", "己")])]) == found_by(page, sections)
    assert found_by(page, sections) not in {found_by(*one) for one in others}
    assert len({found_by(*one) for one in others}) == len(others)
