"""A schedule that goes on with what the last one had expanded is the one that is expanded anew."""

from random import Random

from branch_portal.year import schedule
from branch_portal.year.schedule import make_schedule
from tests.fuzz.proven import edit
from tests.portal import Portal


def test_what_is_not_expanded_again_is_the_same(mini: Portal) -> None:
    random, gone_on, expanded = Random(2), 0, 0
    make_schedule(mini.book())
    for _ in range(40):
        file, text = edit(mini.root, random)
        before = schedule._LAST[0]
        try:
            book = mini.book()
        except Exception:  # half a record
            file.write_text(text or "", "utf-8")
            continue
        again = make_schedule(book)
        gone_on += schedule._LAST[0] is before
        expanded += schedule._LAST[0] is not before
        schedule._LAST.clear()
        anew = make_schedule(book)
        assert (again.company, again._branches) == (anew.company, anew._branches)
    assert min(gone_on, expanded) > 1
