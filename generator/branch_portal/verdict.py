"""The rules alone: all that a build would refuse, without listing what only a built site needs."""

import datetime as dt
from collections.abc import Mapping, Sequence

from branch_portal.build import make_site, parts, sound_calendar, sound_site
from branch_portal.gather import mine
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import ROOMS
from branch_portal.site import urls
from branch_portal.site.hand_written import check_pages, hand_written, refuse_collisions, written_pages
from branch_portal.site.page import Site
from branch_portal.site.templates import environment
from branch_portal.system.room import Room

_DEAR: Mapping[str, tuple[str, ...]] = {
    "data": (urls.DATA,),
    "index": (urls.INDEX, urls.SEARCH),
    "mine": (mine.FOLDER,),
}
"""Parts that are dear to list – all tables filled, all titles spelt, every branch's deadlines – and below which addresses
all that they list lies."""


def check_site(root: Folders, as_of: dt.date, reading: Reading, rooms: Sequence[Room] = ROOMS) -> None:
    """Exactly what `build_site` finds wrong, in the same words; raises `InputProblems` as it does.

    What is sound among fewer addresses is sound among all of them: the dear parts are listed only where something is
    wrong without them, or where somebody else has an address among theirs.
    """
    snapshot, calendar = sound_calendar(root, as_of, reading, False, rooms, None)
    written = written_pages(root)
    made = parts(snapshot, lambda: calendar, environment({room.name for room in snapshot.rooms}), root)
    if not _is_sound(made.site(written, but=_DEAR), root, reading):
        sound_site(make_site(snapshot, calendar, written, root), snapshot, root, reading)


def _is_sound(site: Site, folders: Folders, reading: Reading) -> bool:
    """Whether these addresses are enough to say that nothing is wrong."""
    people = hand_written(folders)
    if any(address.startswith(_LEFT_OUT) for address in (*site.addresses(), *people)):
        return False
    try:
        refuse_collisions(site, people)
    except InputProblems:
        return False
    return not any(True for _ in check_pages(site, folders, reading))


_LEFT_OUT = tuple(address for addresses in _DEAR.values() for address in addresses)
