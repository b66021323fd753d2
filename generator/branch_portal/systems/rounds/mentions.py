"""排查 on the page of a problem that a self-check registered."""

from collections.abc import Iterator

from branch_portal.ground.day_words import full_date
from branch_portal.site import urls
from branch_portal.system.mention import Mention
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.rounds.kinds import ROUNDS, SELFCHECKS


def of_finding(snapshot: Snapshot, id: str) -> Iterator[Mention]:
    for one in snapshot.book.citing("findings", id):
        if one.kind is SELFCHECKS:
            round = snapshot.book[ROUNDS][one.record.round]
            more = f"，{full_date(one.record.done_on)}上報" if one.record.done_on else ""
            yield Mention(ROUNDS.title, round.title, urls.round(round.id), more, origin=True)
