"""一年的進度: every day of a branch's year is in the lane of its track, in the tone of what the records say."""

import datetime as dt

from branch_portal.organisation.kinds import TRACKS
from branch_portal.project.handbook import Handbook
from branch_portal.rooms import ROOMS
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.logbooks.figures import standings
from branch_portal.systems.maps.lanes import Swimlane, names, swimlane
from tests.sample import AS_OF


def lanes(book: Handbook, day: dt.date = AS_OF) -> tuple[Swimlane, int]:
    matters = standings(take_snapshot(book, day, ROOMS))["b01", 2026].matters
    return swimlane(matters, book[TRACKS].values(), 2026, day), len(matters)


def test_every_day_is_in_a_lane(book: Handbook) -> None:
    found, all_of_them = lanes(book)
    assert sum(track.matters for track in found.tracks) == all_of_them
    assert [track.title for track in found.tracks] == [
        track.title for track in book[TRACKS].values() if track.title in {one.title for one in found.tracks}
    ]
    assert found.said.startswith(f"2026年{all_of_them}期，已登記{sum(track.done for track in found.tracks)}期，")


def test_a_day_with_something_missing_says_so(book: Handbook) -> None:
    bare, _ = lanes(book.having(logbooks={}))
    tones = {mark.tone for track in bare.tracks for mark in track.lane.marks if mark.x < (bare.axis.today or 0) - 1}
    assert "late" in tones
    first, _ = lanes(book, dt.date(2026, 1, 1))
    assert {mark.tone for track in first.tracks for mark in track.lane.marks} == {"open"}
    assert "到期的都登記了" in first.said


def test_marks_lie_inside_and_a_day_has_one_mark(book: Handbook) -> None:
    found, _ = lanes(book)
    for track in found.tracks:
        places = [mark.x for mark in track.lane.marks]
        assert len(places) == len(set(places))
        assert all(0 <= place <= 100 for place in places)
        assert all(span.x + span.width <= 100.01 for span in track.lane.spans)


def test_the_names_of_marks_and_spans_stand_at_their_places(book: Handbook) -> None:
    snapshot = take_snapshot(book, AS_OF, ROOMS)
    said = names(snapshot.schedule.branch("b01", 2026), 2026)
    for track in lanes(book)[0].tracks:
        places = {f"{mark.x}%" for mark in track.lane.marks} | {f"{one.x}% {one.width}%" for one in track.lane.spans}
        assert places == said[track.id].keys()
    titles = {item.title for item in snapshot.schedule.branch("b01", 2026)}
    assert all(title in "".join(word for words in said.values() for word in words.values()) for title in titles)


def test_the_strip_of_months_has_every_day_too(book: Handbook) -> None:
    found, all_of_them = lanes(book)
    assert sum(cell.count for month in found.months for cell in month.cells) == all_of_them
    assert [month.title for month in found.months][:12] == [f"{number}月" for number in range(1, 13)]
    assert all(month.anchor for month in found.months if any(cell.count for cell in month.cells))


def test_a_month_with_something_missing_is_late_and_one_to_come_only_counts(book: Handbook) -> None:
    bare, _ = lanes(book.having(logbooks={}, tasks={}, feedback={}))
    january, december = (found.cells[0] for found in (bare.months[0], bare.months[11]))
    assert (january.shade, january.mark[0]) == ("late", "缺")
    assert (december.shade, december.mark.isdigit()) == ("far", True)
    full, _ = lanes(book)
    assert ("done", "✓") in {(cell.shade, cell.mark[:1]) for month in full.months for cell in month.cells}
